import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../config/calendar.ts';
import { readDocument } from '../src/domain/document/read-document.ts';
import { documentToJson, type Json, refusalToJson } from '../src/domain/document/to-json.ts';
import { findSecrecyMark } from '../src/domain/secrecy.ts';
import { extractBytes } from '../src/extraction/extract-bytes.ts';
import { letterDocx } from './extraction/letter-docx.ts';
import { layoutOf } from './extraction/letter-layout.ts';
import { letterPdf } from './extraction/letter-pdf.ts';
import { compareDocuments } from './support/compare-document.ts';
import { corpus, LAID_OUT } from './support/corpus.ts';

const calendar = loadCalendar(fileURLToPath(new URL('../config/calendar', import.meta.url)));

function read(text: string): Readonly<Record<string, Json>> {
  const mark = findSecrecyMark({ text })?.mark;
  if (mark !== undefined) return refusalToJson('', 'state_secret', mark);
  return documentToJson('', readDocument(text, { calendar }));
}

async function textIn(bytes: Uint8Array): Promise<string> {
  const extracted = await extractBytes(bytes, { maxInflatedBytes: 10_000_000 });
  return extracted.type === 'text' ? extracted.text : `(${extracted.reason})`;
}

const letters = corpus();
const laidOut = letters.filter(({ name }) => LAID_OUT.some((each) => each === name));

describe('a letter of the corpus', () => {
  test.each(letters)('$name is read as a person reads it', ({ text, expected }) => {
    expect(compareDocuments(read(text), expected)).toEqual([]);
  });

  test.each(laidOut)('$name is read the same as DOCX', async ({ text, expected }) => {
    const bytes = await letterDocx(layoutOf(text));

    expect(compareDocuments(read(await textIn(bytes)), expected)).toEqual([]);
  });

  test.each(laidOut)('$name is read the same as PDF', async ({ text, expected }) => {
    const bytes = await letterPdf(layoutOf(text));

    expect(compareDocuments(read(await textIn(bytes)), expected)).toEqual([]);
  });
});

test('the corpus holds letters of every common type and all laid-out ones', () => {
  const types = new Set(letters.map(({ expected }) => Object(expected.type).code));

  expect(letters.length).toBeGreaterThanOrEqual(40);
  expect([...types]).toEqual(
    expect.arrayContaining(['CV', 'KH', 'QĐ', 'CT', 'TB', 'GM', 'CĐ', 'BC']),
  );
  expect(laidOut).toHaveLength(LAID_OUT.length);
});
