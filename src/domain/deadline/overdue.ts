import { toInstant } from '../day.ts';
import type { Deadline } from './deadline.ts';

/**
 * How an authority reads `trước ngày D`.
 *
 * `strict`: on time until the end of D−1. `lenient`: until the end of D. `strict-remind-lenient-overdue`: reminders
 * follow the strict reading, nobody is called late before D has passed.
 */
export type OverduePolicy = 'strict-remind-lenient-overdue' | 'strict' | 'lenient';

type Limit = Pick<
  Deadline,
  'kind' | 'boundary' | 'namedDate' | 'namedTime' | 'dueAt' | 'firstDueAt'
>;

/**
 * The moment after which a deadline counts as overdue; null while it has no date. For a recurring one, that of its
 * first instance. Only `before` a day without an hour depends on the policy.
 */
export function overdueAt(
  deadline: Limit,
  policy: OverduePolicy = 'strict-remind-lenient-overdue',
): string | null {
  const { kind, boundary, namedDate, namedTime } = deadline;
  const dueAt = deadline.dueAt ?? deadline.firstDueAt;
  const isBeforeDay = boundary === 'before' && namedTime === null && kind !== 'period';
  if (policy === 'strict' || !isBeforeDay || namedDate === null) return dueAt;
  return toInstant(namedDate, 'end-of-day');
}
