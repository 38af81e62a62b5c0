import type { Calendar } from '../calendar.ts';
import { addDays, addMonths } from '../day.ts';
import { parseAmount } from './numbers.ts';
import { continues, type Parsed, type Tokens, wordAt, wordTable } from './tokens.ts';

/** A length of time in one unit. */
export interface Duration {
  readonly amount: number;
  readonly unit: 'working-day' | 'day' | 'week' | 'month' | 'year' | 'hour' | 'minute';
}

const units = wordTable<Duration['unit']>([
  [['ngày làm việc'], 'working-day'],
  [['ngày', 'ngày lịch'], 'day'],
  [['tuần', 'tuần lễ'], 'week'],
  [['tháng'], 'month'],
  [['năm'], 'year'],
  [['giờ', 'giờ đồng hồ', 'tiếng', 'h', 'giờ làm việc'], 'hour'],
  [['phút'], 'minute'],
]);

const MAX_WORKING_DAYS = 365;
const MAX_YEARS = 99;

/** Reads `04 ngày làm việc`, `ba tuần`, `24 giờ`, `05 (năm) ngày`. */
export function parseDuration(tokens: Tokens, at: number): Parsed<Duration> | undefined {
  const amount = parseAmount(tokens, at);
  if (amount === undefined || amount.value < 1 || !continues(tokens, amount.next)) return undefined;
  const unit = units(tokens, amount.next);
  if (unit === undefined) return undefined;
  if (unit.value === 'working-day' && amount.value > MAX_WORKING_DAYS) return undefined;
  if (unit.value === 'year' && amount.value > MAX_YEARS) return undefined;
  // `ngày 20`, `tháng 9`, `năm 2024`: the unit opens a date, it does not end an amount.
  if (/^\d/.test(wordAt(tokens, unit.next)) && continues(tokens, unit.next)) return undefined;
  return { value: { amount: amount.value, unit: unit.value }, next: unit.next };
}

/** Writes ISO 8601, with PnWD for working days. */
export function formatDuration({ amount, unit }: Duration): string {
  switch (unit) {
    case 'working-day':
      return `P${amount}WD`;
    case 'day':
      return `P${amount}D`;
    case 'week':
      return `P${amount}W`;
    case 'month':
      return `P${amount}M`;
    case 'year':
      return `P${amount}Y`;
    case 'hour':
      return `PT${amount}H`;
    case 'minute':
      return `PT${amount}M`;
  }
}

const UNIT_OF_CODE: Readonly<Record<string, Duration['unit']>> = {
  PWD: 'working-day',
  PD: 'day',
  PW: 'week',
  PM: 'month',
  PY: 'year',
  PTH: 'hour',
  PTM: 'minute',
};

/** Reads back what `formatDuration` wrote, with or without a minus sign; undefined for anything else. */
export function parseOffset(offset: string): (Duration & { readonly sign: 1 | -1 }) | undefined {
  const match = /^(-?)(PT?)(\d{1,4})(WD|[DWMYH])$/.exec(offset);
  const unit = UNIT_OF_CODE[`${match?.[2] ?? ''}${match?.[4] ?? ''}`];
  if (match === null || unit === undefined) return undefined;
  return { amount: Number(match[3]), unit, sign: match[1] === '-' ? -1 : 1 };
}

/** The day a duration of days ends on, and what of the calendar that needed. */
export interface DurationEnd {
  readonly day: string;
  readonly flags: readonly string[];
}

/**
 * Counts a duration of days or more from `anchor`, which itself is not counted (Civil Code, Điều 147); undefined for
 * hours and minutes. Calendar days counted forward that end on a day off run to the next working day (Điều 148).
 */
export function endOfDuration(
  { amount, unit, sign }: Duration & { readonly sign: 1 | -1 },
  anchor: string,
  calendar: Calendar,
): DurationEnd | undefined {
  if (unit === 'hour' || unit === 'minute') return undefined;
  if (unit === 'working-day') {
    const day = calendar.addWorkingDays(anchor, sign * amount);
    return { day, flags: workingDayFlags(anchor, day, calendar) };
  }
  const plain = addCalendar(anchor, sign * amount, unit);
  if (sign < 0) return { day: plain, flags: [] };
  const day = calendar.nearestWorkingDay(plain, 1);
  return { day, flags: certaintyFlags(plain, day, calendar) };
}

function addCalendar(
  anchor: string,
  count: number,
  unit: 'day' | 'week' | 'month' | 'year',
): string {
  switch (unit) {
    case 'day':
      return addDays(anchor, count);
    case 'week':
      return addDays(anchor, 7 * count);
    case 'month':
      return addMonths(anchor, count);
    case 'year':
      return addMonths(anchor, 12 * count);
  }
}

function workingDayFlags(anchor: string, end: string, calendar: Calendar): readonly string[] {
  const [from, to] = anchor < end ? [addDays(anchor, 1), end] : [end, addDays(anchor, -1)];
  const { holidays, workingSaturdays } = calendar.exceptions(from, to);
  return [
    ...workingSaturdays.map((day) => `uses_swapped_working_saturday:${day}`),
    ...(holidays.length > 0 ? [`skips_holidays:${holidays.join(',')}`] : []),
    ...certaintyFlags(from, to, calendar),
  ];
}

/** Says when a computed day rests on days that are not settled or years that are not announced. */
function certaintyFlags(from: string, to: string, calendar: Calendar): readonly string[] {
  const { pending } = calendar.exceptions(from, to);
  const years = new Set(
    [from, to].filter((day) => !calendar.isOfficial(day)).map((day) => day.slice(0, 4)),
  );
  return [
    ...pending.map((day) => `calendar_pending:${day}`),
    ...[...years].map((year) => `calendar_not_official:${year}`),
  ];
}
