import type { Evidence } from './document.ts';
import type { Piece } from './lay-out.ts';

/** A value and where it was found. */
export interface Field<Value> {
  readonly value: Value;
  readonly evidence: Evidence;
}

/** Evidence for something that is not in the text. */
export const MISSING: Evidence = { certainty: 'missing', start: null, end: null };

/** Evidence for a value that covers the given pieces. */
export function evidenceOf(pieces: readonly Piece[], isDoubtful = false): Evidence {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return MISSING;
  return { certainty: isDoubtful ? 'doubtful' : 'sure', start: first.start, end: last.end };
}
