import { dayOf, daysBetween } from '../domain/day.ts';
import type { Messages } from '../messages/messages.ts';
import type { ObligationRow } from '../store/obligations.ts';

/** Begins the step of a reminder that staff asked for; the moment they did follows. */
export const staffStep = 'staff-';

/** What a reminder says: of what is coming, of what is due, of what is overdue. */
export function reminderText(
  m: Messages,
  about: {
    readonly reminder: { readonly step: string; readonly dueAt: Date };
    readonly obligation: Pick<ObligationRow, 'kind' | 'dueAt' | 'overdueAt' | 'extendedTo'>;
    readonly reference: string;
    readonly organisation: string;
  },
): string {
  const { reminder, obligation, reference, organisation } = about;
  const due = obligation.extendedTo ?? obligation.dueAt ?? reminder.dueAt;
  const overdueDays = daysBetween(
    dayOf(obligation.extendedTo ?? obligation.overdueAt ?? due),
    dayOf(reminder.dueAt),
  );
  const soon = reminder.dueAt.getTime() < due.getTime();
  const isByStaff = reminder.step.startsWith(staffStep);
  const isOverdue = isByStaff
    ? overdueDays > 0 && obligation.dueAt !== null
    : reminder.step.startsWith('overdue');
  if (obligation.kind === 'acknowledge') {
    if (soon) return m.reminder.acknowledgeSoon(reference, organisation, due);
    return isOverdue
      ? m.reminder.acknowledgeOverdue(reference, organisation)
      : m.reminder.acknowledgeDue(reference, organisation);
  }
  if (isByStaff && obligation.dueAt === null) {
    return m.reminder.reportOpen(reference, organisation);
  }
  if (soon) {
    const left = m.reminder.left(due.getTime() - reminder.dueAt.getTime());
    return m.reminder.reportSoon(reference, organisation, due, left);
  }
  return isOverdue
    ? m.reminder.reportOverdue(reference, organisation, overdueDays)
    : m.reminder.reportDue(reference, organisation);
}
