import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type JobSchedulerJson,
  type JobSchedulerTemplateOptions,
  type JobsOptions,
  type JobType,
  runMigrations,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { openEmbedded, startUpkeep } from '../embedded-postgres.ts';
import { closeWorker, tracked } from './close-worker.ts';
import type { ReportError } from './report-error.ts';
import { type PoolLike, SharedSession } from './shared-session.ts';

/** Where the jobs are kept. A folder belongs to one process alone; a server serves several. */
export type QueueBackend =
  | { readonly kind: 'embedded'; readonly dir: string }
  /** In the schema `bullmq` of this database. */
  | { readonly kind: 'postgres'; readonly url: string }
  /** `prefix` starts every key, so that several installations can share a server. */
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string };

/** BullMQ's classes, bound to where the jobs are kept. Close its queues and workers before itself. */
export interface JobStore {
  queue(name: string): StoredQueue;
  worker(
    name: string,
    run: (job: { readonly name: string; readonly data: unknown }) => Promise<void>,
    concurrency: number,
  ): StoredWorker;
  close(): Promise<void>;
}

/** What we use of BullMQ's Queue. */
export interface StoredQueue {
  add(name: string, data: object, options: JobsOptions): Promise<unknown>;
  getJobCounts(...states: JobType[]): Promise<Record<string, number>>;
  getJobSchedulers(start: number, end: number): Promise<readonly JobSchedulerJson[]>;
  upsertJobScheduler(
    id: string,
    repeat: { readonly every: number },
    template: { name: string; data: object; opts: JobSchedulerTemplateOptions },
  ): Promise<unknown>;
  removeJobScheduler(id: string): Promise<boolean>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

export interface StoredWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  /** Waits for the handlers that are running, but not for a server that is away. */
  close(): Promise<void>;
}

const bullmqSchema = 'bullmq';

/** Rejects when the store cannot be reached. */
export async function openJobStore(backend: QueueBackend, onError: ReportError): Promise<JobStore> {
  switch (backend.kind) {
    case 'embedded':
      return openEmbeddedStore(backend.dir);
    case 'postgres':
      return openPostgresStore(backend.url, onError);
    case 'redis':
      return openRedisStore(backend.url, backend.prefix ?? 'truyen-dat', onError);
  }
}

async function openEmbeddedStore(dir: string): Promise<JobStore> {
  await mkdir(dirname(dir), { recursive: true });
  const embedded = await openEmbedded(dir);
  const client = new pg.Client({ stream: embedded.connect, pipeline: true, ssl: false });
  await client.connect();
  const pool = new SharedSession(client);
  await pool.query(
    `create schema if not exists ${bullmqSchema}; set search_path to ${bullmqSchema}`,
  );
  const stopUpkeep = startUpkeep((sql) => pool.query(sql));
  await runMigrations(await pool.connect(), bullmqSchema);
  return storeOn({
    factory: createPostgresBackend,
    forQueues: pool,
    forWorkers: pool,
    ping: async () => {},
    close: async () => {
      await stopUpkeep();
      await pool.end();
      await embedded.close();
    },
  });
}

async function openPostgresStore(url: string, onError: ReportError): Promise<JobStore> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'truyen-dat queue',
    // Every worker keeps one connection to listen on.
    max: 12,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    query_timeout: 40_000,
    options: `-c search_path=${bullmqSchema} -c enable_seqscan=off -c jit=off`,
  });
  pool.setMaxListeners(0);
  pool.on('error', (error) => onError(error, 'queue connection'));
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, bullmqSchema);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw new Error(`Cannot use the queue on PostgreSQL at ${new URL(url).host}`, { cause: error });
  }
  // A pg.Pool is what BullMQ asks for; only its type, with all its overloads, does not fit.
  const connection = pool as unknown as PoolLike;
  return storeOn({
    factory: createPostgresBackend,
    forQueues: connection,
    forWorkers: connection,
    ping: () => pool.query('select 1'),
    close: () => pool.end(),
  });
}

async function openRedisStore(
  url: string,
  prefix: string,
  onError: ReportError,
): Promise<JobStore> {
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 2_000);
  // Whoever enqueues must not wait for a server that is away; a worker has nothing better to do.
  const forQueues = new Redis(url, {
    lazyConnect: true,
    retryStrategy,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
  });
  const forWorkers = new Redis(url, {
    lazyConnect: true,
    retryStrategy,
    maxRetriesPerRequest: null,
  });
  const connections = [forQueues, forWorkers];
  for (const connection of connections) {
    connection.setMaxListeners(0);
    connection.on('error', (error) => onError(error, 'queue connection'));
  }
  const close = async () => {
    for (const connection of connections) connection.disconnect();
  };
  try {
    await Promise.all(connections.map((connection) => connection.connect()));
    await checkEviction(forQueues, onError);
  } catch (error) {
    await close();
    throw new Error(`Cannot use the queue on Redis at ${new URL(url).host}`, { cause: error });
  }
  return storeOn({
    factory: createRedisBackend,
    forQueues,
    forWorkers,
    prefix,
    ping: () => forQueues.ping(),
    close,
  });
}

/** A Redis that throws keys away when memory is short loses jobs without a word. */
async function checkEviction(redis: Redis, onError: ReportError): Promise<void> {
  const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1];
  if (policy && policy !== 'noeviction') {
    const problem = `Redis may drop jobs: set maxmemory-policy to noeviction (it is ${policy})`;
    onError(new Error(problem), 'queue connection');
  }
}

function storeOn<B extends IQueueBackend, C>(options: {
  readonly factory: BackendFactory<B, C>;
  readonly forQueues: C;
  readonly forWorkers: C;
  readonly prefix?: string;
  /** Rejects when the server is away. */
  readonly ping: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}): JobStore {
  const { factory, forQueues, forWorkers, ping, close } = options;
  const naming = options.prefix ? { prefix: options.prefix } : {};
  const classes = withBackend(factory);
  return {
    queue: (name) =>
      new classes.Queue<object, void, string>(name, {
        ...naming,
        connection: forQueues,
        // Nobody reads them; by default BullMQ keeps the last 10 000.
        streams: { events: { maxLen: 100 } },
      }),
    worker: (name, run, concurrency) => {
      const running = new Set<Promise<void>>();
      const worker = new classes.Worker<object, void, string>(
        name,
        (job) => tracked(running, () => run(job)),
        {
          ...naming,
          connection: forWorkers,
          concurrency,
          // How soon the jobs of a killed process run again: about half a minute.
          lockDuration: 15_000,
          stalledInterval: 10_000,
          maxStalledCount: 10,
          runRetryDelay: 1_000,
        },
      );
      return {
        on: (event, listener) => worker.on(event, listener),
        waitUntilReady: () => worker.waitUntilReady(),
        close: () => closeWorker(worker, running, ping),
      };
    },
    close,
  };
}
