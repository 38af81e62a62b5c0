/** One year of the official working calendar, as config/calendar/YYYY.yaml gives it. Days are 'YYYY-MM-DD'. */
export interface CalendarYear {
  readonly year: number;
  /** Weekdays that are holidays, compensated ones included. */
  readonly off: readonly string[];
  /** Weekdays that are off because a Saturday is worked instead. */
  readonly offSwapped: readonly string[];
  readonly workingSaturdays: readonly string[];
  /** `official` once the Government has announced the year. */
  readonly status: 'official' | 'draft' | 'pending';
  readonly source: string;
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
  /** Holidays (not weekends) in [from, to] that were skipped, and Saturdays in it that are worked. */
  exceptions(
    from: string,
    to: string,
  ): { readonly holidays: readonly string[]; readonly workingSaturdays: readonly string[] };
}
