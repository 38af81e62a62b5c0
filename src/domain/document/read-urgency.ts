import type { Urgency } from './document.ts';
import { evidenceOf, type Field, MISSING } from './field.ts';
import type { Piece } from './lay-out.ts';
import { urgencyOf } from './urgency.ts';

/** Reads the urgency from a mark that stands alone in the letterhead. */
export function readUrgency(header: readonly Piece[]): Field<Urgency> {
  for (const piece of header) {
    const urgency = urgencyOf(piece.text);
    if (urgency !== undefined) return { value: urgency, evidence: evidenceOf([piece]) };
  }
  return { value: 'none', evidence: MISSING };
}
