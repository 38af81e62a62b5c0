import { addDays, addMonths, dayParts, endOfMonth, makeDay, weekdayOf } from '../day.ts';
import { parseYearAfter } from './calendar-date.ts';
import { parseMonthNumber, parseQuarterNumber, parseYear } from './numbers.ts';
import { continues, type Parsed, type Tokens, wordAt, wordTable } from './tokens.ts';

/** A month, quarter, half-year, year or week as printed, or a rough place in it. */
export interface Period {
  readonly unit: 'week' | 'month' | 'quarter' | 'half' | 'year';
  /** Which one in its year (1 …); undefined when it is counted from the date of issue. */
  readonly index: number | undefined;
  readonly year: number | undefined;
  /** 0 for `tháng này`, 1 for `tháng sau`. */
  readonly fromIssue: number | undefined;
  readonly part: 'whole' | 'start' | 'middle' | 'end';
}

/** First and last day of a period, and the day its wording points at. */
export interface PeriodDays {
  readonly first: string;
  readonly last: string;
  readonly named: string;
  readonly yearInferred: boolean;
}

const PARTS: ReadonlyMap<string, Period['part']> = new Map([
  ['đầu', 'start'],
  ['giữa', 'middle'],
  ['cuối', 'end'],
]);

const fromIssue = wordTable<Pick<Period, 'unit' | 'fromIssue'>>([
  [['tuần này'], { unit: 'week', fromIssue: 0 }],
  [['tuần sau', 'tuần tới'], { unit: 'week', fromIssue: 1 }],
  [['tháng này'], { unit: 'month', fromIssue: 0 }],
  [['tháng sau', 'tháng tới'], { unit: 'month', fromIssue: 1 }],
  [['quý này'], { unit: 'quarter', fromIssue: 0 }],
  [['quý sau', 'quý tới'], { unit: 'quarter', fromIssue: 1 }],
  [['năm nay'], { unit: 'year', fromIssue: 0 }],
  [['năm sau', 'năm tới'], { unit: 'year', fromIssue: 1 }],
]);

const half = wordTable([
  [['6 tháng đầu', '06 tháng đầu', 'sáu tháng đầu'], 1],
  [['6 tháng cuối', '06 tháng cuối', 'sáu tháng cuối'], 2],
]);

const MONTHS_IN = { month: 1, quarter: 3, half: 6, year: 12 } as const;

function parseWhole(tokens: Tokens, at: number): Parsed<Period> | undefined {
  const relative = fromIssue(tokens, at);
  if (relative !== undefined) {
    return {
      value: { ...relative.value, index: undefined, year: undefined, part: 'whole' },
      next: relative.next,
    };
  }
  const halfYear = half(tokens, at);
  // Six months without a year are usually the title of a report, so the year is asked for.
  if (halfYear !== undefined) {
    const read = withYear(tokens, 'half', halfYear);
    return read.value.year === undefined ? undefined : read;
  }
  if (!continues(tokens, at + 1)) return undefined;
  const word = wordAt(tokens, at);
  if (word === 'tháng') {
    const index = parseMonthNumber(tokens, at + 1);
    return index === undefined ? undefined : withYear(tokens, 'month', index);
  }
  if (word === 'quý' || word === 'quí') {
    const index = parseQuarterNumber(tokens, at + 1);
    return index === undefined ? undefined : withYear(tokens, 'quarter', index);
  }
  if (word === 'năm') {
    const year = parseYear(tokens, at + 1);
    if (year === undefined) return undefined;
    return {
      value: { unit: 'year', index: 1, year: year.value, fromIssue: undefined, part: 'whole' },
      next: year.next,
    };
  }
  return undefined;
}

function withYear(tokens: Tokens, unit: Period['unit'], index: Parsed<number>): Parsed<Period> {
  const year = parseYearAfter(tokens, index.next);
  return {
    value: { unit, index: index.value, year: year?.value, fromIssue: undefined, part: 'whole' },
    next: year?.next ?? index.next,
  };
}

/** Reads `tháng 9/2024`, `Quý III năm 2024`, `năm 2024`, `cuối tháng 9`, `giữa tháng này`. */
export function parsePeriod(tokens: Tokens, at: number): Parsed<Period> | undefined {
  const place = PARTS.get(wordAt(tokens, at));
  if (place === undefined) return parseWhole(tokens, at);
  const read = continues(tokens, at + 1) ? parseWhole(tokens, at + 1) : undefined;
  return read === undefined ? undefined : { ...read, value: { ...read.value, part: place } };
}

/** Finds the days of a period; undefined when it depends on a date of issue that is unknown. */
export function periodDays(period: Period, issuedOn: string | null): PeriodDays | undefined {
  if (period.unit === 'week') {
    if (issuedOn === null) return undefined;
    const monday = addDays(issuedOn, 1 - weekdayOf(issuedOn) + 7 * (period.fromIssue ?? 0));
    return { ...spanOf(period, monday, addDays(monday, 6)), yearInferred: false };
  }
  const months = MONTHS_IN[period.unit];
  const inYear = (year: number, index: number): PeriodDays => {
    const first = makeDay(year, (index - 1) * months + 1, 1) ?? '';
    const { month } = dayParts(first);
    return {
      ...spanOf(period, first, endOfMonth(year, month + months - 1)),
      yearInferred: period.year === undefined && period.fromIssue === undefined,
    };
  };
  if (period.year !== undefined) return inYear(period.year, period.index ?? 1);
  if (issuedOn === null) return undefined;
  const { year, month } = dayParts(issuedOn);
  if (period.fromIssue !== undefined) {
    const firstMonth = Math.floor((month - 1) / months) * months + 1;
    const start = addMonths(makeDay(year, firstMonth, 1) ?? '', period.fromIssue * months);
    const at = dayParts(start);
    return inYear(at.year, (at.month - 1) / months + 1);
  }
  const thisYear = inYear(year, period.index ?? 1);
  return thisYear.last >= issuedOn ? thisYear : inYear(year + 1, period.index ?? 1);
}

function spanOf(period: Period, first: string, last: string): Omit<PeriodDays, 'yearInferred'> {
  switch (period.part) {
    case 'whole':
    case 'end':
      return { first, last, named: last };
    case 'start':
      return { first, last, named: first };
    case 'middle':
      return { first, last, named: middleOf(period, first) };
  }
}

/** The Civil Code (Điều 146) puts the middle of a month on its 15th and of a year on 30/6. */
function middleOf(period: Period, first: string): string {
  const { year, month } = dayParts(first);
  switch (period.unit) {
    case 'week':
      return addDays(first, 2);
    case 'month':
      return makeDay(year, month, 15) ?? first;
    case 'quarter':
      return makeDay(year, month + 1, 15) ?? first;
    case 'half':
      return endOfMonth(year, month + 2);
    case 'year':
      return endOfMonth(year, 6);
  }
}
