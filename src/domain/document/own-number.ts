import { lostHyphen } from './document-type.ts';
import { evidenceOf, type Field, MISSING } from './field.ts';
import type { Piece } from './lay-out.ts';
import { OWN_NUMBER } from './letterhead.ts';

/** The document's own number and symbol; never guessed, blank is null. */
export interface OwnNumber {
  readonly number: string | null;
  readonly symbol: string | null;
  readonly reference: string | null;
  readonly referencePrinted: string | null;
  /** A hyphen seems lost in the symbol ('QĐUBND'); the symbol is kept as printed. */
  readonly isSymbolDamaged: boolean;
}

const NOTHING: OwnNumber = {
  number: null,
  symbol: null,
  reference: null,
  referencePrinted: null,
  isSymbolDamaged: false,
};

/** Reads "Số: 215/SNV-CCHC", also with blanks, a year, a Party symbol, or the number left empty. */
export function readOwnNumber(header: readonly Piece[]): Field<OwnNumber> {
  const cells = header.filter(({ kind }) => kind === 'number');
  const piece = cells.find(({ text }) => OWN_NUMBER.test(text));
  const found = piece && OWN_NUMBER.exec(piece.text);
  if (piece === undefined || !found) return { value: NOTHING, evidence: MISSING };

  const { num, year, sym, party, partySym } = found.groups ?? {};
  const digits = (num ?? party ?? '').replace(/[.…_]/gu, '').trim();
  const number = digits === '' ? null : digits;
  const symbol = (sym ?? partySym ?? '').replace(/\s/gu, '').replace(/[.]+$/u, '');
  const joint = partySym === undefined ? '/' : '-';
  const printed = found[0].replace(/^S[ốôỐÔ]\s*:?\s*/u, '');
  const isSymbolDamaged = lostHyphen(symbol) !== undefined;
  return {
    value: {
      number,
      symbol,
      reference: number === null ? null : `${number}${joint}${year ? `${year}/` : ''}${symbol}`,
      referencePrinted: printed.replace(/\s+/g, ' ').trim(),
      isSymbolDamaged,
    },
    evidence: evidenceOf([piece], cells.length > 1 || isSymbolDamaged),
  };
}
