import type { Calendar } from '../../domain/calendar.ts';
import { addDays, dayOf, timeOf, toDate } from '../../domain/day.ts';
import type { Household } from './population.ts';

/** How a report is handed in. */
export type ReportWay = 'file' | 'text' | 'nil';

/** What one office does about the directive, in people's time; absent means never. */
export interface Habit<Home = Household> {
  readonly household: Home;
  readonly acknowledgesAt?: Date;
  /** Presses a second time at once, to be sure. */
  readonly pressesTwice: boolean;
  /** A colleague whom nobody has bound presses first. */
  readonly colleaguePressesAt?: Date;
  readonly reports?: { readonly at: Date; readonly way: ReportWay };
  readonly repostsAt?: Date;
}

/** When things fall due. */
export interface Dates {
  readonly releasedAt: Date;
  readonly acknowledgeBy: Date | undefined;
  /** The last report that somebody owes, and when it counts as overdue. */
  readonly reportBy: Date | undefined;
  readonly overdueAt: Date | undefined;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * Casts the offices that are to act: most answer within the day, some late, some never. The order is
 * shuffled by the seed, so a play that goes on after a kill casts them alike.
 */
export function castHabits<Home = Household>(
  offices: readonly { readonly household: Home; readonly owesReport: boolean }[],
  dates: Dates,
  { seed, calendar }: { readonly seed: number; readonly calendar: Calendar },
): readonly Habit<Home>[] {
  const { releasedAt, reportBy, overdueAt } = dates;
  const random = mulberry(seed);
  // Those who owe a report come first: the late and the silent are cast among them.
  const shuffled = offices
    .map((office) => ({ ...office, rank: random() + (office.owesReport ? 0 : 1) }))
    .sort((a, b) => a.rank - b.rank);
  const chasedAt = nextMorning(overdueAt ?? releasedAt, calendar, '08:40');
  return shuffled.map(({ household }, index): Habit<Home> => {
    const soon = after(releasedAt, (6 + random() * 60) * minute);
    const way = wayOf(index);
    const inTime = reportBy && between(releasedAt, reportBy, 0.15 + 0.75 * random());
    // Of the first ones cast: one never answers, two acknowledge and never report, two each are late.
    const isSilent = index === 0;
    const isLate = index === 3 || index === 4;
    const reportsLate = index === 4 || index === 5;
    const acknowledgesAt = isLate
      ? after(nextMorning(dates.acknowledgeBy ?? releasedAt, calendar, '08:10'), index * minute)
      : soon;
    const reportsAt = reportsLate ? chasedAt : inTime && daytime(inTime, acknowledgesAt);
    const isReporting = !isSilent && index !== 1 && index !== 2 && reportsAt !== undefined;
    return {
      household,
      pressesTwice: index === 6 || index === 9,
      ...(isSilent ? {} : { acknowledgesAt }),
      ...(index === 7 || index === 8 ? { colleaguePressesAt: after(releasedAt, 4 * minute) } : {}),
      ...(isReporting && reportBy ? { reports: { at: reportsAt, way } } : {}),
      ...(isSilent || index % 5 === 2
        ? {}
        : { repostsAt: after(soon, (20 + random() * 60) * minute) }),
    };
  });
}

/** Few send a file: each one is read in a process of its own. */
function wayOf(index: number): ReportWay {
  if (index === 5 || index % 10 === 6) return 'file';
  return index % 2 === 0 ? 'nil' : 'text';
}

/** When the play is over: some time after the first reminder of what is overdue. */
export function endOf({ releasedAt, overdueAt, acknowledgeBy }: Dates, calendar: Calendar): Date {
  return nextMorning(overdueAt ?? acknowledgeBy ?? releasedAt, calendar, '10:00');
}

function after(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}

function between(from: Date, to: Date, share: number): Date {
  return new Date(from.getTime() + (to.getTime() - from.getTime()) * share);
}

/** The same moment, or a time of that day or the next when people are at work, after `earliest`. */
function daytime(moment: Date, earliest: Date): Date {
  const wanted = moment < earliest ? after(earliest, 30 * minute) : moment;
  const time = timeOf(wanted);
  const day = dayOf(wanted);
  const spread = wanted.getTime() % hour;
  if (time < '07:30') return after(toDate(day, '07:40'), spread);
  if (time > '18:00') return after(toDate(addDays(day, 1), '07:40'), spread);
  return wanted;
}

function nextMorning(moment: Date, calendar: Calendar, time: string): Date {
  return toDate(calendar.nearestWorkingDay(addDays(dayOf(moment), 1), 1), time);
}

/** A small seeded generator (mulberry32); the same seed casts the same roles. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
