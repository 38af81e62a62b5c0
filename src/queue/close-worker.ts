import type { StoredWorker } from './job-store.ts';
import { within } from './within.ts';

/** How long a server may take to hear that the last jobs are done. If it never does, they run again. */
const farewellMs = 5_000;

/** Runs `handler`, keeping its promise in `running` for as long as it takes. */
export async function tracked(
  running: Set<Promise<void>>,
  handler: () => Promise<void>,
): Promise<void> {
  const run = handler();
  running.add(run);
  try {
    await run;
  } finally {
    running.delete(run);
  }
}

/**
 * Closes a worker. Waits for its handlers as long as they take, but not for a server that is away,
 * which BullMQ's own close() does for ever.
 */
export async function closeWorker(
  worker: StoredWorker,
  running: ReadonlySet<Promise<void>>,
): Promise<void> {
  const closed = worker.close();
  while (running.size > 0) await Promise.allSettled(running);
  try {
    await within(farewellMs, closed);
  } catch {
    await within(farewellMs, worker.disconnect()).catch(() => {});
  }
}
