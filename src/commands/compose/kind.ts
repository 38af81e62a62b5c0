import {
  type DocumentType,
  LETTER,
  typeOfCode,
  typeOfSymbol,
} from '../../domain/document/document-type.ts';
import type { LetterBody } from './body.ts';

/** The type of the document: as read or chosen, else what its symbol says; a letter carries no code. */
export function kindOf({ kind, symbol }: Pick<LetterBody, 'kind' | 'symbol'>): DocumentType {
  const known = kind === null ? undefined : typeOfCode(kind);
  return known ?? (symbol === null ? undefined : typeOfSymbol(symbol)) ?? LETTER;
}

/** The types that are sent around most, for the buttons. */
export const usualKinds: readonly DocumentType[] = [
  'CV',
  'CĐ',
  'KH',
  'CT',
  'TB',
  'HD',
  'QĐ',
  'GM',
  'BC',
].flatMap((code) => typeOfCode(code) ?? []);
