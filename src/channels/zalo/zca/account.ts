/**
 * The owner of one Zalo account: holds the lease, logs in, keeps a connection up, and saves the
 * cookies as they rotate.
 */
import type { InboundSink } from '../../../ports/channel.ts';
import type { Log } from '../../../ports/log.ts';
import type { HealthRecord } from '../../health.ts';
import type { CredentialStore } from './credentials.ts';
import { createFeed, type Feed } from './feed.ts';
import { createKnownMessages, type KnownMessages } from './known-messages.ts';
import type { Lease } from './lease.ts';
import { type LoggedIn, type Login, logIn } from './login.ts';
import { createMarks, type Marks } from './marks.ts';
import { isSessionDead } from './outcome.ts';
import { nameOf } from './property.ts';
import { openSession, type Session, type SessionEnd } from './session.ts';
import { backoff, type ZcaTiming } from './timing.ts';
import { wait } from './wait.ts';

const KNOWN_MESSAGES = 2000;

export interface AccountOptions {
  readonly accountId: string;
  readonly baseUrl?: string | undefined;
  readonly credentials: CredentialStore;
  readonly lease: Lease;
  readonly timing: ZcaTiming;
  readonly log: Log;
  readonly health: HealthRecord;
  readonly onNeedsLogin: (qrPngBase64: string) => void;
  /** Runs a call when no other is under way. */
  readonly inTurn: <T>(call: () => Promise<T>) => Promise<T>;
}

export interface Account {
  /** The connection that stands now. */
  readonly session: Session | undefined;
  readonly knownMessages: KnownMessages;
  /** Whether this process still holds the account: asked before every message. */
  isOurs(): Promise<boolean>;
  /** Saves the cookies if the last call changed them. */
  saveIfChanged(): Promise<void>;
  /**
   * Cuts pauses and the wait for a scan short: a person is ready to scan a new code, or wants the account
   * back from another client. Changes nothing while it is connected.
   */
  retryNow(): void;
  /** Resolves when the account is logged in, or has to wait for something. */
  start(sink: InboundSink): Promise<void>;
  /** Gives up what can be taken up again: uploads, pauses. The rest of `stop` follows. */
  leave(): void;
  /** Closes the connection, saves, and gives up the lease. */
  stop(): Promise<void>;
}

/** Why a connection ended, or did not come about. */
type End = SessionEnd | Exclude<Login, LoggedIn>;

/** One run, from `start` to `stop`. */
interface Run {
  readonly leaving: AbortController;
  readonly stopping: AbortController;
  readonly feed: Feed;
  ended: Promise<void>;
}

