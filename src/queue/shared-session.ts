import { EventEmitter } from 'node:events';
import type { PostgresConnectionOptions } from 'bullmq';
import type pg from 'pg';

/** BullMQ's own idea of a pg.Pool, which it does not export by name. */
export type PoolLike = Extract<PostgresConnectionOptions, { connect(): unknown }>;
type ClientLike = Awaited<ReturnType<PoolLike['connect']>>;

/**
 * Lets BullMQ's PostgreSQL backend work on a database that has one session, by looking like a pool.
 *
 * All its clients share that session, so the database has to be the queue's own: BullMQ chooses its
 * schema by the session's search_path and opens a transaction while it migrates.
 * The client has to be one that pipelines, since they all ask at once. Close the BullMQ objects first, then this, which ends the client.
 */
export class SharedSession extends EventEmitter implements PoolLike {
  /** BullMQ asks this to learn whether a dropped listener would be noticed; ours cannot drop. */
  readonly options = { keepAlive: true };
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    super();
    this.#client = client;
    // Every queue and worker adds its own listeners.
    this.setMaxListeners(0);
    client.setMaxListeners(0);
  }

  async query<Row>(sql: string, params?: readonly unknown[]): Promise<{ rows: Row[] }> {
    const result: pg.QueryResult | pg.QueryResult[] = await this.#client.query(
      sql,
      params && [...params],
    );
    // BullMQ's migrations hold several statements in one text.
    return (Array.isArray(result) ? result.at(-1) : result) ?? { rows: [] };
  }

  async connect(): Promise<ClientLike> {
    return new SessionUser(this, this.#client);
  }

  end(): Promise<void> {
    return this.#client.end();
  }
}

class SessionUser extends EventEmitter implements ClientLike {
  readonly #session: SharedSession;
  readonly #client: pg.Client;
  readonly #pass = (notification: pg.Notification) => this.emit('notification', notification);

  constructor(session: SharedSession, client: pg.Client) {
    super();
    this.#session = session;
    this.#client = client;
    client.on('notification', this.#pass);
  }

  async query<Row>(sql: string, params?: readonly unknown[]): Promise<{ rows: Row[] }> {
    return this.#session.query<Row>(sql, params);
  }

  release(): void {
    this.#client.off('notification', this.#pass);
  }
}
