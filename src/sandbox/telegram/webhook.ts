import type { Core } from './core.ts';
import { dropExpired } from './poller.ts';
import type { BotState, Webhook } from './world.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
const CALL_TIMEOUT_MS = 10_000;

/** Delivers the updates of bots that set a webhook: one at a time, in order, again until the answer is 2xx. */
export interface WebhookDelivery {
  close(): void;
}

/** Starts delivering. A method call inside the answer is not carried out. */
export function createWebhookDelivery(core: Core): WebhookDelivery {
  const stopped = new AbortController();
  const busy = new Set<number>();

  const drain = async (bot: BotState): Promise<void> => {
    if (busy.has(bot.user.id)) return;
    busy.add(bot.user.id);
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopped.signal.aborted && bot.webhook !== undefined) {
      dropExpired(core, bot);
      const [first] = bot.pending.values();
      if (first === undefined) break;
      if (await isTaken(bot.webhook, first.update, stopped.signal)) {
        core.log.record({
          type: 'updates-dropped',
          bot: bot.user.id,
          ids: [first.update.update_id],
        });
        pauseMs = FIRST_PAUSE_MS;
      } else {
        await pause(pauseMs, stopped.signal);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
    }
    busy.delete(bot.user.id);
  };

  const unsubscribe = core.log.subscribe((events) => {
    for (const event of events) {
      if (event.type !== 'update-queued' && event.type !== 'webhook-set') continue;
      const bot = core.world.bots.get(event.bot);
      if (bot?.webhook !== undefined) void drain(bot);
    }
  });
  for (const bot of core.world.bots.values()) if (bot.webhook !== undefined) void drain(bot);

  return {
    close: () => {
      unsubscribe();
      stopped.abort();
    },
  };
}

async function isTaken(webhook: Webhook, update: object, stopped: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secret === undefined
          ? {}
          : { 'x-telegram-bot-api-secret-token': webhook.secret }),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.any([stopped, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // A bot that is down is what the next attempt is for.
    return false;
  }
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
