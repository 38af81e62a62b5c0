import type { Urgency } from '../domain/document/document.ts';
import { planReminders } from '../domain/reminder.ts';
import type { Database } from '../ports/database.ts';
import { insertReminders } from '../store/reminders.ts';
import type { Engine } from './engine.ts';

/** Plans and stores the reminders of what is owed from now on; what has no date yet has none. */
export async function writeReminders(
  engine: Engine,
  tx: Database,
  urgency: Urgency,
  owed: readonly {
    readonly id: string;
    readonly dueAt: Date | null;
    readonly overdueAt: Date | null;
  }[],
  fence = 0,
): Promise<void> {
  const { clock, calendar, settings } = engine;
  const context = { now: clock.now(), calendar, urgent: urgency === 'hoa_toc' };
  const planned = owed.flatMap(({ id, dueAt, overdueAt }) =>
    dueAt
      ? planReminders({ dueAt, overdueAt: overdueAt ?? dueAt }, settings.reminders, context).map(
          ({ step, at }) => ({ obligationId: id, step, at }),
        )
      : [],
  );
  await insertReminders(tx, planned, fence);
}
