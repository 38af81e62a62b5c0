import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';

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
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
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

/** Opens the database in a folder, making it where it is missing. The caller closes it. */
export async function openEmbedded(
  folder: string,
): Promise<{ readonly lite: PGlite; close(): Promise<void> }> {
  await prepareEmbedded([folder]);
  const lite = await PGlite.create({ dataDir: folder, startParams: [...embeddedStartParams] });
  const stopUpkeep = startUpkeep(lite);
  return {
    lite,
    close: async () => {
      await stopUpkeep();
      await lite.close();
    },
  };
}

/**
 * Does what a server's background processes do and PGlite has none of: without checkpoints the
 * write-ahead log grows for ever, without vacuum the tables do. Resolves when none is running.
 */
function startUpkeep(lite: PGlite): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const every = (ms: number, statement: string) =>
    setInterval(() => {
      // A failed one is made up for by the next; a database that is broken says so to its users.
      running = running.then(() => lite.exec(statement)).catch(() => {});
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
