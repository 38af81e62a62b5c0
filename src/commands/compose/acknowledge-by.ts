import type { Calendar } from '../../domain/calendar.ts';
import { addDays, dayOf, timeOf, toDate } from '../../domain/day.ts';

/** Until when receipt is to be acknowledged by default: today's 17:00 if released before 15:00 of a working day, else 11:00 of the next one. */
export function acknowledgeBy(now: Date, calendar: Calendar): Date {
  const today = dayOf(now);
  if (calendar.isWorkingDay(today) && timeOf(now) < '15:00') return toDate(today, '17:00');
  return toDate(calendar.nearestWorkingDay(addDays(today, 1), 1), '11:00');
}
