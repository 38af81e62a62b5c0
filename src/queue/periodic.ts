import { z } from 'zod';
import type { JobStore } from './job-store.ts';
import { type ReportError, reporting } from './report-error.ts';
import { within } from './within.ts';

/** Something done again and again, by one process at a time; a run that takes longer skips its turns. */
export interface PeriodicJob {
  readonly name: string;
  /** In real milliseconds, whatever the clock shows. */
  readonly everyMs: number;
  run(): Promise<void>;
}

/** A queue of its own: the sweep has to come through however many letters wait to be read. */
const queueName = 'periodic';

const concurrency = 4;

/** How often the schedules are looked after. A store that lost everything lost them, too. */
const repairEveryMs = 10_000;

/** How long closing waits for a look at the schedules that hangs on a server that is away. */
const patienceMs = 2_000;

/** How late a turn may be before its schedule counts as broken. */
const overdueMs = 15_000;

const payloadSchema = z.object({ periodic: z.string() });

/**
 * Starts taking turns at the periodic jobs, each for the first time at once. The schedules are in the
 * store, so that any number of processes make one run. Resolves with the function that stops it, which
 * resolves when none is running here.
 */
export async function startPeriodic(
  store: JobStore,
  jobs: readonly PeriodicJob[],
  report: { readonly onError: ReportError; readonly onTrouble: ReportError },
): Promise<() => Promise<void>> {
  const queue = store.queue(queueName);
  queue.on('error', (error) => report.onTrouble(error, `queue ${queueName}`));
  await queue.waitUntilReady();

  // A turn only queues the run, which is one job however many turns passed while it was running.
  const handle = async (job: { readonly name: string; readonly data: unknown }) => {
    const { periodic } = payloadSchema.parse(job.data);
    if (job.name === 'turn') {
      await queue.add('run', { periodic }, { ...forgotten, deduplication: { id: periodic } });
      return;
    }
    const found = jobs.find((candidate) => candidate.name === periodic);
    if (found) await reporting(report.onError, `run ${periodic}`, () => found.run());
  };
  const worker = store.worker(queueName, handle, concurrency);
  worker.on('error', (error) => report.onTrouble(error, `worker ${queueName}`));
  await worker.waitUntilReady();

  const schedule = async () => {
    const schedules = await queue.getJobSchedulers(0, -1);
    for (const { key } of schedules) {
      if (!jobs.some((job) => job.name === key)) await queue.removeJobScheduler(key);
    }
    for (const { name, everyMs } of jobs) {
      const known = schedules.find(({ key }) => key === name);
      const isFine =
        known?.every === everyMs && (known.next ?? 0) > Date.now() - everyMs - overdueMs;
      if (isFine) continue;
      const turn = { name: 'turn', data: { periodic: name }, opts: forgotten };
      await queue.upsertJobScheduler(name, { every: everyMs }, turn);
    }
  };
  await schedule();

  let repairing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    repairing = repairing
      .then(schedule)
      .catch((error) => report.onTrouble(error, 'look after the schedules'));
  }, repairEveryMs);

  return async () => {
    clearInterval(timer);
    await worker.close();
    await within(patienceMs, repairing).catch(() => {});
    await queue.close();
  };
}

const forgotten = { removeOnComplete: true, removeOnFail: true } as const;
