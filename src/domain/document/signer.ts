import type { Signer } from './document.ts';
import { evidenceOf, type Field, MISSING } from './field.ts';
import type { Piece } from './lay-out.ts';
import { isCapacityOrPosition, personName } from './signature-words.ts';

/**
 * Reads the signature block: the lowest line above the name is the title, what is above it the capacity.
 *
 * Without a name or a position there is no signer.
 */
export function readSigner(pieces: readonly Piece[]): Field<Signer | null> {
  const block = pieces.filter(({ zone }) => zone === 'signature');
  const lines = block.filter(({ text }) => isCapacityOrPosition(text));
  const title = lines.at(-1);
  const last = block.at(-1);
  const person = last && personName(last.text, true);
  if (title === undefined || last === title || person === undefined)
    return { value: null, evidence: MISSING };
  const capacity = lines
    .slice(0, -1)
    .map(({ text }) => text)
    .join(' / ');
  return {
    value: {
      capacity: capacity === '' ? null : capacity,
      title: title.text,
      name: person.name,
      namePrefix: person.prefix,
    },
    evidence: evidenceOf(block, block.filter(({ text }) => personName(text)).length > 1),
  };
}
