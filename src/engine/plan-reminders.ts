import { slotOf } from '../domain/reminder.ts';
import { queueReminders } from '../store/reminders.ts';
import { commit, machineTime, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';

const batchSize = 1_000;

/** Has delayed jobs made for the reminder rows that fall due within the horizon; later ones wait as rows. */
export async function planDueReminders(engine: Engine): Promise<{ queued: number }> {
  let queued = 0;
  for (;;) {
    const horizon = new Date(engine.clock.now().getTime() + engine.settings.reminders.horizonMs);
    const batch = await commit(engine, async (tx, wake) => {
      const dues = await queueReminders(tx, horizon, batchSize);
      wakeForReminders(engine, wake, dues);
      return dues.length;
    });
    queued += batch;
    if (batch < batchSize) return { queued };
  }
}

/** Asks to be woken up when reminders fall due: once for those that fall due together. */
export function wakeForReminders(engine: Engine, wake: Wake, dues: readonly Date[]): void {
  for (const time of new Set(dues.map((dueAt) => slotOf(dueAt).getTime()))) {
    const slot = new Date(time);
    wake({ job: 'remind', dueBy: slot.toISOString() }, machineTime(engine, slot));
  }
}
