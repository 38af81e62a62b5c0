import { createHash } from 'node:crypto';
import type { Document } from '../../domain/document/document.ts';
import { readDocument } from '../../domain/document/read-document.ts';
import { documentToJson } from '../../domain/document/to-json.ts';
import { recordDocument } from '../../store/documents.ts';
import type { LetterBody } from './body.ts';
import { prefill } from './prefill.ts';
import { parseReference } from './reference-input.ts';
import type { Desk, Scene } from './scene.ts';

/** Characters from which typed words are taken for the text of a letter, whatever was asked. */
const shortestLetter = 400;

/** Whether typed words are the text of a letter, or the end of one that was pasted, rather than an answer. */
export function looksLikeLetter(text: string, body: Pick<LetterBody, 'readFrom'>): boolean {
  return text.length >= shortestLetter || (body.readFrom === 'text' && text.includes('\n'));
}

/** Reads an official text that passed the secrecy gate. */
export function read(scene: Scene, text: string): Document {
  return readDocument(text, { calendar: scene.calendar });
}

export function prefillFrom(scene: Scene, document: Document, readFrom: string): LetterBody {
  const { body, directory, office, settings } = scene;
  const { overduePolicy } = settings;
  return prefill(body, document, readFrom, { directory, office, overduePolicy });
}

/**
 * Takes pasted or typed words as the text of the directive and reads it like a document.
 *
 * Networks cut a long paste into several messages, so more text goes on where the last one ended.
 */
export async function addText(desk: Desk, scene: Scene, text: string): Promise<LetterBody> {
  const { body } = scene;
  const whole = body.text === '' ? text : `${body.text}\n${text}`;
  const withText = { ...body, text: whole, declared: false };
  if (body.readFrom !== null && body.readFrom !== 'text') return withText;
  const document = read(scene, whole);
  await recordDocument(desk.tx, {
    officeId: scene.office.id,
    fileId: null,
    sha256: createHash('sha256').update(whole).digest('hex'),
    parsed: documentToJson('', document),
    at: scene.now,
  });
  return prefillFrom({ ...scene, body: withText }, document, 'text');
}

/** The number and symbol that text begins a draft with; undefined when it is something else. */
export function withReference(body: LetterBody, text: string): LetterBody | undefined {
  const reference = parseReference(text, null);
  return reference ? { ...body, ...reference } : undefined;
}
