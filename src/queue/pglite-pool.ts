import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import type { PostgresConnectionOptions } from 'bullmq';

/** BullMQ's own idea of a pg.Pool, which it does not export by name. */
export type PoolLike = Extract<PostgresConnectionOptions, { connect(): unknown }>;
type ClientLike = Awaited<ReturnType<PoolLike['connect']>>;

/**
 * Lets BullMQ's PostgreSQL backend work on an embedded PGlite by looking like a pool of pg.
 *
 * All its clients share one session, so the PGlite has to be the queue's own: BullMQ chooses its
 * schema by the session's search_path and opens a transaction while it migrates.
 * Close the BullMQ objects first, then this pool, then the PGlite.
 */
export class PglitePool extends EventEmitter implements PoolLike {
  /** BullMQ asks this to learn whether a dropped listener would be noticed; ours cannot drop. */
  readonly options = { keepAlive: true };
  readonly #lite: PGlite;
  readonly #unlistening: Promise<void>[] = [];

  constructor(lite: PGlite) {
    super();
    this.#lite = lite;
    // Every queue and worker adds its own listeners.
    this.setMaxListeners(0);
  }

  async query<Row>(sql: string, params?: readonly unknown[]): Promise<{ rows: Row[] }> {
    if (params && params.length > 0) return this.#lite.query<Row>(sql, [...params]);
    // BullMQ's migrations hold several statements in one text, which only exec() takes.
    const results = await this.#lite.exec(sql);
    return { rows: (results.at(-1)?.rows ?? []) as Row[] };
  }

  async connect(): Promise<ClientLike> {
    return new PgliteClient(this, this.#lite, (stopped) => this.#unlistening.push(stopped));
  }

  /** Resolves when no listener is being taken down; PGlite may be closed then. */
  async end(): Promise<void> {
    await Promise.all(this.#unlistening);
  }
}

class PgliteClient extends EventEmitter implements ClientLike {
  readonly #pool: PglitePool;
  readonly #lite: PGlite;
  readonly #onRelease: (stopped: Promise<void>) => void;
  readonly #channels = new Map<string, () => Promise<void>>();

  constructor(pool: PglitePool, lite: PGlite, onRelease: (stopped: Promise<void>) => void) {
    super();
    this.#pool = pool;
    this.#lite = lite;
    this.#onRelease = onRelease;
  }

  async query<Row>(sql: string, params?: readonly unknown[]): Promise<{ rows: Row[] }> {
    // PGlite hands notifications to the callback of listen(), not to whoever ran LISTEN.
    // BullMQ puts comments in front of its statements.
    const listen = /^listen\s+"?(\w+)"?/i.exec(sql.replace(/--.*$/gm, '').trim());
    const channel = listen?.[1];
    if (!channel) return this.#pool.query<Row>(sql, params);
    if (!this.#channels.has(channel)) {
      const stop = await this.#lite.listen(channel, (payload) => {
        this.emit('notification', { channel, payload });
      });
      this.#channels.set(channel, () => stop());
    }
    return { rows: [] };
  }

  release(): void {
    for (const stop of this.#channels.values()) this.#onRelease(stop());
    this.#channels.clear();
  }
}
