import { makeDay } from '../day.ts';
import { parseDigits, parseMonthNumber, parseYear } from './numbers.ts';
import { continues, gapAt, matchWords, type Parsed, type Tokens, wordAt } from './tokens.ts';

/** A date as printed; what is not printed is undefined. */
export interface PrintedDate {
  readonly day: number;
  readonly month: number | undefined;
  readonly year: number | undefined;
}

const SEPARATORS = new Set(['/', '-', '.', '–']);
const LEAP_YEAR = 2024;
const DAY_WORDS: readonly (readonly string[])[] = [
  ['ngày', 'mùng'],
  ['ngày', 'mồng'],
  ['ngày'],
  ['mùng'],
  ['mồng'],
];

/** Digits or a separator that touches what stands before it, or a slash set between blanks. */
function touches(tokens: Tokens, at: number, separator: string): boolean {
  const gap = gapAt(tokens, at);
  return gap === 'none' || (separator === '/' && gap !== 'block' && gap !== undefined);
}

function exists(date: PrintedDate): boolean {
  const { day, month = 1, year = LEAP_YEAR } = date;
  return makeDay(year, month, day) !== undefined;
}

/** `20/9/12` is no date; `12/KH` is the number of a document. */
function endsInNumber(tokens: Tokens, next: number): boolean {
  if (gapAt(tokens, next) !== 'none') return false;
  const mark = wordAt(tokens, next);
  if (gapAt(tokens, next + 1) !== 'none') return /^\p{L}/u.test(mark);
  return (mark === '/' || mark === '-') && /^[\p{L}\d]/u.test(wordAt(tokens, next + 1));
}

function parseNumeric(
  tokens: Tokens,
  at: number,
  day: number,
  named: boolean,
): Parsed<PrintedDate> | undefined {
  const separator = wordAt(tokens, at);
  if (!SEPARATORS.has(separator) || !touches(tokens, at, separator)) return undefined;
  const month = parseDigits(tokens, at + 1, 1, 2);
  if (month === undefined || !touches(tokens, at + 1, separator)) return undefined;
  if (wordAt(tokens, month.next) === separator && touches(tokens, month.next, separator)) {
    const year = touches(tokens, month.next + 1, separator)
      ? (parseYear(tokens, month.next + 1) ?? parseShortYear(tokens, month.next + 1))
      : undefined;
    if (year !== undefined) {
      return { value: { day, month: month.value, year: year.value }, next: year.next };
    }
  }
  if (separator !== '/' && !named) return undefined;
  return { value: { day, month: month.value, year: undefined }, next: month.next };
}

function parseShortYear(tokens: Tokens, at: number): Parsed<number> | undefined {
  const read = parseDigits(tokens, at, 2, 2);
  return read === undefined ? undefined : { value: 2000 + read.value, next: read.next };
}

/** Reads the year that follows a month or quarter: `/2024`, `-2024`, `năm 2024`, `, năm 2024`. */
export function parseYearAfter(tokens: Tokens, at: number): Parsed<number> | undefined {
  if (!continues(tokens, at)) return undefined;
  const separator = wordAt(tokens, at);
  if (SEPARATORS.has(separator)) {
    return touches(tokens, at, separator) && touches(tokens, at + 1, separator)
      ? parseYear(tokens, at + 1)
      : undefined;
  }
  const year = matchWords(tokens, at, ['năm']) ?? matchWords(tokens, at, [',', 'năm']);
  return year !== undefined && continues(tokens, year) ? parseYear(tokens, year) : undefined;
}

function parseWorded(tokens: Tokens, at: number, day: number): Parsed<PrintedDate> | undefined {
  if (wordAt(tokens, at) !== 'tháng' || !continues(tokens, at + 1)) return undefined;
  const month = parseMonthNumber(tokens, at + 1);
  if (month === undefined) return undefined;
  const year = parseYearAfter(tokens, month.next);
  return {
    value: { day, month: month.value, year: year?.value },
    next: year?.next ?? month.next,
  };
}

/** Reads `25/9/2024`, `ngày 25-9-2024`, `ngày 25 tháng 9 năm 2024`, `25/9`, `ngày 25`; undefined when no such day exists. */
export function parseDate(tokens: Tokens, at: number): Parsed<PrintedDate> | undefined {
  let digits = at;
  for (const words of DAY_WORDS) {
    const after = matchWords(tokens, at, words);
    if (after !== undefined) {
      digits = after;
      break;
    }
  }
  const named = digits > at;
  const day = parseDigits(tokens, digits, 1, 2);
  if (day === undefined || (named && !continues(tokens, digits))) return undefined;
  const read = continues(tokens, day.next)
    ? (parseNumeric(tokens, day.next, day.value, named) ?? parseWorded(tokens, day.next, day.value))
    : undefined;
  if (read !== undefined) {
    return exists(read.value) && !endsInNumber(tokens, read.next) ? read : undefined;
  }
  if (!named || day.value < 1 || day.value > 31 || endsInNumber(tokens, day.next)) return undefined;
  return { value: { day: day.value, month: undefined, year: undefined }, next: day.next };
}
