import type { Database } from '../ports/database.ts';
import type { DirectiveRow } from '../store/directives.ts';
import type { ObligationRow } from '../store/obligations.ts';
import { cancelReminders, nextFence } from '../store/reminders.ts';
import type { Engine } from './engine.ts';
import { writeReminders } from './write-reminders.ts';

/**
 * Plans the reminders of an open obligation anew, from the deadline that holds now. Those planned
 * before are taken back, and their jobs find another fence.
 */
export async function replanReminders(
  engine: Engine,
  tx: Database,
  directive: Pick<DirectiveRow, 'urgency'>,
  obligation: Pick<ObligationRow, 'id' | 'dueAt' | 'overdueAt' | 'extendedTo'>,
  reason: string,
): Promise<void> {
  const { id, extendedTo } = obligation;
  await cancelReminders(tx, id, engine.clock.now(), reason);
  const dates = extendedTo ? { dueAt: extendedTo, overdueAt: extendedTo } : obligation;
  const owed = { id, dueAt: dates.dueAt, overdueAt: dates.overdueAt };
  await writeReminders(engine, tx, directive.urgency, [owed], await nextFence(tx, id));
}
