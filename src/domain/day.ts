/**
 * Arithmetic on calendar days written 'YYYY-MM-DD' in Asia/Ho_Chi_Minh.
 *
 * The zone has been +07:00 without summer time since 1975, so a day and an hour name one moment. A `day` given to
 * these functions is valid; strings from outside go through `isDay` or `makeDay` first.
 */

const MS_PER_DAY = 86_400_000;
const ZONE_OFFSET_MS = 7 * 3_600_000;
const ZONE = '+07:00';

export interface DayParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Writes a day, or undefined when the calendar has none such (31/2) or the year is outside 1000–9999. */
export function makeDay(year: number, month: number, day: number): string | undefined {
  if (year < 1000 || year > 9999 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Whether `text` is 'YYYY-MM-DD' and names a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = dayParts(text);
  return makeDay(year, month, day) === text;
}

export function dayParts(day: string): DayParts {
  return {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8, 10)),
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap ? 29 : 28;
}

/** Days since 1970-01-01, for loops and differences. */
export function epochDay(day: string): number {
  const { year, month, day: date } = dayParts(day);
  return Date.UTC(year, month - 1, date) / MS_PER_DAY;
}

export function fromEpochDay(count: number): string {
  const date = new Date(count * MS_PER_DAY);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return `${year < 1000 ? pad(year, 4) : year}${month < 10 ? '-0' : '-'}${month}${day < 10 ? '-0' : '-'}${day}`;
}

export function addDays(day: string, count: number): string {
  return fromEpochDay(epochDay(day) + count);
}

/** Same day of the month `count` months on; the last day where that month is shorter. */
export function addMonths(day: string, count: number): string {
  const { year, month, day: date } = dayParts(day);
  const index = year * 12 + (month - 1) + count;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  return fromEpochDay(
    Date.UTC(toYear, toMonth - 1, Math.min(date, daysInMonth(toYear, toMonth))) / MS_PER_DAY,
  );
}

/** The last day of the month, whatever `month` counts to: 13 is January of the next year. */
export function endOfMonth(year: number, month: number): string {
  return fromEpochDay(Date.UTC(year, month, 0) / MS_PER_DAY);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: string): number {
  return weekdayOfEpochDay(epochDay(day));
}

/** As `weekdayOf`; 1970-01-01 was a Thursday. */
export function weekdayOfEpochDay(count: number): number {
  return ((((count + 3) % 7) + 7) % 7) + 1;
}

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return epochDay(to) - epochDay(from);
}

/**
 * The moment of an hour on a day, ISO 8601 with +07:00. 'end-of-day' and '24:00' are 23:59:59, the last second that
 * still belongs to the day.
 */
export function toInstant(day: string, time: string | 'end-of-day'): string {
  const clock = time === 'end-of-day' || time === '24:00' ? '23:59:59' : `${time}:00`;
  return `${day}T${clock}${ZONE}`;
}

/** As `toInstant`, as a Date. */
export function toDate(day: string, time: string | 'end-of-day'): Date {
  return new Date(toInstant(day, time));
}

/** The day a moment falls on in Asia/Ho_Chi_Minh. */
export function dayOf(moment: Date): string {
  return new Date(moment.getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 10);
}

/** The clock time 'HH:MM' of a moment in Asia/Ho_Chi_Minh. */
export function timeOf(moment: Date): string {
  return new Date(moment.getTime() + ZONE_OFFSET_MS).toISOString().slice(11, 16);
}

/** Writes a moment as ISO 8601 with +07:00, to the second. */
export function formatInstant(moment: Date): string {
  return `${new Date(moment.getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 19)}${ZONE}`;
}
