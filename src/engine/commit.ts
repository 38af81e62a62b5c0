import type { Database } from '../ports/database.ts';
import type { Wakeup } from '../ports/job-queue.ts';
import type { Engine } from './engine.ts';
import { wakeUp } from './pump.ts';

/** Asks for a wake-up once the transaction is committed; `at` is machines' time. */
export type Wake = (wakeup: Wakeup, at?: Date) => void;

/** Wake-ups that travel to the queue together. */
const wakeUpsAtOnce = 50;

/**
 * Runs one transaction and, only after it is committed, enqueues the wake-ups it asked for.
 *
 * A crash in between loses nothing: the sweep finds rows without a live job.
 */
export async function commit<T>(
  engine: Engine,
  work: (tx: Database, wake: Wake) => Promise<T>,
): Promise<T> {
  const wakeups = new Map<string, { readonly wakeup: Wakeup; readonly at: Date | undefined }>();
  const result = await engine.db.transaction((tx) => {
    wakeups.clear();
    return work(tx, (wakeup, at) => {
      wakeups.set(`${JSON.stringify(wakeup)}${at?.getTime() ?? ''}`, { wakeup, at });
    });
  });
  const asked = [...wakeups.values()];
  while (asked.length > 0) {
    const some = asked.splice(0, wakeUpsAtOnce);
    await Promise.all(some.map(({ wakeup, at }) => wakeUp(engine, wakeup, at)));
  }
  return result;
}

/** The machines' time at which people's clock will show `at`. */
export function machineTime(engine: Pick<Engine, 'clock' | 'machine'>, at: Date): Date {
  return new Date(engine.machine.now().getTime() + engine.clock.msUntil(at));
}
