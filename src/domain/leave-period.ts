import { addDays, dayParts, daysBetween, makeDay, weekdayOf } from './day.ts';

/** Days of absence, both included, 'YYYY-MM-DD'. */
export interface LeavePeriod {
  readonly from: string;
  readonly to: string;
}

/** Longer than that somebody has left rather than is on leave. */
export const longestLeaveDays = 366;

/** Why a period cannot be taken. */
export type LeaveFault = 'unreadable' | 'past' | 'reversed' | 'too-long';

/** Why nobody is asked to stand in. */
export type LeaveRefusal =
  /** Not the person's own leave, and nobody who manages the organisation's people. */
  | 'not-allowed'
  /** One of the two does not belong to the organisation (any more). */
  | 'not-colleagues'
  /** Nobody gives a role to themselves. */
  | 'own-substitute'
  /** Somebody stands in for the person on some of these days already. */
  | 'covered'
  /** The substitute is away on some of these days. */
  | 'substitute-away'
  /** The substitute has no private chat with an account. */
  | 'unreachable';

const word = '(?:từ|tu|đến|den|tới|toi|hết|het|ngày|ngay|-|–|—)';
const date = String.raw`(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?`;
const oneDate = new RegExp(`^(${word}\\s*)*${date}$`, 'u');
const twoDates = new RegExp(`^(?:${word}\\s*)*${date}\\s*(?:${word}\\s*)+${date}$`, 'u');
const untilWord = /(?:đến|den|tới|toi|hết|het)/u;

/**
 * Reads when somebody is away as people type it: `20/1`, `20/1-25/1`, `từ 20/1 đến hết 25/1`,
 * `đến 25/1`, `hôm nay`, `ngày mai`, `3 ngày`.
 *
 * A date without a year is the next one; a single date is that day alone, unless "đến" makes it the
 * end of a leave that begins today.
 */
export function readLeavePeriod(text: string, today: string): LeavePeriod | LeaveFault {
  const said = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[.\s]+$/u, '');
  const period = read(said, today);
  return period ? judge(period, today) : 'unreadable';
}

function read(said: string, today: string): LeavePeriod | undefined {
  if (/^(?:hôm nay|hom nay|today)$/u.test(said)) return { from: today, to: today };
  if (/^(?:ngày mai|ngay mai|mai|tomorrow)$/u.test(said)) {
    const tomorrow = addDays(today, 1);
    return { from: tomorrow, to: tomorrow };
  }
  const days = /^(\d{1,3}) (?:ngày|ngay|days?)$/u.exec(said)?.[1];
  if (days)
    return Number(days) > 0 ? { from: today, to: addDays(today, Number(days) - 1) } : undefined;
  const two = twoDates.exec(said);
  if (two) {
    const from = dayNear(two.slice(1, 4), today);
    const to = from && dayNear(two.slice(4, 7), from);
    return from && to ? { from, to } : undefined;
  }
  const one = oneDate.exec(said);
  const day = one && dayNear(one.slice(2, 5), today);
  if (!day) return undefined;
  return untilWord.test(said) && !/^(?:từ|tu)/u.test(said)
    ? { from: today, to: day }
    : { from: day, to: day };
}

/** The day that was typed; without a year the first such day that is not before `since`. */
function dayNear(
  [day, month, year]: readonly (string | undefined)[],
  since: string,
): string | undefined {
  if (year) return makeDay(Number(year), Number(month), Number(day));
  const { year: thisYear } = dayParts(since);
  return [thisYear, thisYear + 1]
    .map((candidate) => makeDay(candidate, Number(month), Number(day)))
    .find((found) => found !== undefined && found >= since);
}

function judge(period: LeavePeriod, today: string): LeavePeriod | LeaveFault {
  if (period.to < period.from) return 'reversed';
  if (period.to < today) return 'past';
  if (daysBetween(period.from, period.to) >= longestLeaveDays) return 'too-long';
  return period.from < today ? { ...period, from: today } : period;
}

/** Whether two periods share a day. */
export function overlaps(one: LeavePeriod, other: LeavePeriod): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** Periods that are asked for often: today, tomorrow, to the end of this week and of the next. */
export function usualPeriods(today: string): readonly LeavePeriod[] {
  const sunday = addDays(today, 7 - weekdayOf(today));
  const tomorrow = addDays(today, 1);
  return [
    { from: today, to: today },
    { from: tomorrow, to: tomorrow },
    { from: today, to: sunday },
    { from: addDays(sunday, 1), to: addDays(sunday, 7) },
  ].filter(
    ({ from, to }, at, all) => all.findIndex((one) => one.from === from && one.to === to) === at,
  );
}
