import { join } from 'node:path';
import { loadCalendar } from '../../config/calendar.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { readDocument } from '../../src/domain/document/read-document.ts';
import { documentToJson, type Json, refusalToJson } from '../../src/domain/document/to-json.ts';
import { findSecrecyMark } from '../../src/domain/secrecy.ts';
import { extractBytes } from '../../src/extraction/extract-bytes.ts';
import { letterDocx } from '../extraction/letter-docx.ts';
import { layoutOf } from '../extraction/letter-layout.ts';
import { letterPdf } from '../extraction/letter-pdf.ts';
import { comparable } from '../support/compare-document.ts';
import { type CorpusLetter, corpus, LAID_OUT } from '../support/corpus.ts';

/** The share of letters (from 0 to 1) in which a field is exactly as expected, by the form of the letter. */
export interface FieldScore {
  readonly field: string;
  readonly text: number;
  readonly docx: number;
  readonly pdf: number;
}

const FIELDS = [
  'number',
  'symbol',
  'date',
  'place',
  'issuer',
  'type',
  'subject',
  'urgency',
  'secrecy',
  'signer',
  'recipients',
  'deadlines',
  'tasks',
  'attachments',
  'citations',
  'noi_nhan',
] as const;

const calendar = loadCalendar(join(packageRoot(), 'config', 'calendar'));

/** Reads the whole corpus as text, and the letters that are laid out as DOCX and PDF as well. */
export async function readScores(): Promise<{
  readonly letters: number;
  readonly laidOut: number;
  readonly fields: readonly FieldScore[];
}> {
  const letters = corpus();
  const laidOut = letters.filter(({ name }) => LAID_OUT.some((each) => each === name));
  const text = letters.map((letter) => rightFields(letter, letter.text));
  const docx: ReadonlySet<string>[] = [];
  const pdf: ReadonlySet<string>[] = [];
  for (const letter of laidOut) {
    docx.push(rightFields(letter, await textIn(await letterDocx(layoutOf(letter.text)))));
    pdf.push(rightFields(letter, await textIn(await letterPdf(layoutOf(letter.text)))));
  }
  const share = (results: readonly ReadonlySet<string>[], field: string): number =>
    results.filter((right) => right.has(field)).length / results.length;
  return {
    letters: letters.length,
    laidOut: laidOut.length,
    fields: [...FIELDS, 'whole letter'].map((field) => ({
      field,
      text: share(text, field),
      docx: share(docx, field),
      pdf: share(pdf, field),
    })),
  };
}

function rightFields(letter: CorpusLetter, text: string): ReadonlySet<string> {
  const got = comparable(read(text));
  const expected = comparable(letter.expected);
  const keys = Object.keys(expected);
  const isRight = (key: string): boolean =>
    JSON.stringify(got[key]) === JSON.stringify(expected[key]);
  const right = new Set(keys.filter(isRight));
  if (right.size === keys.length) right.add('whole letter');
  return right;
}

function read(text: string): Readonly<Record<string, Json>> {
  const mark = findSecrecyMark({ text })?.mark;
  if (mark !== undefined) return refusalToJson('', 'state_secret', mark);
  return documentToJson('', readDocument(text, { calendar }));
}

async function textIn(bytes: Uint8Array): Promise<string> {
  const extracted = await extractBytes(bytes, { maxInflatedBytes: 10_000_000 });
  return extracted.type === 'text' ? extracted.text : '';
}
