import type { Calendar } from '../../domain/calendar.ts';
import { addDays, dayOf, toDate } from '../../domain/day.ts';
import { parseClockTime } from '../../domain/deadline/clock-time.ts';
import { tokenize } from '../../domain/deadline/tokens.ts';
import { parseMomentInput } from './moment-input.ts';

const farthestDays = 90;

export interface MomentContext {
  readonly now: Date;
  readonly calendar: Calendar;
}

/**
 * Reads when something is to go out: '17h00' is today, '8h ngày 30/9' that day. An hour is needed;
 * nothing is guessed. `past` and `far` are moments that cannot be chosen.
 */
export function parseReleaseMoment(
  text: string,
  { now, calendar }: MomentContext,
): Date | 'past' | 'far' | undefined {
  const today = dayOf(now);
  const time = bareTime(text);
  const read = time ? { day: today, time } : parseMomentInput(text, { today, calendar });
  if (!read?.time) return undefined;
  const moment = toDate(read.day, read.time);
  if (moment <= now) return 'past';
  return read.day > addDays(today, farthestDays) ? 'far' : moment;
}

function bareTime(text: string): string | undefined {
  const tokens = tokenize(text.normalize('NFC').trim());
  const read = parseClockTime(tokens, 0);
  return read?.next === tokens.length ? read.value : undefined;
}

/** Moments that are often chosen: the next end of work and the mornings of the next working days. */
export function usualMoments({ now, calendar }: MomentContext): readonly Date[] {
  const today = dayOf(now);
  const next = calendar.nearestWorkingDay(addDays(today, 1), 1);
  const after = calendar.nearestWorkingDay(addDays(next, 1), 1);
  return [
    toDate(today, '13:30'),
    toDate(today, '16:30'),
    toDate(next, '07:30'),
    toDate(next, '13:30'),
    toDate(after, '07:30'),
  ].filter((moment) => moment > now);
}
