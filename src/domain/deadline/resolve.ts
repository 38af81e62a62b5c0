import { addDays, dayParts, makeDay, toInstant, weekdayOf } from '../day.ts';
import type { PrintedDate } from './calendar-date.ts';
import type { Moment } from './moment.ts';
import type { Draft, Reader } from './reader.ts';
import { firstInstance, formatRecurrence, type Recurrence } from './recurrence.ts';

/** Everything a deadline may say, unsaid. */
export const NOTHING_SAID: Omit<Draft, 'kind' | 'boundary'> = {
  namedDate: null,
  namedTime: null,
  dueAt: null,
  recurrence: null,
  firstDueAt: null,
  anchor: null,
  offset: null,
  flags: [],
};

const INFERENCE_YEARS = 8;

/** A day with what had to be assumed to find it. */
export interface NamedDay {
  readonly day: string | null;
  readonly flags: readonly string[];
}

/** The last moment on time: `before` a day without an hour ends with the day before (R1), an hour is exact (R3). */
export function dueAtOf(
  boundary: 'before' | 'by' | 'within',
  day: string,
  time: string | null,
): string {
  if (time !== null) return toInstant(day, time);
  return toInstant(boundary === 'before' ? addDays(day, -1) : day, 'end-of-day');
}

/** Completes a printed date: without a year the first such day on or after the date of issue (R7). */
export function namedDayOf(date: PrintedDate, issuedOn: string | null): NamedDay {
  const { day, month, year } = date;
  if (month === undefined) return { day: null, flags: [] };
  if (year !== undefined) return { day: makeDay(year, month, day) ?? null, flags: [] };
  if (issuedOn === null) return { day: null, flags: ['needs_issue_date'] };
  const from = dayParts(issuedOn).year;
  for (let ahead = 0; ahead <= INFERENCE_YEARS; ahead += 1) {
    const candidate = makeDay(from + ahead, month, day);
    if (candidate !== undefined && candidate >= issuedOn) {
      return { day: candidate, flags: ['year_inferred'] };
    }
  }
  return { day: null, flags: [] };
}

/** Flags a day on which nobody can be expected to work (R9); it is never moved. */
export function dayOffFlags(reader: Reader, dueAt: string): readonly string[] {
  return reader.calendar.isWorkingDay(dueAt.slice(0, 10)) ? [] : ['due_on_non_working_day'];
}

/** A deadline on one day, or one without a day while that is unknown. */
export function absolute(
  reader: Reader,
  kind: 'absolute' | 'period',
  boundary: 'before' | 'by',
  named: NamedDay,
  time: string | null,
): Draft {
  const dueAt = named.day === null ? null : dueAtOf(boundary, named.day, time);
  const dayOff = dueAt === null ? [] : dayOffFlags(reader, dueAt);
  return {
    kind,
    boundary,
    namedDate: named.day,
    namedTime: time,
    dueAt,
    recurrence: null,
    firstDueAt: null,
    anchor: null,
    offset: null,
    flags: dayOff.length === 0 ? named.flags : [...named.flags, ...dayOff],
  };
}

/** Which day a moment names, by its date, `hôm nay` or its weekday; null parts say what is missing. */
export function namedDayOfMoment(reader: Reader, moment: Moment): NamedDay {
  const { issuedOn } = reader;
  const vague = moment.isVague ? ['vague'] : [];
  if (moment.date !== undefined) {
    const named = namedDayOf(moment.date, issuedOn);
    return {
      day: named.day,
      flags: [...named.flags, ...vague, ...weekdayFlags(named.day, moment)],
    };
  }
  if (moment.daysAfterIssue !== undefined) {
    const flags = [...(moment.daysAfterIssue === 0 ? ['same_day'] : []), ...vague];
    return issuedOn === null
      ? { day: null, flags: [...flags, 'needs_issue_date'] }
      : { day: addDays(issuedOn, moment.daysAfterIssue), flags };
  }
  const [weekday] = moment.weekdays;
  if (moment.weeksAfterIssue === undefined || weekday === undefined)
    return { day: null, flags: vague };
  if (issuedOn === null) return { day: null, flags: [...vague, 'needs_issue_date'] };
  const monday = addDays(issuedOn, 1 - weekdayOf(issuedOn) + 7 * moment.weeksAfterIssue);
  return { day: addDays(monday, weekday - 1), flags: vague };
}

/** A printed weekday that contradicts the date is reported; the date counts (R3). */
function weekdayFlags(day: string | null, moment: Moment): readonly string[] {
  const [weekday] = moment.weekdays;
  if (day === null || weekday === undefined || weekdayOf(day) === weekday) return [];
  return ['weekday_contradicts_date'];
}

/** A start clause: the first instance is on or after `day`. */
export interface Start {
  readonly day: string;
  readonly flags: readonly string[];
}

/** A recurring deadline; its first instance is the first whose due moment is not before the date of issue (R8). */
export function recurring(
  reader: Reader,
  boundary: 'before' | 'by',
  rule: Recurrence,
  start: Start | undefined,
  flags: readonly string[] = [],
): Draft {
  const time = rule.time ?? null;
  const base: Draft = {
    ...NOTHING_SAID,
    kind: 'recurring',
    boundary,
    namedTime: time,
    recurrence: formatRecurrence(rule),
    flags: [...flags, ...(start?.flags ?? [])],
  };
  const from = start?.day ?? reader.issuedOn;
  if (from === null) return { ...base, flags: [...base.flags, 'needs_issue_date'] };
  const { issuedOn } = reader;
  const horizon = issuedOn !== null && issuedOn > from ? issuedOn : from;
  let named = firstInstance(rule, horizon, reader.calendar);
  if (
    named !== undefined &&
    issuedOn !== null &&
    dueAtOf(boundary, named, time).slice(0, 10) < issuedOn
  ) {
    named = firstInstance(rule, addDays(named, 1), reader.calendar);
  }
  if (named === undefined) return base;
  const firstDueAt = dueAtOf(boundary, named, time);
  return {
    ...base,
    namedDate: named,
    firstDueAt,
    flags: [...base.flags, ...dayOffFlags(reader, firstDueAt)],
  };
}
