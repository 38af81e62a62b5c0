import { Mutex, type PGlite, type Transaction } from '@electric-sql/pglite';
import type { Database } from '../ports/database.ts';
import { preparedOn, type RunPrepared } from './pglite-statements.ts';

/**
 * Adapts an embedded PGlite to the Database port. The caller owns the instance and closes it.
 *
 * It has one connection: while a transaction is open, everything else waits for its end. So a
 * transaction must use the `tx` it is given and never the database it came from, which waits forever.
 */
export function pgliteDatabase(lite: PGlite): Database {
  // PGlite's own turns are kept as well: upkeep runs beside us.
  const turns = new Mutex();
  const run: RunPrepared = (sql, params) => lite.runExclusive(() => preparedHere(sql, params));
  const preparedHere = preparedOn(lite);

  function joined(tx: Transaction): Database {
    const database: Database = {
      query: (sql, params) => (params?.length ? run(sql, params) : runAll(tx, sql)),
      transaction: (work) => work(database),
    };
    return database;
  }

  return {
    query: (sql, params) =>
      turns.runExclusive(() => (params?.length ? run(sql, params) : runAll(lite, sql))),
    transaction: (work) => turns.runExclusive(() => lite.transaction((tx) => work(joined(tx)))),
  };
}

/** Only exec() takes several statements at once, which migrations are. */
async function runAll<Row>(on: PGlite | Transaction, sql: string): Promise<{ rows: Row[] }> {
  const results = await on.exec(sql);
  return { rows: (results.at(-1)?.rows ?? []) as Row[] };
}
