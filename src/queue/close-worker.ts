import type { Worker } from 'bullmq';
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
 * Closes a worker of BullMQ. Waits for its handlers, however long they take, but not for a server that
 * is away, as BullMQ's own close() does for ever; `ping` rejects when it is.
 */
export async function closeWorker(
  worker: Pick<Worker, 'close' | 'disconnect'>,
  running: ReadonlySet<Promise<void>>,
  ping: () => Promise<unknown>,
): Promise<void> {
  const isThere = await within(farewellMs, ping()).then(
    () => true,
    () => false,
  );
  // Closing takes no new jobs; neither does a server that is away.
  const closed = isThere ? worker.close() : undefined;
  while (running.size > 0) await Promise.allSettled(running);
  if (!closed) return worker.close(true);
  await within(farewellMs, closed).catch(() => within(farewellMs, worker.disconnect()));
}
