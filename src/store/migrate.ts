import type { Database } from '../ports/database.ts';

/** One step of the schema. Steps are appended, never edited; `sql` may hold several statements. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Any number will do as long as nothing else on the server locks the same one. */
const lockKey = 7_390_215;

/**
 * Brings the schema up to date and returns the names of the migrations it applied, in order.
 * Each runs in a transaction of its own; processes that start together take turns.
 * Rejects, having changed nothing, when the database was written by a newer version of the program.
 */
export async function migrate(
  db: Database,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const pending = await db.transaction(async (tx) => {
    await lock(tx);
    const applied = await appliedNames(tx);
    const unknown = [...applied].filter((name) => !migrations.some((m) => m.name === name));
    if (unknown.length > 0) {
      throw new Error(
        `The database holds migrations this version does not know: ${unknown.join(', ')}. ` +
          'It was last used by a newer version: start that one, or restore a backup.',
      );
    }
    return migrations.filter((m) => !applied.has(m.name));
  });

  const done: string[] = [];
  for (const migration of pending) {
    if (await apply(db, migration)) done.push(migration.name);
  }
  return done;
}

async function apply(db: Database, migration: Migration): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      await lock(tx);
      // Another process may have had its turn since we made our list.
      if ((await appliedNames(tx)).has(migration.name)) return false;
      await tx.query(migration.sql);
      await tx.query('insert into migration (name) values ($1)', [migration.name]);
      return true;
    });
  } catch (error) {
    throw new Error(`Migration ${migration.name} failed and was rolled back`, { cause: error });
  }
}

/** Held to the end of the transaction. */
async function lock(tx: Database): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${lockKey})`);
}

async function appliedNames(tx: Database): Promise<ReadonlySet<string>> {
  await tx.query(
    `create table if not exists migration (
       name text primary key,
       applied_at timestamptz not null default now()
     )`,
  );
  const { rows } = await tx.query<{ name: string }>('select name from migration');
  return new Set(rows.map((row) => row.name));
}
