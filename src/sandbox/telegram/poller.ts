import type { Core } from './core.ts';
import type { FaultScript } from './faults.ts';
import type { Params } from './parameters.ts';
import { malformed, Refusal } from './refusal.ts';
import type { UpdateKind, WireUpdate } from './wire.ts';
import type { BotState } from './world.ts';

const KINDS: readonly string[] = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'message_reaction',
  'message_reaction_count',
  'callback_query',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'purchased_paid_media',
  'guest_message',
  'managed_bot',
];

/** The long polls that wait. */
export interface Poller {
  /** getUpdates; `onGone` is called with what to do when the client hangs up. */
  poll(
    bot: BotState,
    params: Params,
    onGone: (leave: () => void) => void,
  ): Promise<readonly WireUpdate[]>;
  close(): void;
}

interface Waiter {
  readonly wake: () => void;
  readonly fail: (refusal: Refusal) => void;
}

/** One waiting poll per bot, as on the real server: a second one ends the first with 409. */
export function createPoller(core: Core, script: FaultScript): Poller {
  const waiters = new Map<number, Waiter>();
  const unsubscribe = core.log.subscribe((events) => {
    for (const event of events) if (event.type === 'update-queued') waiters.get(event.bot)?.wake();
  });

  const confirm = (bot: BotState, offset: number): void => {
    const ids = [...bot.pending.keys()];
    const below = offset >= 0 ? offset : (ids[Math.max(0, ids.length + offset)] ?? 0);
    const first = ids[0];
    if (first !== undefined && first < below) {
      core.log.record({ type: 'updates-confirmed', bot: bot.user.id, below });
    }
  };

  const take = (bot: BotState, limit: number): readonly WireUpdate[] => {
    dropExpired(core, bot);
    const batch: WireUpdate[] = [];
    for (const { update } of bot.pending.values()) {
      if (batch.length >= limit) break;
      batch.push(update);
    }
    return script.shapeBatch(bot.user.id, batch);
  };

  const wait = (
    bot: BotState,
    timeoutMs: number,
    onGone: (leave: () => void) => void,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        if (waiters.get(bot.user.id) === waiter) waiters.delete(bot.user.id);
      };
      const wake = (): void => {
        leave();
        resolve();
      };
      const waiter: Waiter = {
        wake,
        fail: (refusal) => {
          leave();
          reject(refusal);
        },
      };
      const timer = setTimeout(wake, timeoutMs);
      waiters.set(bot.user.id, waiter);
      onGone(leave);
    });

  return {
    poll: async (bot, params, onGone) => {
      if (bot.webhook !== undefined) {
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      const allowed = readAllowed(params.json('allowed_updates'));
      waiters
        .get(bot.user.id)
        ?.fail(
          new Refusal(
            409,
            'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
          ),
        );
      core.log.transaction(() => {
        if (allowed !== undefined && String(allowed) !== String(bot.allowed ?? '')) {
          core.log.record({ type: 'allowed-set', bot: bot.user.id, allowed });
        }
        confirm(bot, params.int('offset') ?? 0);
      });
      const limit = Math.min(100, Math.max(1, params.int('limit') ?? 100));
      const timeoutMs = Math.min(50, Math.max(0, params.int('timeout') ?? 0)) * 1000;
      const ready = take(bot, limit);
      if (ready.length > 0 || timeoutMs === 0) return ready;
      await wait(bot, timeoutMs, onGone);
      return take(bot, limit);
    },
    close: () => {
      unsubscribe();
      for (const waiter of [...waiters.values()]) waiter.wake();
    },
  };
}

/** Forgets the updates nobody fetched in time. */
export function dropExpired(core: Core, bot: BotState): void {
  const ids = [...bot.pending.values()]
    .filter((pending) => pending.expiresAt <= core.now())
    .map((pending) => pending.update.update_id);
  if (ids.length > 0) core.log.record({ type: 'updates-dropped', bot: bot.user.id, ids });
}

/** Checks `allowed_updates`; unknown kinds are a violation because the real server ignores them silently. */
export function readAllowed(value: unknown): readonly UpdateKind[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw malformed("can't parse allowed_updates: expected an Array");
  const unknown = value.find((kind) => !KINDS.includes(kind));
  if (unknown !== undefined)
    throw malformed(`unknown update type "${String(unknown)}" in allowed_updates`);
  return value;
}
