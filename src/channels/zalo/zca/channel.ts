import type {
  Capabilities,
  Channel,
  ChannelHealth,
  ChatAddress,
  MessageRef,
  Outcome,
  OutgoingPart,
  RawUpdate,
} from '../../../ports/channel.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';
import { createHealthRecord } from '../../health.ts';
import { zcaCapabilities } from '../capabilities.ts';
import { createAccount } from './account.ts';
import type { Attempt, Calls } from './calls.ts';
import type { CredentialStore } from './credentials.ts';
import { downloadFile } from './download.ts';
import { fromAcceptance } from './inbound.ts';
import type { Lease } from './lease.ts';
import { isAlreadyGone, isRetryLimit, isSessionDead, isThrottling, toOutcome } from './outcome.ts';
import { parsePayload } from './parse.ts';
import { nameOf } from './property.ts';
import { reminderIdIn, reminderMessageId } from './reminders.ts';
import { type CardWords, renderText } from './render.ts';
import { createThrottle } from './throttle.ts';
import { defaultPace, defaultTiming, type ZcaPace, type ZcaTiming } from './timing.ts';
import { createTransport } from './transport.ts';
import { wait } from './wait.ts';

export interface ZcaOptions {
  readonly accountId: string;
  /** The address of a simulated network; empty or absent in production. */
  readonly baseUrl?: string;
  readonly credentials: CredentialStore;
  readonly lease: Lease;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Whether the operator has accepted, by name, that a personal account driven by software is
   * against Zalo's terms and can be locked.
   */
  readonly riskAccepted: boolean;
  /** Sentences that cards need here; they belong to the product's texts. */
  readonly words: CardWords;
  /** Whether groups get reminders of Zalo's own; off unless set. */
  readonly reminders?: boolean;
  readonly pace?: ZcaPace;
  readonly timing?: Partial<ZcaTiming>;
  readonly onHealth?: (health: ChannelHealth) => void;
  /** Shows a QR code, PNG in base64, until the next one or until health changes. */
  readonly onNeedsLogin?: (qrPngBase64: string) => void;
}

/** The channel of one personal account. */
export interface ZcaChannel extends Channel {
  /** Shows a new QR code at once, or takes the account back from another client. */
  retryNow(): void;
}

const DOWNLOAD_TIMEOUT_MS = 120_000;
const RECONNECT_WAIT_MS = 5000;
/** Asking again costs nothing, and whoever scans a code waits for what is queued. */
const ATTENTION_WAIT_MS = 15_000;
const REMEMBERED_RETRY_LIMITS = 1000;

/**
 * Makes the channel of one personal Zalo account. `start` resolves when the account is logged in or
 * has to wait for something: a scan of the QR code, another process, the network. `health` tells.
 *
 * Throws when the operator has not accepted the risk.
 */
