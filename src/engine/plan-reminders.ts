import { queueReminders } from '../store/reminders.ts';
import { commit, machineTime } from './commit.ts';
import type { Engine } from './engine.ts';

const batchSize = 1_000;

/** Turns reminder rows that fall due within the horizon into delayed jobs; later ones wait as rows. */
export async function planDueReminders(engine: Engine): Promise<{ queued: number }> {
  let queued = 0;
  for (;;) {
    const horizon = new Date(engine.clock.now().getTime() + engine.settings.reminders.horizonMs);
    const batch = await commit(engine, async (tx, wake) => {
      const rows = await queueReminders(tx, horizon, batchSize);
      for (const { id, fence, dueAt } of rows) {
        wake({ job: 'remind', reminderId: id, fence }, machineTime(engine, dueAt));
      }
      return rows.length;
    });
    queued += batch;
    if (batch < batchSize) return { queued };
  }
}
