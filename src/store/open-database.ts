import { join } from 'node:path';
import { openEmbedded, startUpkeep } from '../embedded-postgres.ts';
import type { Database } from '../ports/database.ts';
import { embeddedPool, postgresDatabase, postgresPool } from './postgres.ts';

/**
 * Opens the records: on the server at `databaseUrl`, or without one embedded in `dataDir`/records,
 * which must belong to this process alone (data-folder.ts). The schema is left as it is: migrate.ts.
 * Rejects when the server cannot be reached. Close it after everything that uses it.
 */
export async function openDatabase(options: {
  readonly databaseUrl?: string;
  readonly dataDir: string;
}): Promise<{ readonly db: Database; close(): Promise<void> }> {
  const { databaseUrl, dataDir } = options;
  if (databaseUrl) return openServer(databaseUrl);
  return openFolder(join(dataDir, 'records'));
}

async function openFolder(folder: string) {
  const embedded = await openEmbedded(folder);
  const pool = embeddedPool(embedded.connect);
  const stopUpkeep = startUpkeep((sql) => pool.query(sql));
  return {
    db: postgresDatabase(pool),
    close: async () => {
      await stopUpkeep();
      await pool.end();
      await embedded.close();
    },
  };
}

async function openServer(url: string) {
  const pool = postgresPool(url);
  const db = postgresDatabase(pool);
  try {
    await db.query('select 1');
  } catch (error) {
    await pool.end();
    const { host, pathname } = new URL(url);
    const why = error instanceof Error ? error.message : 'unknown error';
    throw new Error(
      `Cannot use the database ${pathname.slice(1)} on ${host} (${why}): ` +
        'check DATABASE_URL and that the server runs.',
      { cause: error },
    );
  }
  return { db, close: () => pool.end() };
}
