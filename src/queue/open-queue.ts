import { randomUUID } from 'node:crypto';
import type { JobsOptions } from 'bullmq';
import type { Clock } from '../ports/clock.ts';
import type { JobQueue, Wakeup } from '../ports/job-queue.ts';
import { openJobStore, type QueueBackend, type StoredQueue } from './job-store.ts';
import { type PeriodicJob, startPeriodic } from './periodic.ts';
import { type ReportError, reporting, withoutRepeats } from './report-error.ts';
import {
  nameOf,
  type QueueName,
  queueNames,
  queueOf,
  runsAgain,
  wakeupSchema,
} from './wakeup-job.ts';
import { within } from './within.ts';

export interface Work {
  /** Handles one wake-up. May be given the same one again, and one that has nothing to do. */
  run(wakeup: Wakeup): Promise<void>;
  readonly periodic: readonly PeriodicJob[];
  readonly concurrency?: Partial<Readonly<Record<QueueName, number>>>;
}

export interface JobCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  /** Of these the last thousand per queue are kept. */
  readonly failed: number;
}

/** The job queue on BullMQ, and its workers. */
export interface OpenQueue extends JobQueue {
  /** Starts working off jobs in this process. Call it once; without it the process only enqueues. */
  work(work: Work): Promise<void>;
  /** Of wake-ups; periodic jobs are not counted. */
  counts(): Promise<JobCounts>;
  /** Resolves when no handler is running and every connection is closed. */
  close(): Promise<void>;
}

const defaultConcurrency: Readonly<Record<QueueName, number>> = { deliver: 4, inbox: 1, work: 8 };

/** Wake-ups of the same kind due within this time become one. */
const bucketMs = 20;

/** How long an enqueue may take before the caller goes on without it. */
const patienceMs = 2_000;

const keptJobs: JobsOptions = { removeOnComplete: true, removeOnFail: { count: 1_000 } };

/**
 * Opens the queue. Rejects when its store cannot be reached now. If it goes away later, `enqueue`
 * reports to `onError` and resolves, since the rows are the truth and the sweep makes up for it; once
 * it is back, queue and workers go on by themselves.
 */
export async function openQueue(options: {
  readonly backend: QueueBackend;
  readonly clock: Clock;
  readonly onError: ReportError;
}): Promise<OpenQueue> {
  const { backend, clock, onError } = options;
  const onTrouble = withoutRepeats(onError);
  const store = await openJobStore(backend, onTrouble);
  const queues = new Map<QueueName, StoredQueue>();
  for (const name of queueNames) {
    const queue = store.queue(name);
    queue.on('error', (error) => onTrouble(error, `queue ${name}`));
    await queue.waitUntilReady();
    queues.set(name, queue);
  }
  const producer = randomUUID();
  const closers: (() => Promise<void>)[] = [];

  return {
    enqueue: async (wakeup, at) => {
      const delay = at ? clock.msUntil(at) : 0;
      try {
        const adding = queues.get(queueOf(wakeup))?.add(wakeup.job, wakeup, {
          ...keptJobs,
          ...timing(wakeup, delay, producer),
        });
        await within(patienceMs, adding);
      } catch (error) {
        onError(error, `enqueue ${nameOf(wakeup)}`);
      }
    },

    work: async ({ run, periodic, concurrency }) => {
      const limits = { ...defaultConcurrency, ...concurrency };
      const handle = async (job: { readonly data: unknown }) => {
        const wakeup = wakeupSchema.parse(job.data);
        await reporting(onError, `run ${nameOf(wakeup)}`, () => run(wakeup));
      };
      for (const name of queueNames) {
        const worker = store.worker(name, handle, limits[name]);
        worker.on('error', (error) => onTrouble(error, `worker ${name}`));
        closers.push(() => worker.close());
        await worker.waitUntilReady();
      }
      closers.push(await startPeriodic(store, periodic, { onError, onTrouble }));
    },

    counts: async () => {
      const counts = { waiting: 0, delayed: 0, active: 0, failed: 0 };
      for (const queue of queues.values()) {
        const some = await queue.getJobCounts('waiting', 'delayed', 'active', 'failed');
        const { waiting = 0, delayed = 0, active = 0, failed = 0 } = some;
        counts.waiting += waiting;
        counts.delayed += delayed;
        counts.active += active;
        counts.failed += failed;
      }
      return counts;
    },

    close: async () => {
      // A handler may still enqueue, so the queues go last.
      await Promise.all(closers.map((close) => close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await store.close();
    },
  };
}

/**
 * Decides when a job runs and which other enqueues it stands for.
 *
 * A job may already have looked at the rows when the next enqueue comes, so standing for it is safe
 * only before it runs. `keepLastIfActive` makes BullMQ run it once more in that case. This works per
 * `producer`, a name new with each start: what a killed process left running for half a minute holds
 * up nobody who started since.
 *
 * A job due later stands for the enqueues whose time falls into the same bucket. It runs when the
 * bucket is over, when none can come any more.
 */
function timing(wakeup: Wakeup, delayMs: number, producer: string): JobsOptions {
  const name = nameOf(wakeup);
  if (!runsAgain(wakeup)) return { delay: delayMs, deduplication: { id: name } };
  if (delayMs === 0) {
    return { deduplication: { id: `${name}-${producer}`, keepLastIfActive: true } };
  }
  const now = Date.now();
  const due = Math.ceil((now + delayMs) / bucketMs) * bucketMs;
  return { delay: due - now, deduplication: { id: `${name}-at-${due}` } };
}
