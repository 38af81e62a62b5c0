import type { Issuer } from './document.ts';
import { evidenceOf, type Field, MISSING } from './field.ts';
import type { Piece } from './lay-out.ts';

/** Reads the issuing body, the lowest of the names on the left, and the body above it. */
export function readIssuer(header: readonly Piece[]): Field<Issuer | null> {
  const names = header.filter(({ kind }) => kind === 'organisation');
  const name = names.at(-1);
  if (name === undefined) return { value: null, evidence: MISSING };
  return {
    value: { parent: names.at(-2)?.text ?? null, name: name.text },
    evidence: evidenceOf(names, names.length > 2),
  };
}