export function createAccount(options: AccountOptions): Account {
  const { accountId, credentials: store, lease, timing, log, health } = options;
  const knownMessages = createKnownMessages(KNOWN_MESSAGES);
  let run: Run | undefined;
  let nudge = new AbortController();
  /** The fence under which this process holds the account. */
  let fence: number | undefined;
  /** Until when, in milliseconds of the process, it holds it at least. */
  let heldUntil = 0;
  let marks: Marks = createMarks({});
  let connection: { readonly login: LoggedIn; readonly session: Session } | undefined;
  let unsaved = false;
  /** Ends the waiting of `start`. */
  let settle = (): void => undefined;

  const mayCall = () => performance.now() < heldUntil;

  const isOurs = async (): Promise<boolean> => {
    if (fence === undefined) return false;
    try {
      const until = performance.now() + lease.lastsMs;
      const isHeld = await lease.renew(fence);
      if (isHeld) heldUntil = until;
      return isHeld;
    } catch (error) {
      log.error(
        { accountId, kind: nameOf(error) },
        'the lease of the account could not be renewed',
      );
      return false;
    }
  };

  const save = async ({ api, credentials }: LoggedIn): Promise<void> => {
    const cookies = api.getCookie().toJSON()?.cookies ?? [];
    const record = { ...credentials, cookies, caughtUp: marks.current };
    // A late save of a process that lost the account would overwrite its successor's.
    if (!(await isOurs())) return;
    try {
      await store.save(JSON.stringify(record));
      unsaved = false;
    } catch (error) {
      unsaved = true;
      log.error({ accountId, kind: nameOf(error) }, 'the credentials could not be saved');
    }
  };

  const saveIfChanged = async (): Promise<void> => {
    if (connection === undefined) return;
    if (connection.login.transport.takeCookiesChanged()) unsaved = true;
    if (unsaved) await save(connection.login);
  };

  /** Waits, unless somebody asked not to since the connection was tried. */
  const pause = (ms: number, signal: AbortSignal): Promise<void> =>
    wait(ms, AbortSignal.any([signal, nudge.signal]));

  /** Logs in and stays connected; gives what ended it. */
  const connect = async ({ leaving, feed }: Run, signal: AbortSignal): Promise<End> => {
    const login = await logIn({
      saved: await store.load(),
      baseUrl: options.baseUrl,
      callMs: timing.callMs,
      mayCall,
      signal,
      scanSignal: AbortSignal.any([signal, nudge.signal]),
      onCode: options.onNeedsLogin,
      onWaiting: () => {
        health.report('needs-login', 'the QR code has to be scanned with the phone of the account');
        settle();
      },
    });
    if (!('api' in login)) return login;
    const current = createMarks({ ...login.credentials.caughtUp, ...marks.current });
    current.open();
    marks = current;
    login.transport.takeCookiesChanged();
    await save(login);

    const session = await openSession({
      api: login.api,
      timing,
      mayOpen: mayCall,
      caughtUp: current.current,
      signal,
      leaving: leaving.signal,
      onArrivals: feed.push,
      onMessage: knownMessages.note,
      onCaughtUp: (thread) => {
        feed.drained().then(() => current.close(thread), reportBug);
      },
    });
    if (!('calls' in session)) return session;

    connection = { login, session };
    health.report('ready');
    settle();
    const idle = new AbortController();
    const upkeep = Promise.all([
      keepAlive(session, AbortSignal.any([signal, idle.signal])),
      prove(session, AbortSignal.any([signal, idle.signal])),
    ]);
    const end = await session.ended;
    connection = undefined;
    idle.abort();
    await upkeep;
    if (end.kind !== 'dead') await save(login);
    return end;
  };

  const keepAlive = async (session: Session, signal: AbortSignal): Promise<void> => {
    for (;;) {
      await wait(timing.keepAliveMs, signal);
      if (signal.aborted) return;
      await options.inTurn(async () => {
        const ended = await session.calls.keepAlive();
        if (!ended.ok && isSessionDead(ended.failure)) session.end({ kind: 'dead' });
        else await saveIfChanged();
      });
    }
  };

  const prove = async (session: Session, signal: AbortSignal): Promise<void> => {
    for (;;) {
      await wait(timing.proveMs, signal);
      if (signal.aborted) return;
      session.prove();
      unsaved = true;
      await options.inTurn(saveIfChanged);
    }
  };

  /** Stays connected until the lease is lost or the run ends. */
  const hold = async (current: Run): Promise<void> => {
    const lost = new AbortController();
    const signal = AbortSignal.any([current.stopping.signal, lost.signal]);
    const renewing = (async () => {
      for (;;) {
        await wait(timing.renewLeaseMs, signal);
        if (signal.aborted) return;
        if (!(await isOurs())) lost.abort();
      }
    })();

    let failures = 0;
    while (!signal.aborted) {
      const startedAt = performance.now();
      nudge = new AbortController();
      const end = await connect(current, signal).catch((error: unknown): End => {
        log.error({ accountId, kind: nameOf(error) }, 'connecting the account failed');
        return { kind: 'failed', reason: 'the saved credentials cannot be read' };
      });
      if (signal.aborted) break;
      // Zalo may tell of the successor before the lease was looked at.
      if (isTakenOver(end) && !(await isOurs())) {
        lost.abort();
        break;
      }
      const wasSteady = performance.now() - startedAt >= timing.steadyMs;
      failures = wasSteady ? 1 : failures + 1;
      await rest(end, failures, signal);
    }
    await renewing;
    if (lost.signal.aborted) log.warn({ accountId, fence }, 'the lease of the account was lost');
  };

  /** Waits as the end of a connection demands. */
  const rest = async (end: End, failures: number, signal: AbortSignal): Promise<void> => {
    const why = describeEnd(end);
    log.info({ accountId, why, failures }, 'the account is not connected');
    if (end.kind === 'unattended') {
      health.report('needs-login', why);
      await pause(timing.qrPauseMs, signal);
    } else if (end.kind === 'no-code') {
      health.report('needs-login', why);
      await pause(backoff(timing, failures, Math.random()), signal);
    } else if (isTakenOver(end)) {
      health.report('displaced', why);
      settle();
      await pause(timing.displacedMs, signal);
    } else {
      health.report('reconnecting', why);
      settle();
      await pause(backoff(timing, failures, Math.random()), signal);
    }
  };

  const own = async (current: Run): Promise<void> => {
    const { signal } = current.stopping;
    while (!signal.aborted) {
      const until = performance.now() + lease.lastsMs;
      const held = await lease.acquire().catch((error: unknown) => {
        log.error({ accountId, kind: nameOf(error) }, 'the lease of the account was not to be had');
        return undefined;
      });
      if (held === undefined) {
        health.report('reconnecting', 'another process holds the account');
        settle();
        await wait(timing.acquireLeaseMs, signal);
        continue;
      }
      fence = held.fence;
      heldUntil = until;
      try {
        await hold(current);
      } finally {
        fence = undefined;
        await lease.release(held.fence).catch((error: unknown) => {
          log.error({ accountId, kind: nameOf(error) }, 'the lease could not be released');
        });
      }
    }
  };

  const reportBug = (error: unknown): void => {
    log.error({ accountId, kind: nameOf(error) }, 'the account owner failed');
  };

  return {
    get session() {
      return connection?.session;
    },
    knownMessages,
    isOurs,
    saveIfChanged,
    retryNow: () => {
      if (connection === undefined) nudge.abort();
    },

    start: async (sink) => {
      if (run !== undefined) throw new Error(`account ${accountId} is started already`);
      health.report('reconnecting', 'logging in');
      const settled = new Promise<void>((resolve) => {
        settle = resolve;
      });
      const feed = createFeed({
        sink,
        log,
        onStored: (arrivals) => {
          for (const { thread, messageId } of arrivals) {
            if (thread !== undefined) marks.stored(thread, messageId);
          }
        },
      });
      const current: Run = {
        leaving: new AbortController(),
        stopping: new AbortController(),
        feed,
        ended: Promise.resolve(),
      };
      run = current;
      current.ended = own(current).catch(reportBug);
      await settled;
    },

    leave: () => run?.leaving.abort(),

    stop: async () => {
      const current = run;
      if (current === undefined) return;
      current.leaving.abort();
      const fed = current.feed.close();
      current.stopping.abort();
      settle();
      await fed;
      await current.ended;
      run = undefined;
      health.report('stopped');
    },
  };
}

/** Whether the account is logged in elsewhere now: by a person, by another program, or by a successor. */
function isTakenOver(end: End): boolean {
  return end.kind === 'closed' && (end.code === 3000 || end.code === 3003);
}

function describeEnd(end: End): string {
  switch (end.kind) {
    case 'unattended':
    case 'no-code':
    case 'failed':
      return end.reason;
    case 'closed':
      return isTakenOver(end)
        ? `another client took the account over (${end.code})`
        : `the websocket was closed (${end.code})`;
    case 'no-handshake':
      return 'the websocket opened without a key';
    case 'silent':
      return 'the websocket stopped answering';
    case 'dead':
      return 'Zalo does not accept the session any more';
    case 'stopped':
      return 'stopped';
  }
}
