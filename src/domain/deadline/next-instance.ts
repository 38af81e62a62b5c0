import type { Calendar } from '../calendar.ts';
import { addDays } from '../day.ts';
import type { Deadline } from './deadline.ts';
import { firstInstance, parseRecurrence } from './recurrence.ts';
import { dueAtOf } from './resolve.ts';

/** One coming round of a recurring deadline. */
export interface Instance {
  /** The day the text names, before the boundary is applied. */
  readonly namedDate: string;
  readonly dueAt: string;
}

/**
 * The first instance whose named day is after `after`; undefined when `deadline` does not recur. A month without the
 * named day takes its last day; never earlier than the deadline's own first instance.
 */
export function nextInstance(
  deadline: Pick<Deadline, 'boundary' | 'recurrence' | 'namedDate'>,
  after: string,
  calendar: Calendar,
): Instance | undefined {
  const { boundary, recurrence, namedDate } = deadline;
  const rule = recurrence === null ? undefined : parseRecurrence(recurrence);
  if (rule === undefined || boundary === null) return undefined;
  const tomorrow = addDays(after, 1);
  const from = namedDate !== null && namedDate > tomorrow ? namedDate : tomorrow;
  const named = firstInstance(rule, from, calendar);
  if (named === undefined) return undefined;
  return { namedDate: named, dueAt: dueAtOf(boundary, named, rule.time ?? null) };
}
