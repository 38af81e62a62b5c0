import { randomUUID } from 'node:crypto';
import { addDays, dayOf, timeOf } from '../domain/day.ts';
import { nextInstance } from '../domain/deadline/next-instance.ts';
import { overdueAt as overdueAtOf } from '../domain/deadline/overdue.ts';
import type { Database } from '../ports/database.ts';
import { type DeadlineRow, type DirectiveRow, deadlinesOf } from '../store/directives.ts';
import { insertNextOccurrence, type ObligationRow } from '../store/obligations.ts';
import type { Engine } from './engine.ts';
import { writeReminders } from './write-reminders.ts';

/**
 * Opens the next round of a recurring report once one has been met or has passed, with its reminders.
 *
 * There is one obligation per round and never more than the next one, so asking twice is harmless. A directive
 * that no longer stands asks for no more rounds.
 */
export async function openNextInstance(
  engine: Engine,
  tx: Database,
  directive: DirectiveRow,
  ended: ObligationRow,
): Promise<void> {
  if (!ended.deadlineId || !ended.dueAt) return;
  if (directive.versionId !== ended.versionId || !stands(directive)) return;
  const deadlines = await deadlinesOf(tx, [directive.versionId]);
  const deadline = deadlines.find(({ id }) => id === ended.deadlineId);
  if (!deadline?.recurrence) return;
  const round = nextInstance(deadline, namedDayOf(deadline, ended.dueAt), engine.calendar);
  if (!round) return;
  const { namedDate, dueAt } = round;
  const limit = {
    kind: 'recurring' as const,
    boundary: deadline.boundary,
    namedDate,
    namedTime: hasHour(deadline) ? timeOf(new Date(dueAt)) : null,
    dueAt,
    firstDueAt: null,
  };
  const last = overdueAtOf(limit, engine.settings.overduePolicy) ?? dueAt;
  const next = {
    id: randomUUID(),
    dueAt: new Date(dueAt),
    overdueAt: new Date(last),
  };
  const isNew = await insertNextOccurrence(tx, ended, next);
  if (isNew) await writeReminders(engine, tx, directive.urgency, [next]);
}

function stands({ state }: DirectiveRow): boolean {
  return state === 'releasing' || state === 'released' || state === 'paused';
}

function hasHour({ recurrence }: DeadlineRow): boolean {
  return recurrence?.includes('BYHOUR=') ?? false;
}

/** The named day behind a due moment: `before` a day without an hour is due at the end of the day before. */
function namedDayOf(deadline: DeadlineRow, dueAt: Date): string {
  const day = dayOf(dueAt);
  return deadline.boundary === 'before' && !hasHour(deadline) ? addDays(day, 1) : day;
}
