import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database } from '../ports/database.ts';

/**
 * Adapts an embedded PGlite to the Database port. The caller owns the instance and closes it.
 *
 * It has one connection: while a transaction is open, everything else waits for its end. So a
 * transaction must use the `tx` it is given and never the database it came from, which waits forever.
 */
export function pgliteDatabase(lite: PGlite): Database {
  return {
    query: (sql, params) => run(lite, sql, params),
    transaction: (work) => lite.transaction((tx) => work(joined(tx))),
  };
}

function joined(tx: Transaction): Database {
  const database: Database = {
    query: (sql, params) => run(tx, sql, params),
    transaction: (work) => work(database),
  };
  return database;
}

async function run<Row>(
  on: PGlite | Transaction,
  sql: string,
  params: readonly unknown[] = [],
): Promise<{ rows: Row[] }> {
  if (params.length > 0) return { rows: (await on.query<Row>(sql, [...params])).rows };
  // Only exec() takes several statements at once, which migrations are.
  const results = await on.exec(sql);
  return { rows: (results.at(-1)?.rows ?? []) as Row[] };
}