export function createZcaChannel(options: ZcaOptions): ZcaChannel {
  const { accountId, clock, log, words, pace = defaultPace } = options;
  if (!options.riskAccepted) {
    throw new Error(
      `Zalo account ${accountId}: driving a personal account is against Zalo's terms and the account ` +
        'can be locked. An operator has to accept this risk, by name, before it is started.',
    );
  }
  const baseUrl = options.baseUrl === '' ? undefined : options.baseUrl;
  const timing = { ...defaultTiming, ...options.timing };
  const health = createHealthRecord(clock, (now) => {
    log.info({ accountId, state: now.state, detail: now.detail }, 'channel changed state');
    options.onHealth?.(now);
  });
  const throttle = createThrottle(pace.quietMs);
  const hadRetryLimit = new Set<string>();
  const downloading = new Set<Promise<unknown>>();
  let leaving = new AbortController();
  let isRunning = false;
  let line: Promise<unknown> = Promise.resolve();
  let inLine = 0;
  let nextSendAt = 0;
  let nextFileAt = 0;

  const inTurn = <T>(call: () => Promise<T>): Promise<T> => {
    const turn = line.then(call);
    line = turn.catch(() => undefined);
    return turn;
  };

  const account = createAccount({
    accountId,
    baseUrl,
    credentials: options.credentials,
    lease: options.lease,
    timing,
    log,
    health,
    inTurn,
    onNeedsLogin: (qr) => options.onNeedsLogin?.(qr),
  });

  /** Why nothing can be sent now; `undefined` when it can. */
  const obstacle = (): Outcome | undefined => {
    const quietMs = throttle.leftMs(clock.now());
    if (quietMs > 0) {
      const reason = 'the account keeps quiet because Zalo throttled it';
      return { type: 'not-sent', reason, scope: 'account', afterMs: quietMs };
    }
    if (account.session !== undefined) return undefined;
    const { state } = health.current();
    return {
      type: 'not-sent',
      reason: `the account is not connected (${state})`,
      scope: 'account',
      afterMs: state === 'reconnecting' ? RECONNECT_WAIT_MS : ATTENTION_WAIT_MS,
    };
  };

  const keepPace = async (kind: 'text' | 'file'): Promise<void> => {
    const from = kind === 'file' ? Math.max(nextSendAt, nextFileAt) : nextSendAt;
    const ms = from - performance.now();
    if (ms > 0) await wait(ms, leaving.signal);
    nextSendAt = performance.now() + pace.gapMs + Math.random() * pace.jitterMs;
    if (kind === 'file') nextFileAt = performance.now() + pace.fileGapMs;
  };

  const stopped: Outcome = { type: 'not-sent', reason: 'the channel is stopped' };
  const notOurs: Outcome = {
    type: 'not-sent',
    reason: 'another process holds the account',
    scope: 'account',
    afterMs: RECONNECT_WAIT_MS,
  };

  /** Reads what an attempt means for the part, and acts on what it says about the account. */
  const conclude = (clientId: string, attempt: Attempt<string>): Outcome => {
    if (attempt.ok) {
      throttle.clear();
      return { type: 'sent', messageId: attempt.value, clientId };
    }
    const { failure } = attempt;
    const outcome = toOutcome(failure, { hadRetryLimit: hadRetryLimit.has(clientId) });
    if (isRetryLimit(failure)) {
      hadRetryLimit.add(clientId);
      const [oldest] = hadRetryLimit;
      if (hadRetryLimit.size > REMEMBERED_RETRY_LIMITS && oldest) hadRetryLimit.delete(oldest);
    }
    if (isSessionDead(failure)) account.session?.end({ kind: 'dead' });
    if (!isThrottling(failure)) return outcome;
    const now = clock.now();
    const until = throttle.strike(now);
    health.throttle(until, outcome.reason);
    const quietMs = until.getTime() - now.getTime();
    if (outcome.type === 'not-sent') return { ...outcome, afterMs: quietMs };
    return outcome.type === 'uncertain' ? { ...outcome, quietMs } : outcome;
  };

  /** Waits for the account's turn and makes sure that it is ours, then lets `call` loose. Never rejects. */
  const perform = async (
    kind: 'text' | 'file',
    call: (calls: Calls) => Promise<Outcome>,
  ): Promise<Outcome> => {
    if (!isRunning || leaving.signal.aborted) return stopped;
    const isNext = inLine === 0;
    inLine += 1;
    try {
      return await inTurn(async () => {
        const early = obstacle();
        if (early) return early;
        await keepPace(kind);
        // Stopping waits for the call whose turn it was, not for those behind it.
        if (leaving.signal.aborted && !isNext) return stopped;
        const late = obstacle();
        if (late) return late;
        const { session } = account;
        if (session === undefined || !(await account.isOurs())) return notOurs;
        const outcome = await call(session.calls);
        await account.saveIfChanged();
        return outcome;
      });
    } catch (error) {
      // A bug of ours. Its message may hold content, so only its kind is told.
      const kindOfError = nameOf(error);
      log.error({ accountId, kind: kindOfError }, 'a call ended in an unexpected error');
      return { type: 'uncertain', reason: `unexpected ${kindOfError}` };
    } finally {
      inLine -= 1;
    }
  };

  const sendFile = async (
    to: ChatAddress,
    { clientId, file }: Extract<OutgoingPart, { kind: 'file' }>,
    calls: Calls,
  ): Promise<Outcome> => {
    const { maxBytes, refusedExtensions } = calls.fileLimits;
    const extension = file.name.split('.').at(-1)?.toLowerCase() ?? '';
    if (file.bytes > maxBytes || refusedExtensions.includes(extension)) {
      return { type: 'refused', reason: `Zalo takes no .${extension} file of ${file.bytes} bytes` };
    }
    if (file.bytes === 0) return { type: 'refused', reason: 'the file is empty' };
    const content = await file.read().catch(() => undefined);
    if (content === undefined) return { type: 'not-sent', reason: 'the file could not be read' };
    const uploaded = await calls.upload(to, file.name, content);
    if (!uploaded.ok) {
      const outcome = conclude(clientId, uploaded);
      // Nothing was posted yet, however the upload ended.
      return outcome.type === 'uncertain' ? { ...outcome, type: 'not-sent' } : outcome;
    }
    if (!(await account.isOurs())) return notOurs;
    return conclude(clientId, await calls.sendFile(to, uploaded.value, clientId));
  };

  const send = async (to: ChatAddress, part: OutgoingPart): Promise<Outcome> => {
    const { clientId } = part;
    if (!isClientId(clientId)) {
      return { type: 'refused', reason: 'Zalo wants a client id of at most 15 digits' };
    }
    if (to.kind === 'channel') return { type: 'refused', reason: 'Zalo has no channels' };
    if (part.kind === 'file') {
      return perform('file', (calls) => sendFile(to, part, calls));
    }
    if (part.kind === 'native-reminder') {
      if (to.kind !== 'group') return { type: 'refused', reason: 'reminders are for groups' };
      return perform('text', async (calls) => {
        const outcome = conclude(clientId, await calls.createReminder(to, part));
        return outcome.type === 'sent'
          ? { ...outcome, messageId: reminderMessageId(outcome.messageId) }
          : outcome;
      });
    }
    const { replyTo } = part;
    const rendering = renderText(part, words);
    if ('refused' in rendering) return { type: 'refused', reason: rendering.refused };
    const [text, ...more] = rendering.pieces;
    if (more.length > 0) {
      const reason = `the text needs ${rendering.pieces.length} messages and a part is one`;
      return { type: 'refused', reason };
    }
    // A quote repeats its original, so only messages that went by lately can be quoted.
    const quote = replyTo && account.knownMessages.find(replyTo.messageId);
    return perform('text', async (calls) =>
      conclude(clientId, await calls.sendText(to, text, clientId, quote || undefined)),
    );
  };

  const remove = async (ref: MessageRef): Promise<Outcome> => {
    const { clientId, messageId, chat } = ref;
    const reminderId = reminderIdIn(messageId);
    if (reminderId !== undefined) {
      return perform('text', async (calls) => {
        const removed = await calls.removeReminder(chat, reminderId);
        if (removed.ok || isAlreadyGone(removed.failure)) return { type: 'sent', messageId };
        return conclude(`remove ${messageId}`, removed);
      });
    }
    if (clientId === undefined) {
      return { type: 'refused', reason: 'the client id of the message is not known' };
    }
    return perform('text', async (calls) => {
      const undone = await calls.undo(chat, messageId, clientId);
      if (undone.ok || isAlreadyGone(undone.failure)) return { type: 'sent', messageId, clientId };
      return conclude(`undo ${clientId}`, undone);
    });
  };

  const missedAnswers = ({ chat, messageId }: MessageRef) =>
    inTurn(async (): Promise<readonly RawUpdate[] | undefined> => {
      const reminderId = reminderIdIn(messageId);
      const { session } = account;
      if (reminderId === undefined) return [];
      if (session === undefined || obstacle() || !(await account.isOurs())) return undefined;
      const asked = await session.calls.acceptedBy(reminderId);
      if (!asked.ok) return isAlreadyGone(asked.failure) ? [] : undefined;
      const about = { threadId: chat.externalId, reminderId };
      return asked.value.flatMap(
        (uid) => fromAcceptance(session.ownId, { ...about, uid }, clock.now()) ?? [],
      );
    });

  const download = async (address: string, maxBytes: number): Promise<Uint8Array> => {
    const { signal } = leaving;
    const transport = createTransport({ baseUrl, callMs: DOWNLOAD_TIMEOUT_MS, signal });
    return downloadFile(transport.fetch, address, maxBytes);
  };

  return {
    accountId,
    driver: 'zalo-zca',
    send,
    remove,
    missedAnswers,
    parse: parsePayload,
    health: health.current,
    retryNow: account.retryNow,

    capabilities: (kind) => {
      const { acknowledge, ...rest } = zcaCapabilities[kind];
      const capabilities: Capabilities = {
        ...rest,
        acknowledge: acknowledge.filter((way) => options.reminders || way !== 'native-reminder'),
      };
      const limits = account.session?.calls.fileLimits;
      return limits === undefined || capabilities.file === undefined
        ? capabilities
        : { ...capabilities, file: limits };
    },

    download: async (address, maxBytes) => {
      const running = download(address, maxBytes);
      downloading.add(running);
      try {
        return await running;
      } finally {
        downloading.delete(running);
      }
    },

    start: async (sink) => {
      leaving = new AbortController();
      isRunning = true;
      await account.start(sink);
    },

    stop: async () => {
      leaving.abort();
      account.leave();
      // Lets the call in flight end: each has its own deadline.
      await line;
      await Promise.allSettled(downloading);
      await account.stop();
      isRunning = false;
    },
  };
}

/** What fits Zalo's numeric client ids without losing a digit. */
function isClientId(clientId: string): boolean {
  return /^[1-9]\d{0,14}$/.test(clientId);
}
