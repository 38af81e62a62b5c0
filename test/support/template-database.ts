import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { embeddedStartParams } from '../../src/embedded-postgres.ts';
import { LocalPostgres } from '../../src/local-postgres.ts';
import type { Database } from '../../src/ports/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations.ts';
import { embeddedPool, postgresDatabase } from '../../src/store/postgres.ts';

/**
 * An empty, migrated database in memory, the caller's own. Close it.
 *
 * The first caller on this machine migrates one and keeps its dump in the temporary folder, under
 * a hash of the migrations; everybody else loads the dump, which is several times faster.
 */
export async function freshDatabase(): Promise<{
  readonly db: Database;
  close(): Promise<void>;
}> {
  const lite = await PGlite.create({
    loadDataDir: await template(),
    startParams: [...embeddedStartParams],
  });
  return onLite(lite);
}

function onLite(lite: PGlite) {
  const pool = embeddedPool(() => new LocalPostgres((request) => lite.execProtocolRaw(request)));
  return {
    db: postgresDatabase(pool),
    close: async () => {
      await pool.end();
      await lite.close();
    },
  };
}

async function template(): Promise<Blob> {
  const file = join(tmpdir(), `truyen-dat-template-${await fingerprint()}.tar`);
  try {
    return new Blob([await readFile(file)]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const dump = await migratedDump();
  // Renaming is atomic, so a reader never sees half a dump, and two makers do no harm.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
  await rename(draft, file);
  return dump;
}

async function migratedDump(): Promise<Blob> {
  const lite = await PGlite.create();
  const { db, close } = onLite(lite);
  await migrate(db, migrations);
  const dump = await lite.dumpDataDir('none');
  await close();
  return dump;
}

/** Changes with the migrations and with PGlite, whose folder format goes with its version. */
async function fingerprint(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  return createHash('sha256')
    .update(JSON.stringify([dependencies['@electric-sql/pglite'], migrations]))
    .digest('hex')
    .slice(0, 16);
}
