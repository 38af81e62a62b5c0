import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import pg from 'pg';
import { prepareEmbedded } from '../../src/embedded-postgres.ts';
import type { QueueBackend } from '../../src/queue/job-store.ts';
import { findProgram, startPostgres, startRedis, type TestServer } from './servers.ts';

/** embedded: both in folders. postgres: both on a server. redis: records in a folder, jobs on a server. */
export type BackendName = 'embedded' | 'postgres' | 'redis';

/** Where records and jobs are kept: what openDatabase and openQueue want. */
export interface Place {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly queue: QueueBackend;
}

export interface TestBackend {
  readonly name: BackendName;
  /** A place of the caller's own with nothing in it, deleted after the block. */
  freshPlace(): Promise<Place>;
  /** The block's server; throws for `embedded`. */
  server(): TestServer;
}

const programs: Readonly<Record<BackendName, readonly string[]>> = {
  embedded: [],
  postgres: ['postgres', 'initdb'],
  redis: ['redis-server'],
};

/**
 * Describes the same behaviour once per backend, each block with a server of its own. Without the
 * server's program the block is skipped, except in continuous integration, where it fails.
 */
export function describeOnBackends(
  title: string,
  names: readonly BackendName[],
  block: (backend: TestBackend) => void,
): void {
  for (const name of names) {
    const missing = programs[name].filter((program) => !findProgram(program));
    if (missing.length === 0) {
      describe(`${title} (${name})`, () => block(preparedBackend(name)));
    } else if (process.env.CI) {
      test(`${title} (${name})`, () => {
        throw new Error(`Not installed: ${missing.join(', ')}. CI runs every backend.`);
      });
    } else {
      test.skip(`${title} (${name}): ${missing.join(', ')} is not installed`, () => {});
    }
  }
}

function preparedBackend(name: BackendName): TestBackend {
  const folders: string[] = [];
  let running: TestServer | undefined;

  beforeAll(async () => {
    if (name === 'postgres') running = await startPostgres();
    if (name === 'redis') running = await startRedis();
  }, 60_000);

  afterAll(async () => {
    await running?.remove();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  const server = () => {
    if (!running) throw new Error(`There is no server for ${name}`);
    return running;
  };

  return {
    name,
    server,
    freshPlace: async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'truyen-dat-data-'));
      folders.push(dataDir);
      switch (name) {
        case 'embedded': {
          await copyCluster(join(dataDir, 'records'));
          await copyCluster(join(dataDir, 'queue'));
          return { dataDir, queue: { kind: 'embedded', dir: join(dataDir, 'queue') } };
        }
        case 'postgres': {
          const databaseUrl = await createDatabase(server().url);
          return { dataDir, databaseUrl, queue: { kind: 'postgres', url: databaseUrl } };
        }
        case 'redis':
          await copyCluster(join(dataDir, 'records'));
          return { dataDir, queue: { kind: 'redis', url: server().url, prefix: randomUUID() } };
      }
    },
  };
}

async function createDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Copies an empty embedded database, made once per machine and PGlite, which takes seconds. */
async function copyCluster(folder: string): Promise<void> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  const cluster = join(tmpdir(), `truyen-dat-cluster-${dependencies['@electric-sql/pglite']}`);
  const isThere = () =>
    stat(cluster).then(
      () => true,
      () => false,
    );
  if (!(await isThere())) {
    const draft = `${cluster}-${randomUUID()}`;
    await prepareEmbedded([draft]);
    // Whoever comes second keeps the first one's.
    await rename(draft, cluster).catch(() => rm(draft, { recursive: true, force: true }));
  }
  await cp(cluster, folder, { recursive: true });
}
