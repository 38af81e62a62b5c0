import { anchoredDue } from '../domain/deadline/anchored-due.ts';
import type { Database } from '../ports/database.ts';
import { type DirectiveRow, deadlinesOf } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { lockOpenObligations, setDue } from '../store/obligations.ts';
import type { Engine } from './engine.ts';
import { writeReminders } from './write-reminders.ts';

/**
 * Gives the reports that an organisation owes counted from receipt their date, and plans their reminders.
 *
 * The first acknowledgement is the receipt; what has a date already keeps it.
 */
export async function anchorDeadlines(
  engine: Engine,
  tx: Database,
  about: {
    readonly directive: DirectiveRow;
    readonly organisationId: string;
    readonly receivedAt: Date;
  },
): Promise<void> {
  const { directive, organisationId, receivedAt } = about;
  const owed = await lockOpenObligations(tx, directive.id, organisationId, 'report');
  const undated = owed.filter(({ dueAt }) => dueAt === null);
  if (undated.length === 0) return;
  const deadlines = await deadlinesOf(tx, [directive.versionId]);
  for (const { id, deadlineId } of undated) {
    const deadline = deadlines.find((row) => row.id === deadlineId);
    const dueAt = deadline && anchoredDue(deadline, receivedAt, engine.calendar);
    if (!dueAt) continue;
    await setDue(tx, id, dueAt);
    await writeReminders(engine, tx, directive.urgency, [{ id, dueAt, overdueAt: dueAt }]);
    await recordEvent(tx, {
      at: receivedAt,
      actor: { system: 'anchor-deadlines' },
      action: 'deadline-dated',
      subject: { kind: 'obligation', id },
      detail: { organisationId, dueAt: dueAt.toISOString() },
    });
  }
}
