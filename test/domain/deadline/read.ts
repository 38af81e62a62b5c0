import { loadCalendar } from '../../../config/calendar.ts';
import type { Deadline } from '../../../src/domain/deadline/deadline.ts';
import { readDeadlines } from '../../../src/domain/deadline/read-deadlines.ts';
import type { DeadlineContext } from '../../../src/domain/deadline/reader.ts';

export const calendar = loadCalendar('config/calendar');

/** Reads with the shipped calendar; issued on Tuesday 10/9/2024 unless told. */
export function read(text: string, context: Partial<DeadlineContext> = {}): readonly Deadline[] {
  return readDeadlines(text, { issuedOn: '2024-09-10', calendar, ...context });
}

/** The text as its reader sees it: composed, blanks collapsed. */
export const collapse = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');

/** One line per deadline: kind, boundary, date without the usual end of day, and what else is set. */
export function brief({
  kind,
  boundary,
  dueAt,
  firstDueAt,
  recurrence,
  anchor,
  offset,
}: Deadline): string {
  const moment = (dueAt ?? firstDueAt)?.replace(/T23:59:59\+07:00$|:00\+07:00$/, '');
  return [kind, boundary, anchor, offset, recurrence, moment]
    .filter((part) => part != null)
    .join(' ');
}
