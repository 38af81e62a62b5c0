import { anchoredDue } from '../../domain/deadline/anchored-due.ts';
import type { DraftDeadline } from './body.ts';
import type { Scene } from './scene.ts';

/** The date that follows from a deadline's words; of one counted from receipt, how it will be counted. */
export function dateLines(deadline: DraftDeadline, scene: Scene): readonly string[] {
  const { body, leavesAt, calendar, m } = scene;
  const { line } = m.compose;
  const { dueAt, namedTime, recurrence } = deadline;
  if (dueAt) {
    const date = namedTime ? line.deadlineAt : line.deadlineDate;
    return [date(new Date(dueAt), recurrence !== null)];
  }
  const example = anchoredDue(deadline, leavesAt, calendar);
  return example ? [line.deadlineFromReceipt(body.ackPolicy !== 'none', example)] : [];
}
