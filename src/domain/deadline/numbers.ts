import { continues, isNumber, type Parsed, type Tokens, wordAt } from './tokens.ts';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['một', 1],
  ['mốt', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['tư', 4],
  ['năm', 5],
  ['lăm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
]);

const ROMAN: ReadonlyMap<string, number> = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
]);

/** Reads digits of `minLength` to `maxLength` places. */
export function parseDigits(
  tokens: Tokens,
  at: number,
  minLength: number,
  maxLength: number,
): Parsed<number> | undefined {
  if (!isNumber(tokens, at)) return undefined;
  const word = wordAt(tokens, at);
  if (word.length < minLength || word.length > maxLength) return undefined;
  return { value: Number(word), next: at + 1 };
}

/** Reads a number written in words, 1 to 99. The 5 after a ten is `lăm`: in `mười năm` the second word means years. */
export function parseNumberWord(tokens: Tokens, at: number): Parsed<number> | undefined {
  if (wordAt(tokens, at) === 'mười') {
    const unit = unitAfterTen(tokens, at + 1);
    return { value: 10 + unit, next: unit > 0 ? at + 2 : at + 1 };
  }
  const unit = UNITS.get(wordAt(tokens, at));
  if (unit === undefined) return undefined;
  if (wordAt(tokens, at + 1) !== 'mươi') return { value: unit, next: at + 1 };
  const after = unitAfterTen(tokens, at + 2);
  return { value: unit * 10 + after, next: after > 0 ? at + 3 : at + 2 };
}

function unitAfterTen(tokens: Tokens, at: number): number {
  const word = wordAt(tokens, at);
  return word === 'năm' || !continues(tokens, at) ? 0 : (UNITS.get(word) ?? 0);
}

/** Reads an amount of up to three digits or in words, with its legal repetition: `05`, `năm`, `05 (năm)`. */
export function parseAmount(tokens: Tokens, at: number): Parsed<number> | undefined {
  const amount = parseDigits(tokens, at, 1, 3) ?? parseNumberWord(tokens, at);
  if (amount === undefined || wordAt(tokens, amount.next) !== '(') return amount;
  const repeated = parseNumberWord(tokens, amount.next + 1);
  if (repeated?.value !== amount.value || wordAt(tokens, repeated.next) !== ')') return amount;
  return { value: amount.value, next: repeated.next + 1 };
}

/** Reads the number of a quarter: `III`, `3`, `ba`. */
export function parseQuarterNumber(tokens: Tokens, at: number): Parsed<number> | undefined {
  const roman = ROMAN.get(wordAt(tokens, at));
  const read =
    roman !== undefined
      ? { value: roman, next: at + 1 }
      : (parseDigits(tokens, at, 1, 2) ?? parseNumberWord(tokens, at));
  return read !== undefined && read.value >= 1 && read.value <= 4 ? read : undefined;
}

/** Reads the number of a month: `9`, `09`, `chín`, `mười hai`. */
export function parseMonthNumber(tokens: Tokens, at: number): Parsed<number> | undefined {
  const read = parseDigits(tokens, at, 1, 2) ?? parseNumberWord(tokens, at);
  return read !== undefined && read.value >= 1 && read.value <= 12 ? read : undefined;
}

/** Reads a year of four digits, 1900 to 2199. */
export function parseYear(tokens: Tokens, at: number): Parsed<number> | undefined {
  const read = parseDigits(tokens, at, 4, 4);
  return read !== undefined && read.value >= 1900 && read.value < 2200 ? read : undefined;
}
