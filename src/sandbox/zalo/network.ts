import { type Account, createAccount } from './account.ts';
import type { EventEncryption } from './cipher.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHistory } from './history.ts';
import { openJournal } from './journal.ts';
import type { ServerSettings } from './login.ts';
import { createPerson, type Person } from './person.ts';
import { createQrLogin } from './qr.ts';
import { createHttpServer } from './server.ts';
import { createSockets } from './sockets.ts';
import { createUploads } from './uploads.ts';
import type { Call, Message, WorldEvent } from './world.ts';

export interface ZaloNetworkOptions {
  /** The network's own clock; message times come from it. */
  readonly now?: () => Date;
  /** A file of JSON lines: a killed process goes on with the same world. */
  readonly journal?: string;
  /** How events are encrypted on websockets; 'all' takes turns. */
  readonly encryption?: EventEncryption | 'all';
  readonly settings?: Partial<ServerSettings>;
  /** Longest text in UTF-16 units; the real limit is unknown, integrations use 2000. */
  readonly maxText?: number;
  /** How many old messages one answer holds. */
  readonly historyPage?: number;
  /** How long after the upload a finished file is announced. */
  readonly fileDoneMs?: number;
}

/** Messages that accounts sent, taken one by one by a test that expects them. */
export interface Cursor {
  /** Takes the oldest untaken message that matches; undefined when there is none. */
  take(match: (message: Message) => boolean): Message | undefined;
  /** What nobody took since this cursor began. */
  unexpected(): readonly Message[];
}

/** A simulated Zalo: people with phones, and accounts that web clients log in to. */
export interface ZaloNetwork {
  /** Stands for every host: `https://HOST/PATH` is served at `${baseUrl}/HOST/PATH`. */
  readonly baseUrl: string;
  /** Whether the journal held a world that this network goes on with. */
  readonly isContinued: boolean;
  readonly faults: Pick<Faults, 'onCall' | 'onSocket' | 'clear'>;
  /** What an honest client would not have sent; empty after every good test. */
  readonly violations: readonly string[];
  /** Every call, in order. */
  readonly calls: readonly Call[];
  /** Every message, in order, whoever wrote it. */
  readonly messages: readonly Message[];
  /** Adding somebody who is there already changes nothing. */
  addPerson(name: string, uid?: string): Person;
  addAccount(name: string, uid?: string): Account;
  /** Adds a group; the first member created it. Gives its id. */
  addGroup(name: string, members: readonly Person[], id?: string): string;
  person(uid: string): Person;
  account(uid: string): Account;
  /** Reminders and polls of a group, newest last. */
  remindersOf(groupId: string): readonly { readonly id: string; readonly title: string }[];
  pollsOf(groupId: string): readonly { readonly id: number; readonly question: string }[];
  /** Starts watching what accounts send from now on. */
  cursor(): Cursor;
  /** Resolves once `condition` holds after some event; rejects after `timeoutMs`. */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  /** Refuses every connection until {@link goOnline}; the address stays the same. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  stop(): Promise<void>;
}

const DEFAULT_SETTINGS: ServerSettings = {
  maxFiles: 10,
  maxFileMegabytes: 1024,
  chunkBytes: 512 * 1024,
  refusedExtensions: ['exe', 'bat'],
  pingMs: 180_000,
};

/** Starts a simulated Zalo on a free port of the loopback address. */
export async function startZaloNetwork(options: ZaloNetworkOptions = {}): Promise<ZaloNetwork> {
  const now = options.now ?? (() => new Date());
  const history = createHistory({
    now,
    ...(options.journal === undefined ? {} : { journal: openJournal<WorldEvent>(options.journal) }),
  });
  const { world } = history;
  const faults = createFaults();
  const sockets = createSockets({
    history,
    faults,
    encryption: options.encryption ?? 2,
    historyPage: options.historyPage ?? 50,
  });
  const qr = createQrLogin(history);
  const timers = new Set<NodeJS.Timeout>();
  const uploads = createUploads((context, fileId) => {
    if (faults.takeForSocket('lost-file-done')) return;
    if (faults.takeForSocket('early-file-done')) {
      sockets.announceFile(context.uid, fileId);
      return;
    }
    context.later(() => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        sockets.announceFile(context.uid, fileId);
      }, options.fileDoneMs ?? 30);
      timers.add(timer);
    });
  });
  const server = createHttpServer({
    history,
    faults,
    sockets,
    qr,
    uploads,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    maxText: options.maxText ?? 2000,
  });
  const port = await server.listen(0);

  const freshUid = (): string => `3${history.nextId().padStart(18, '0')}`;

  const person = (uid: string): Person => {
    if (!world.people.has(uid)) throw new Error(`nobody has the uid ${uid}`);
    return createPerson(history, uid);
  };
  const account = (uid: string): Account => {
    if (!world.accounts.has(uid)) throw new Error(`${uid} is no account`);
    return createAccount({ history, qr, sockets, uid });
  };

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    isContinued: history.isContinued,
    faults,
    violations: world.violations,
    calls: world.calls,
    get messages() {
      return [...world.messages.values()];
    },
    addPerson: (name, uid = freshUid()) => {
      if (!world.people.has(uid)) history.record({ type: 'person-added', uid, name });
      return person(uid);
    },
    addAccount: (name, uid = freshUid()) => {
      if (!world.accounts.has(uid)) history.record({ type: 'account-added', uid, name });
      return account(uid);
    },
    addGroup: (name, members, id = freshUid()) => {
      if (!world.groups.has(id)) {
        const uids = members.map(({ uid }) => uid);
        history.record({ type: 'group-added', id, name, members: uids });
      }
      return id;
    },
    person,
    account,
    remindersOf: (groupId) => [...world.reminders.values()].filter(({ to }) => to === groupId),
    pollsOf: (groupId) => [...world.polls.values()].filter(({ group }) => group === groupId),
    cursor: () => {
      const before = new Set(world.messages.keys());
      const taken = new Set<string>();
      const untaken = () =>
        [...world.messages.values()].filter(
          ({ id, from }) => world.accounts.has(from) && !before.has(id) && !taken.has(id),
        );
      return {
        take: (match) => {
          const found = untaken().find(match);
          if (found) taken.add(found.id);
          return found;
        },
        unexpected: untaken,
      };
    },
    until: async (condition, timeoutMs = 5000) => {
      if (condition()) return;
      await new Promise<void>((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          unsubscribe();
          settle();
        };
        const timer = setTimeout(() => {
          end(() => reject(new Error(`nothing of the kind within ${timeoutMs} ms`)));
        }, timeoutMs);
        const unsubscribe = history.subscribe(() => {
          if (condition()) end(resolve);
        });
      });
    },
    goOffline: () => server.close(),
    goOnline: async () => {
      await server.listen(port);
    },
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      sockets.close();
      await server.close();
    },
  };
}
