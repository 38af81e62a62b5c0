import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { Database } from '../ports/database.ts';

/**
 * A plan lives as long as its connection: of a prepared statement, of a foreign key. One that was made
 * while a table was empty would read all of it for every row once it is full, so plans go by an index
 * wherever there is one. What is planned so looks expensive, hence no compiling.
 */
export const planOptions = '-c enable_seqscan=off -c jit=off';

/**
 * How long the server lets a transaction of ours do nothing. A process that stands still keeps its locks,
 * and whoever is to go on in its place waits for them: this must not take longer than its leases do.
 */
const standstillMs = 5_000;

/** What a pool and one of its clients have in common. */
type Connection = Pick<pg.ClientBase, 'query'>;

/**
 * Opens a pool of connections to a PostgreSQL server; nothing is connected before the first query.
 * A connection that is lost fails the queries running on it; the next query opens another one.
 * The caller ends the pool.
 */
export function postgresPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'truyen-dat',
    max: 10,
    // Statements asked for together travel together.
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    options: planOptions,
    // The server gives up first, so that a slow statement does not go on after we stopped waiting.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: standstillMs,
    query_timeout: 40_000,
  });
  // Reports connections lost while idle. Nobody waits on those, but without a listener Node exits.
  pool.on('error', () => {});
  return pool;
}

/**
 * Opens a pool of the one connection that an embedded database has. While a transaction is open, everything
 * else waits for its end. So a transaction must use the `tx` it is given and never the database it came
 * from, which waits for ever.
 */
export function embeddedPool(connect: () => Duplex): pg.Pool {
  return new pg.Pool({ stream: connect, max: 1, idleTimeoutMillis: 0, pipeline: true, ssl: false });
}

/** Adapts a pool of a PostgreSQL server to the Database port. */
export function postgresDatabase(pool: pg.Pool): Database {
  return {
    query: (sql, params) => run(pool, sql, params),
    transaction: (work) => transact(pool, work),
  };
}

async function transact<T>(pool: pg.Pool, work: (tx: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error) => {
    throw attempted('to begin a transaction', error);
  });
  // A client lost between two statements says so here; the next statement then fails by itself.
  const ignore = () => {};
  client.on('error', ignore);
  const tx = joined(client);
  let broken: Error | undefined;
  try {
    // It travels with the first statement.
    const begun = run(client, 'begin');
    const [result] = await Promise.all([work(tx.database), begun]);
    tx.end();
    const { command } = await client.query('commit').catch((error) => {
      throw attempted('to commit; whether it happened is unknown', error);
    });
    // PostgreSQL answers so when a statement failed and somebody swallowed its error.
    if (command === 'ROLLBACK') {
      throw new Error('The transaction was rolled back: a statement in it had failed');
    }
    return result;
  } catch (error) {
    tx.end();
    await client.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

/**
 * What the work of a transaction sees, until its end: of statements that run beside each other one may fail,
 * and what the others still ask for must not reach whoever has the connection next.
 */
function joined(client: Connection): { readonly database: Database; end(): void } {
  let isOver: boolean = false;
  const database: Database = {
    query: async (sql, params) => {
      if (isOver) throw new Error(`The transaction is over, asked: ${briefly(sql)}`);
      return run(client, sql, params);
    },
    transaction: (work) => work(database),
  };
  const end = () => {
    isOver = true;
  };
  return { database, end };
}

async function run<Row>(
  on: Connection,
  sql: string,
  params: readonly unknown[] = [],
): Promise<{ rows: Row[] }> {
  try {
    // Without parameters pg takes several statements and then returns an array of results.
    const result: pg.QueryResult | pg.QueryResult[] =
      params.length > 0
        ? await on.query({ name: nameOf(sql), text: sql, values: [...params] })
        : await on.query(sql);
    const last = Array.isArray(result) ? result.at(-1) : result;
    return { rows: (last?.rows ?? []) as Row[] };
  } catch (error) {
    throw attempted(briefly(sql), error);
  }
}

function briefly(sql: string): string {
  return sql.trim().replace(/\s+/g, ' ').slice(0, 80);
}

/**
 * Says what was attempted when the server or the connection is the problem. An error of the
 * statement itself stays as it is: it has `code` and `constraint`, which callers look at.
 */
function attempted(what: string, error: unknown): unknown {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code && !/^(08|40|53|55|57)/.test(code)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return Object.assign(
    new Error(`PostgreSQL failed (${reason}), asked: ${what}`, { cause: error }),
    {
      ...(code && { code }),
    },
  );
}

const names = new Map<string, string>();

/** What a connection calls a statement that it has parsed. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = createHash('sha1').update(sql).digest('hex');
  names.set(sql, name);
  return name;
}
