import type { Channel, ChannelHealth, InboundSink, Outcome } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { createHealthRecord } from '../health.ts';
import { answerPress, editCard, fetchFile, type Result, removeMessage, sendPart } from './calls.ts';
import { capabilities } from './capabilities.ts';
import { createClient, defaultTimeouts, type Timeouts } from './client.ts';
import { announceCommands } from './command-hints.ts';
import { deepLink } from './deep-link.ts';
import { attempt, describeFailure } from './failure.ts';
import { createFloodWatch } from './flood-watch.ts';
import { isTokenRefused, toOutcome } from './outcome.ts';
import { parseUpdate } from './parse.ts';
import { defaultPauses, type Poller, type PollPauses, startPoller } from './poller.ts';

/** One bot and how to reach its network. */
export interface TelegramOptions {
  readonly accountId: string;
  readonly token: string;
  /** Root of the Bot API server; Telegram's own when absent. */
  readonly apiRoot?: string;
  /** `socks5h://…` or `http://…`, with name and password if need be. */
  readonly proxy?: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeouts?: Timeouts;
  readonly pollPauses?: PollPauses;
  readonly onHealth?: (health: ChannelHealth) => void;
}

/**
 * Makes the channel of one bot. It sends at once; `start` logs in and receives, and may be called
 * again when it rejected or after `stop`. `deepLink` works once it has logged in.
 */
export function createTelegramChannel(options: TelegramOptions): Channel {
  const { accountId, clock, timeouts = defaultTimeouts, pollPauses = defaultPauses } = options;
  const log = labelled(options.log, { driver: 'telegram', accountId });
  const client = createClient({ ...options, timeouts });
  const isWidespread = createFloodWatch(clock);
  const health = createHealthRecord(clock, (now) => {
    log.info({ state: now.state, detail: now.detail }, 'channel changed state');
    options.onHealth?.(now);
  });
  const running = new Set<Promise<unknown>>();
  let username: string | undefined;
  let poller: Poller | undefined;
  let isStopped = false;

  /** Makes `stop` wait for a call. */
  async function tracked<T>(call: Promise<T>): Promise<T> {
    running.add(call);
    try {
      return await call;
    } finally {
      running.delete(call);
    }
  }

  /** Makes one call of which nothing is thrown; `chatId` is the chat it concerns, if one. */
  async function carryOut(call: () => Promise<Result>, chatId?: string): Promise<Outcome> {
    if (isStopped) return { type: 'not-sent', reason: 'the channel is stopped' };
    try {
      const result = await tracked(call());
      return 'type' in result ? result : conclude(result, chatId);
    } catch (error) {
      // A bug of ours. Its message may hold content, so only its kind is told.
      const kind = error instanceof Error ? error.name : typeof error;
      log.error({ kind }, 'a call ended in an unexpected error');
      return { type: 'uncertain', reason: `unexpected ${kind}` };
    }
  }

  /** What a failure means for the part, and what it tells about the account. */
  function conclude(failure: Exclude<Result, Outcome>, chatId: string | undefined): Outcome {
    const outcome = toOutcome(failure);
    if (isTokenRefused(failure)) {
      health.report('needs-login', describeFailure(failure));
      return outcome;
    }
    if (outcome.type !== 'not-sent' || outcome.scope === undefined) return outcome;
    const isChatOnly = outcome.scope === 'chat' && !(chatId !== undefined && isWidespread(chatId));
    if (isChatOnly) return outcome;
    health.throttle(new Date(clock.now().getTime() + (outcome.afterMs ?? 0)), outcome.reason);
    return { ...outcome, scope: 'account' };
  }

  /** Learns the bot's name, which links need, and that the token is good. */
  async function login(): Promise<string> {
    isStopped = false;
    const me = await tracked(attempt(client.api.getMe()));
    if (isStopped) throw new Error(`account ${accountId} was stopped while logging in`);
    if (!me.ok) {
      const isToken = isTokenRefused(me.failure);
      health.report(isToken ? 'needs-login' : 'reconnecting', describeFailure(me.failure));
      const advice = isToken ? 'check the bot token' : 'check the address and the proxy';
      throw new Error(
        `Telegram account ${accountId} cannot log in at ${client.address}` +
          ` (${describeFailure(me.failure)}): ${advice}`,
      );
    }
    username = me.value.username;
    health.report('ready');
    return username;
  }

  return {
    accountId,
    driver: 'telegram',
    capabilities: (kind) => capabilities[kind],
    send: (to, part) => carryOut(() => sendPart(client, to, part), to.externalId),
    edit: (ref, view) => carryOut(() => editCard(client, ref, view), ref.chat.externalId),
    remove: (ref) => carryOut(() => removeMessage(client, ref), ref.chat.externalId),
    answer: (pressId, answer) => carryOut(() => answerPress(client, pressId, answer)),
    parse: parseUpdate,
    announceCommands: (commands, scope) => tracked(announceCommands(client, commands, scope)),
    health: health.current,

    deepLink(payload, target = 'private') {
      return username === undefined ? undefined : deepLink(username, payload, target);
    },

    download: (fileId, maxBytes) =>
      tracked(fetchFile(client, fileId, { maxBytes, timeoutMs: timeouts.upload * 1000 })),

    login: async () => {
      await login();
    },

    async start(sink: InboundSink) {
      if (poller !== undefined) throw new Error(`account ${accountId} is started already`);
      const me = await login();
      poller = startPoller({
        client,
        timeoutSeconds: timeouts.poll,
        username: me,
        pauses: pollPauses,
        sink,
        clock,
        log,
        report: health.report,
      });
    },

    async rest() {
      await poller?.stop();
      poller = undefined;
    },

    async stop() {
      isStopped = true;
      await poller?.stop();
      poller = undefined;
      await Promise.allSettled(running);
      client.close();
      health.report('stopped');
    },
  };
}

function labelled(log: Log, label: Readonly<Record<string, unknown>>): Log {
  return {
    info: (detail, what) => log.info({ ...label, ...detail }, what),
    warn: (detail, what) => log.warn({ ...label, ...detail }, what),
    error: (detail, what) => log.error({ ...label, ...detail }, what),
  };
}
