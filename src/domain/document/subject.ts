import { evidenceOf, type Field, MISSING } from './field.ts';
import type { Piece } from './lay-out.ts';
import { TRICH_YEU } from './letterhead.ts';

const LABEL = new RegExp(`^${TRICH_YEU.source}\\s*:?\\s*`, 'u');

/** Reads the subject without its label and closing full stop; case as printed. */
export function readSubject(header: readonly Piece[]): Field<string | null> {
  const cells = header.filter(({ kind }) => kind === 'subject' || kind === 'title_subject');
  const piece = cells.find(({ kind }) => kind === 'title_subject') ?? cells[0];
  const value =
    piece?.text
      .replace(LABEL, '')
      .replace(/(?<!\.)\.$/u, '')
      .trim() ?? '';
  if (piece === undefined || value === '') return { value: null, evidence: MISSING };
  return { value, evidence: evidenceOf([piece], cells.length > 1) };
}
