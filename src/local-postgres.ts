import { Duplex } from 'node:stream';

/**
 * Carries one request of PostgreSQL's protocol, up to the message that asks for an answer, to a database
 * that has no network; resolves with the whole answer. The caller waits for one before the next.
 */
export type Exchange = (request: Uint8Array) => Promise<Uint8Array>;

const [query, sync, terminate] = ['Q', 'S', 'X'].map((type) => type.charCodeAt(0));

/**
 * What a client of pg takes for its connection to a server.
 *
 * The database has one session, whoever talks to it, so each new connection first clears away what the
 * one before has left: an open transaction, prepared statements, settings.
 */
export class LocalPostgres extends Duplex {
  readonly #exchange: Exchange;
  #isStarted: boolean;
  #request: Buffer = Buffer.alloc(0);

  constructor(exchange: Exchange) {
    super();
    this.#exchange = exchange;
    this.#isStarted = false;
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#take([chunk]).then(() => done(), done);
  }

  override _writev(chunks: { readonly chunk: Buffer }[], done: (error?: Error) => void): void {
    this.#take(chunks.map(({ chunk }) => chunk)).then(() => done(), done);
  }

  async #take(chunks: readonly Buffer[]): Promise<void> {
    this.#request = Buffer.concat([this.#request, ...chunks]);
    if (!this.#isStarted) {
      // The first message bears no type; its length includes itself.
      if (this.#request.length < 4 || this.#request.length < this.#request.readInt32BE()) return;
      this.#request = this.#request.subarray(this.#request.readInt32BE());
      this.#isStarted = true;
      await this.#exchange(simpleQuery('rollback'));
      await this.#exchange(simpleQuery('discard all'));
      this.push(welcome);
    }
    const request = this.#request;
    const type = lastMessage(request);
    if (type === terminate) this.push(null);
    if (type !== query && type !== sync) return;
    this.#request = Buffer.alloc(0);
    this.push(await this.#exchange(request));
  }
}

/** The type of the last message; undefined while that one is not whole. */
function lastMessage(request: Buffer): number | undefined {
  let type: number | undefined;
  let at = 0;
  while (at + 5 <= request.length) {
    type = request[at];
    at += 1 + request.readInt32BE(at + 1);
  }
  return at === request.length ? type : undefined;
}

function simpleQuery(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.from('Q\0\0\0\0');
  head.writeInt32BE(4 + text.length, 1);
  return Buffer.concat([head, text]);
}

/** Authentication is not needed; the session is idle. */
const welcome = Buffer.from('R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I', 'latin1');
