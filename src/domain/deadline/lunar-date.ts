import { addDays, dayParts } from '../day.ts';
import { parseDate, parseYearAfter } from './calendar-date.ts';
import { dayOfLastLunarMonth, lunarNewYear } from './lunar.ts';
import { parseDigits, parseYear } from './numbers.ts';
import { continues, matchWords, type Parsed, type Tokens, wordAt, wordTable } from './tokens.ts';

/** A day of the lunar calendar as printed. */
export interface LunarDate {
  readonly month: 'giêng' | 'chạp';
  readonly day: number;
  readonly year: number | undefined;
  /** Place of the year's name in the cycle of sixty, 0 for Giáp Tý. */
  readonly cycle: number | undefined;
}

const newYear = wordTable([
  [['tết nguyên đán', 'tết âm lịch', 'tết cổ truyền', 'tết'], 'giêng' as const],
]);

const STEMS = ['giáp', 'ất', 'bính', 'đinh', 'mậu', 'kỷ', 'canh', 'tân', 'nhâm', 'quý'];
const BRANCHES: readonly (readonly string[])[] = [
  ['tý', 'tí'],
  ['sửu'],
  ['dần'],
  ['mão', 'mẹo'],
  ['thìn'],
  ['tỵ', 'tị'],
  ['ngọ'],
  ['mùi'],
  ['thân'],
  ['dậu'],
  ['tuất'],
  ['hợi'],
];

function parseYearName(tokens: Tokens, at: number): Parsed<number> | undefined {
  const stem = STEMS.indexOf(wordAt(tokens, at));
  const branch = BRANCHES.findIndex((names) => names.includes(wordAt(tokens, at + 1)));
  if (stem < 0 || branch < 0 || !continues(tokens, at) || !continues(tokens, at + 1)) {
    return undefined;
  }
  for (let cycle = stem; cycle < 60; cycle += 10) {
    if (cycle % 12 === branch) return { value: cycle, next: at + 2 };
  }
  return undefined;
}

function parseLunarYear(tokens: Tokens, at: number): Parsed<Pick<LunarDate, 'year' | 'cycle'>> {
  const word = matchWords(tokens, at, ['năm']);
  const name = parseYearName(tokens, word ?? at);
  const next = name?.next ?? at;
  const year =
    parseYearAfter(tokens, next) ?? (continues(tokens, next) ? parseYear(tokens, next) : undefined);
  return { value: { year: year?.value, cycle: name?.value }, next: year?.next ?? next };
}

/** Where `âm lịch` ends that marks the date before it as lunar. */
export function lunarMark(tokens: Tokens, at: number): number | undefined {
  return matchWords(tokens, at, ['âm', 'lịch']) ?? matchWords(tokens, at, ['(', 'âm', 'lịch', ')']);
}

/** Reads `ngày 23/12 âm lịch`; only the first and the last lunar month are known. */
function parseMarked(tokens: Tokens, at: number): Parsed<LunarDate> | undefined {
  const date = parseDate(tokens, at);
  const next = date === undefined ? undefined : lunarMark(tokens, date.next);
  if (date === undefined || next === undefined) return undefined;
  const { day, month, year } = date.value;
  if (month !== 1 && month !== 12) return undefined;
  return { value: { month: month === 1 ? 'giêng' : 'chạp', day, year, cycle: undefined }, next };
}

/** Reads `Tết Nguyên đán Ất Tỵ 2025` and `[ngày] 23 tháng Chạp [năm Giáp Thìn]`. */
export function parseLunarDate(tokens: Tokens, at: number): Parsed<LunarDate> | undefined {
  const tet = newYear(tokens, at);
  if (tet !== undefined) {
    const year = parseLunarYear(tokens, tet.next);
    return { value: { month: tet.value, day: 1, ...year.value }, next: year.next };
  }
  const printed = parseMarked(tokens, at);
  if (printed !== undefined) return printed;
  const day = parseDigits(tokens, matchWords(tokens, at, ['ngày']) ?? at, 1, 2);
  const month = day === undefined ? undefined : matchWords(tokens, day.next, ['tháng', 'chạp']);
  if (day === undefined || month === undefined) return undefined;
  const year = parseLunarYear(tokens, month);
  return { value: { month: 'chạp', day: day.value, ...year.value }, next: year.next };
}

/** Finds the solar day; without a printed year the first one on or after the date of issue. */
export function lunarToDay(date: LunarDate, issuedOn: string | null): string | undefined {
  const inYear = (year: number): string | undefined =>
    date.month === 'giêng'
      ? addDays(lunarNewYear(year), date.day - 1)
      : dayOfLastLunarMonth(year, date.day);
  if (date.year !== undefined) return inYear(date.year);
  if (issuedOn === null) return undefined;
  const { year } = dayParts(issuedOn);
  if (date.cycle !== undefined) {
    const distance = (((date.cycle - (year - 4)) % 60) + 60) % 60;
    return inYear(year + (distance > 30 ? distance - 60 : distance));
  }
  return [year - 1, year, year + 1].map(inYear).find((day) => day !== undefined && day >= issuedOn);
}
