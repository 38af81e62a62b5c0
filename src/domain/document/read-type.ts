import {
  type DocumentType,
  LETTER,
  lostHyphen,
  typeOfSymbol,
  typeOfTitle,
} from './document-type.ts';
import { evidenceOf, type Field, MISSING } from './field.ts';
import type { Piece } from './lay-out.ts';

/**
 * Reads the type from the title line or the symbol, never from words of the body.
 *
 * Without either the document is a letter. A title and a symbol that disagree are doubtful; the title
 * wins, because it is printed larger.
 */
export function readType(header: readonly Piece[], symbol: string | null): Field<DocumentType> {
  const title = header.find(({ kind }) => kind === 'title');
  const titled = title && typeOfTitle(title.text);
  const coded = symbol === null ? undefined : (typeOfSymbol(symbol) ?? lostHyphen(symbol));
  if (title !== undefined && titled !== undefined) {
    return {
      value: titled,
      evidence: evidenceOf([title], coded !== undefined && coded.code !== titled.code),
    };
  }
  const number = header.filter(({ kind }) => kind === 'number').slice(0, 1);
  if (coded !== undefined) return { value: coded, evidence: evidenceOf(number, true) };
  if (number.length > 0) return { value: LETTER, evidence: evidenceOf(number) };
  return { value: LETTER, evidence: { ...MISSING, certainty: 'doubtful' } };
}
