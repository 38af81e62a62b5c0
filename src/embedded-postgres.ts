import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { LocalPostgres } from './local-postgres.ts';

/**
 * Settings for a small office: with PostgreSQL's own, each instance holds 130 MB more.
 * Measured with PGlite 0.5.16: 165 MB resident instead of 310.
 */
export const embeddedStartParams: readonly string[] = [
  ...PGlite.defaultStartParams,
  ...['-c', 'shared_buffers=16MB'],
  ...['-c', 'min_wal_size=32MB'],
  ...['-c', 'max_wal_size=64MB'],
  // Plans outlive the moment they were made for: see `planOptions` of the records on a server.
  ...['-c', 'enable_seqscan=off'],
];

const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');

const checkpointEveryMs = 5 * 60_000;
const vacuumEveryMs = 60 * 60_000;

/**
 * Makes the missing ones of these database folders. Each appears whole or not at all, whenever the
 * process is killed. Making one takes seconds and 600 MB, so a process of its own does it, once for
 * all of them.
 */
export async function prepareEmbedded(folders: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const folder of folders) {
    if (!(await exists(join(folder, 'PG_VERSION')))) missing.push(folder);
  }
  const [first] = missing;
  if (!first) return;

  const draft = `${first}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await makeDatabase(draft);

  for (const folder of missing.slice(1)) {
    const copy = `${folder}.new`;
    await rm(copy, { recursive: true, force: true });
    await cp(draft, copy, { recursive: true });
    await putInPlace(copy, folder);
  }
  await putInPlace(draft, first);
}

async function makeDatabase(folder: string): Promise<void> {
  const options = {
    dataDir: folder,
    startParams: embeddedStartParams,
    initDbStartParams: ['-c', 'shared_buffers=16MB'],
  };
  // The quick compiler is enough for code that runs once, and takes half the time and less memory.
  const program = `
    require('node:v8').setFlagsFromString('--liftoff-only');
    require(${JSON.stringify(pglite)}).PGlite
      .create(${JSON.stringify(options)})
      .then((lite) => lite.close());`;
  try {
    await promisify(execFile)(process.execPath, ['--input-type=commonjs', '--eval', program]);
  } catch (error) {
    throw new Error(`Could not make a database in ${folder}`, { cause: error });
  }
}

/** A database that one session of this process may use. */
export interface Embedded {
  /** A connection for a client of pg; a new one ends what the one before had begun. */
  connect(): Duplex;
  close(): Promise<void>;
}

/**
 * Opens the database in a folder, making it where it is missing. It works in a thread of its own, so that
 * neither its statements nor its files hold up what else this process does. The caller closes it.
 */
export async function openEmbedded(folder: string): Promise<Embedded> {
  await prepareEmbedded([folder]);
  const options = {
    dataDir: folder,
    startParams: embeddedStartParams,
    pgliteWasmModule: await compiled(),
  };
  const worker = new Worker(thread, {
    eval: true,
    // What passes through it is soon gone. Measured in a release to 5,000 chats: 90 MB less.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
    workerData: { pglite, options },
  });
  await once(worker, 'message');
  const ended = once(worker, 'exit').then(() => {
    throw new Error(`The embedded database in ${folder} has ended`);
  });
  // Whoever asks is told.
  ended.catch(() => {});
  // Only a request under way keeps the process alive.
  worker.unref();
  const ask = async (request: Uint8Array | undefined): Promise<Uint8Array> => {
    worker.ref();
    try {
      const answer = Promise.race([once(worker, 'message'), ended]);
      worker.postMessage(request);
      const [bytes] = await answer;
      return bytes;
    } finally {
      worker.unref();
    }
  };
  return {
    connect: () => new LocalPostgres(ask),
    close: async () => {
      await ask(undefined);
      await worker.terminate();
    },
  };
}

declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

let program: Promise<object> | undefined;

/** The database's program, which the threads of this process share. */
function compiled(): Promise<object> {
  program ??= readFile(join(dirname(pglite), 'pglite.wasm')).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return program;
}

/** Answers each request with one message, and says first that it is there. */
const thread = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { PGlite } = require(workerData.pglite);
  PGlite.create(workerData.options).then((lite) => {
    parentPort.on('message', async (request) => {
      if (!request) return parentPort.postMessage(await lite.close());
      const answer = (await lite.execProtocolRaw(request, { syncToFs: false })).slice();
      parentPort.postMessage(answer, [answer.buffer]);
    });
    parentPort.postMessage('open');
  });`;

/**
 * Does what a server's background processes do and PGlite has none of: without checkpoints the
 * write-ahead log grows for ever, without vacuum the tables do. Resolves when none is running.
 */
export function startUpkeep(query: (sql: string) => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const every = (ms: number, statement: string) =>
    setInterval(() => {
      // A failed one is made up for by the next; a database that is broken says so to its users.
      running = running.then(() => query(statement)).catch(() => {});
    }, ms).unref();
  const timers = [every(checkpointEveryMs, 'checkpoint'), every(vacuumEveryMs, 'vacuum (analyze)')];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await running;
  };
}

async function putInPlace(draft: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  // Only ever an empty folder or a half-made database, which has no use.
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
