/**
 * The simulated Zalo: a strict server on the loopback that an unmodified web client talks to.
 *
 *     const network = createZaloNetwork();
 *     await network.listen();                          // then network.baseUrl
 *     const bot = network.accounts.add({ name: 'Bot tỉnh A' });
 *     const an = network.people.add({ name: 'An' });
 *     const group = network.world.addGroup({ name: 'UBND xã A', members: [an, bot] });
 *     bot.credentials();                               // what an earlier login left, or by QR:
 *     bot.scanQr(pngBase64); bot.confirmQr();
 *     const seen = await network.next(group, 'Số 123');  // waits for a message of an account, consumes it
 *     an.quote(seen.messageId, 'đã nhận');
 *     network.faults.add({ kind: 'accept-then-hang', path: 'sendmsg', times: 2 });
 *     bot.drop(1006);
 *     network.unexpected();                            // messages of accounts nobody consumed
 *     network.violations;                              // what no honest client sends; a test expects none
 *     await network.close();
 *
 * With `journal` every change is on disk before its answer leaves: a network created again with the
 * same path goes on where the killed one stopped. Faults and consumed marks are not kept.
 */
import { type Account, createAccount } from './account.ts';
import type { EventEncryption } from './cipher.ts';
import { createExpectations, type Expectations } from './expectations.ts';
import { createFaultScript, type Faults } from './faults.ts';
import { createHistory } from './history.ts';
import { openJournal } from './journal.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { ServerSettings } from './login.ts';
import { createPerson, type Person } from './person.ts';
import { createQrLogin } from './qr.ts';
import { createHttpServer } from './server.ts';
import { createSockets } from './sockets.ts';
import { createUploads } from './uploads.ts';
import type { WorldEvent } from './world.ts';
import { createWorldControls, type WorldControls } from './world-controls.ts';

/** How a network is set up. */
export interface ZaloNetworkOptions {
  /** Times of messages follow this clock; the real one unless given. */
  readonly now?: () => Date;
  /** File that keeps everything that happened. In memory only unless given. */
  readonly journal?: string;
  /** How events are encrypted on websockets; 'all', which takes turns, unless given. */
  readonly encryption?: EventEncryption | 'all';
  /** What clients are told at login, where it is not the usual. */
  readonly settings?: Partial<ServerSettings>;
  /** Longest text in UTF-16 units; 2000 unless given, for the real limit is unknown. */
  readonly maxText?: number;
  /** How many old messages one answer holds; 50 unless given. */
  readonly historyPage?: number;
  /** How long after its upload a file is announced; 30 unless given. */
  readonly fileDoneMs?: number;
}

/** Somebody new; whoever has this uid already (a journal was replayed) is returned as they are. */
export interface NewPerson {
  readonly name: string;
  readonly uid?: string;
}

/** People, or accounts, of the network. */
export interface Directory<T> {
  add(person: NewPerson): T;
  get(uid: string): T | undefined;
  all(): readonly T[];
}

/** A running network. `close` it when done. */
export interface ZaloNetwork extends Expectations {
  /**
   * `http://127.0.0.1:<port>`, which stands for every host: `https://HOST/PATH` is served at
   * `${baseUrl}/HOST/PATH`, websockets by their Host header. Throws before `listen`.
   */
  readonly baseUrl: string;
  /** Opens the port, any free one unless told; answers with the baseUrl. */
  listen(port?: number): Promise<string>;
  /**
   * Opens one more address of the same network and answers with it: what comes in there is noted with
   * the name of the door, so that clients of one account can be told apart.
   */
  openDoor(name: string): Promise<string>;
  /** Drops every connection and closes every port. */
  close(): Promise<void>;
  readonly people: Directory<Person>;
  /** Accounts are people too, whose phones can confirm a QR code. */
  readonly accounts: Directory<Account>;
  readonly world: WorldControls;
  readonly faults: Faults;
  readonly ledger: Ledger;
  /** Same as `ledger.violations`. */
  readonly violations: readonly string[];
  /** Calls `listener` with each event; returns the function that stops it. */
  subscribe(listener: (event: WorldEvent) => void): () => void;
}

const USUAL_SETTINGS: ServerSettings = {
  maxFiles: 10,
  maxFileMegabytes: 1024,
  chunkBytes: 512 * 1024,
  refusedExtensions: ['exe', 'bat', 'vsd'],
  pingMs: 180_000,
};

/** Creates a network; nothing listens until `listen`. */
export function createZaloNetwork(options: ZaloNetworkOptions = {}): ZaloNetwork {
  const journal =
    options.journal === undefined ? undefined : openJournal<WorldEvent>(options.journal);
  const history = createHistory({
    now: options.now ?? (() => new Date()),
    ...(journal && { journal }),
  });
  const { world } = history;
  const faults = createFaultScript();
  const sockets = createSockets({
    history,
    faults,
    encryption: options.encryption ?? 'all',
    historyPage: options.historyPage ?? 50,
  });
  const qr = createQrLogin(history);
  const announcing = new Set<NodeJS.Timeout>();
  const uploads = createUploads((context, fileId) => {
    if (faults.takeForSocket('lost-file-done')) return;
    if (faults.takeForSocket('early-file-done')) {
      sockets.announceFile(context.uid, fileId);
      return;
    }
    context.later(() => {
      const timer = setTimeout(() => {
        announcing.delete(timer);
        sockets.announceFile(context.uid, fileId);
      }, options.fileDoneMs ?? 30);
      announcing.add(timer);
    });
  });
  const server = createHttpServer({
    history,
    faults,
    sockets,
    qr,
    uploads,
    settings: { ...USUAL_SETTINGS, ...options.settings },
    maxText: options.maxText ?? 2000,
  });
  const ledger = createLedger(history);
  const doors = new Map<string, number>();
  let port: number | undefined;

  const at = (open: number) => `http://127.0.0.1:${open}`;
  const address = (): string => {
    if (port === undefined) {
      throw new Error('the simulated network does not listen yet: await listen() first');
    }
    return at(port);
  };

  const directory = <T>(
    event: 'person-added' | 'account-added',
    uids: () => Iterable<string>,
    make: (uid: string) => T,
  ): Directory<T> => ({
    add: ({ name, uid = history.nextUid() }) => {
      if (!new Set(uids()).has(uid)) history.record({ type: event, uid, name });
      return make(uid);
    },
    get: (uid) => (new Set(uids()).has(uid) ? make(uid) : undefined),
    all: () => [...uids()].map(make),
  });

  return {
    get baseUrl() {
      return address();
    },
    listen: async (wanted = 0) => {
      port = await server.listen(wanted);
      return address();
    },
    openDoor: async (name) => {
      const open = await server.listen(0, name);
      doors.set(name, open);
      return at(open);
    },
    close: async () => {
      for (const timer of announcing) clearTimeout(timer);
      qr.close();
      sockets.close();
      await server.close();
    },
    people: directory(
      'person-added',
      () => world.people.keys(),
      (uid) => createPerson(history, uid),
    ),
    accounts: directory(
      'account-added',
      () => world.accounts,
      (uid) => createAccount({ history, qr, sockets, uid }),
    ),
    world: createWorldControls(history),
    faults: {
      add: faults.add,
      clear: faults.clear,
      offline: () => server.close(),
      online: async () => {
        port = await server.listen(port ?? 0);
        for (const [name, open] of doors) await server.listen(open, name);
      },
    },
    ledger,
    violations: ledger.violations,
    subscribe: history.subscribe,
    ...createExpectations(history),
  };
}
