import { epochDay, fromEpochDay, weekdayOfEpochDay } from './day.ts';

/** One year of the official working calendar, as config/calendar/YYYY.yaml gives it. Days are 'YYYY-MM-DD'. */
export interface CalendarYear {
  readonly year: number;
  /** Weekdays that are holidays, compensated ones included. */
  readonly off: readonly string[];
  /** Weekdays that are off because a Saturday is worked instead. */
  readonly offSwapped: readonly string[];
  readonly workingSaturdays: readonly string[];
  /** Weekdays that may yet become days off; they count as worked until that is settled. */
  readonly pending?: readonly string[];
  /** `official` once the Government has announced the year. */
  readonly status: 'official' | 'draft' | 'pending';
  readonly source: string;
}

/** What lies in a span of days beyond the ordinary week. */
export interface CalendarExceptions {
  /** Weekdays off, swapped ones included. */
  readonly holidays: readonly string[];
  readonly workingSaturdays: readonly string[];
  /** Days whose status is not settled. */
  readonly pending: readonly string[];
}

/** Answers questions about working days. Days outside the years it knows follow weekends only. */
export interface Calendar {
  isWorkingDay(day: string): boolean;
  /** Whether the year of `day` is announced; a date computed in another one deserves a warning. */
  isOfficial(day: string): boolean;
  /** The day that is `count` working days after `day`, which is not counted; negative counts go back. */
  addWorkingDays(day: string, count: number): string;
  /** `day` itself, or the nearest working day after (1) or before (-1) it. */
  nearestWorkingDay(day: string, direction: 1 | -1): string;
  /** Holidays (not weekends) in [from, to] that were skipped, Saturdays in it that are worked, unsettled days. */
  exceptions(from: string, to: string): CalendarExceptions;
}

/** Builds the calendar of the years given; a year without data has only its weekends off. */
export function createCalendar(years: readonly CalendarYear[]): Calendar {
  const off = new Set(years.flatMap((year) => [...year.off, ...year.offSwapped]).map(epochDay));
  const saturdays = new Set(years.flatMap((year) => year.workingSaturdays).map(epochDay));
  const pending = new Set(years.flatMap((year) => year.pending ?? []).map(epochDay));
  const official = new Set(years.filter((y) => y.status === 'official').map((y) => y.year));

  const works = (day: number): boolean =>
    weekdayOfEpochDay(day) > 5 ? saturdays.has(day) : !off.has(day);
  const within = (days: ReadonlySet<number>, from: string, to: string): readonly string[] =>
    [...days]
      .filter((day) => day >= epochDay(from) && day <= epochDay(to))
      .sort((a, b) => a - b)
      .map(fromEpochDay);

  return {
    isWorkingDay: (day) => works(epochDay(day)),
    isOfficial: (day) => official.has(Number(day.slice(0, 4))),
    addWorkingDays(day, count) {
      const step = count < 0 ? -1 : 1;
      let current = epochDay(day);
      for (let left = Math.abs(count); left > 0; ) {
        current += step;
        if (works(current)) left -= 1;
      }
      return fromEpochDay(current);
    },
    nearestWorkingDay(day, direction) {
      let current = epochDay(day);
      while (!works(current)) current += direction;
      return fromEpochDay(current);
    },
    exceptions: (from, to) => ({
      holidays: within(off, from, to),
      workingSaturdays: within(saturdays, from, to),
      pending: within(pending, from, to),
    }),
  };
}
