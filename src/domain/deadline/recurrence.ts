import type { Calendar } from '../calendar.ts';
import {
  addDays,
  addMonths,
  dayParts,
  daysInMonth,
  endOfMonth,
  makeDay,
  weekdayOf,
} from '../day.ts';

/** The subset of RFC 5545 that official texts need. */
export interface Recurrence {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** 1 to 12, ascending; empty for every month. */
  readonly months: readonly number[];
  /** 1 to 31, -1 for the last day; a shorter month takes its last day. */
  readonly monthDay: number | undefined;
  /** 1 for Monday to 7 for Sunday; empty for any. */
  readonly weekdays: readonly number[];
  /** First (1) or last (-1) working day of the month. */
  readonly workingDay: 1 | -1 | undefined;
  /** 'HH:MM'. */
  readonly time: string | undefined;
}

const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WORKING_WEEK = 'MO,TU,WE,TH,FR';
/** Looking ahead stops here: twelve years hold the longest gap between leap days. */
const HORIZON_MONTHS = 12 * 12;

/** Writes the rule as an RRULE body: parts in the contract's order, numbers without leading zeros. */
export function formatRecurrence(rule: Recurrence): string {
  const parts = [`FREQ=${rule.freq}`];
  if (rule.months.length > 0) parts.push(`BYMONTH=${rule.months.join(',')}`);
  if (rule.monthDay !== undefined) parts.push(`BYMONTHDAY=${rule.monthDay}`);
  if (rule.weekdays.length > 0) {
    parts.push(`BYDAY=${rule.weekdays.map((day) => DAY_CODES[day - 1]).join(',')}`);
  }
  if (rule.workingDay !== undefined) {
    parts.push(`BYDAY=${WORKING_WEEK}`, `BYSETPOS=${rule.workingDay}`);
  }
  if (rule.time !== undefined) {
    const [hour, minute] = rule.time.split(':').map(Number);
    parts.push(`BYHOUR=${hour}`, `BYMINUTE=${minute}`);
  }
  return parts.join(';');
}

/** Reads back what `formatRecurrence` wrote; undefined for anything else. */
export function parseRecurrence(body: string): Recurrence | undefined {
  const fields = new Map(
    body.split(';').map((part): [string, string] => {
      const [key = '', value = ''] = part.split('=');
      return [key, value];
    }),
  );
  const numbers = (key: string): readonly number[] =>
    (fields.get(key) ?? '').split(',').filter(Boolean).map(Number);
  const freq = (['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const).find(
    (name) => name === fields.get('FREQ'),
  );
  if (freq === undefined) return undefined;
  const position = numbers('BYSETPOS')[0];
  const days = (fields.get('BYDAY') ?? '').split(',').filter(Boolean);
  const [hour] = numbers('BYHOUR');
  const [minute] = numbers('BYMINUTE');
  const rule: Recurrence = {
    freq,
    months: numbers('BYMONTH'),
    monthDay: numbers('BYMONTHDAY')[0],
    weekdays: position === undefined ? days.map((code) => DAY_CODES.indexOf(code) + 1) : [],
    workingDay: position === 1 || position === -1 ? position : undefined,
    time:
      hour === undefined || minute === undefined
        ? undefined
        : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  };
  return formatRecurrence(rule) === body ? rule : undefined;
}

/** The named day of the first instance on or after `day`; undefined when the rule never comes true. */
export function firstInstance(
  rule: Recurrence,
  day: string,
  calendar: Calendar,
): string | undefined {
  if (rule.freq === 'DAILY') return day;
  if (rule.freq === 'WEEKLY') {
    for (let ahead = 0; ahead < 7; ahead += 1) {
      const candidate = addDays(day, ahead);
      if (rule.weekdays.includes(weekdayOf(candidate))) return candidate;
    }
    return undefined;
  }
  const first = dayParts(day);
  const firstOfMonth = makeDay(first.year, first.month, 1) ?? day;
  for (let ahead = 0; ahead <= HORIZON_MONTHS; ahead += 1) {
    const { year, month } = dayParts(addMonths(firstOfMonth, ahead));
    if (rule.months.length > 0 && !rule.months.includes(month)) continue;
    const candidate = instanceIn(rule, year, month, calendar);
    if (candidate !== undefined && candidate >= day) return candidate;
  }
  return undefined;
}

function instanceIn(
  rule: Recurrence,
  year: number,
  month: number,
  calendar: Calendar,
): string | undefined {
  if (rule.workingDay === -1) return calendar.nearestWorkingDay(endOfMonth(year, month), -1);
  if (rule.workingDay === 1) {
    return calendar.nearestWorkingDay(makeDay(year, month, 1) ?? '', 1);
  }
  const last = daysInMonth(year, month);
  const wanted = rule.monthDay ?? 1;
  return makeDay(year, month, wanted === -1 ? last : Math.min(wanted, last));
}
