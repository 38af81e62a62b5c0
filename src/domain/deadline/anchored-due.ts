import type { Calendar } from '../calendar.ts';
import { dayOf, toDate } from '../day.ts';
import { endOfDuration, parseOffset } from './duration.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * The last moment on time of a deadline counted from receipt, once it is known when that was; undefined for any
 * other deadline. Hours and minutes run from the moment, days from the day after it (Civil Code, Điều 147).
 */
export function anchoredDue(
  deadline: { readonly anchor: string | null; readonly offset: string | null },
  receivedAt: Date,
  calendar: Calendar,
): Date | undefined {
  const { anchor, offset } = deadline;
  const duration = anchor === 'receipt' && offset !== null ? parseOffset(offset) : undefined;
  if (duration === undefined) return undefined;
  const end = endOfDuration(duration, dayOf(receivedAt), calendar);
  if (end !== undefined) return toDate(end.day, 'end-of-day');
  const unitMs = duration.unit === 'hour' ? HOUR_MS : MINUTE_MS;
  return new Date(receivedAt.getTime() + duration.sign * duration.amount * unitMs);
}
