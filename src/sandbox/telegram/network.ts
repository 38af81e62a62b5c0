/**
 * The simulated Telegram network: a strict Bot API server on the loopback that an unmodified client talks to.
 *
 *     const network = createTelegramNetwork({ bots: [{ token: '111:AAA', username: 'truyendat_bot', name: 'Truyền Đạt' }] });
 *     await network.listen();                       // then network.apiRoot
 *     const an = network.people.add({ firstName: 'An' });
 *     const group = network.world.addGroup({ title: 'UBND xã A', owner: an });
 *     an.openDeepLink('s_abc');                     // presses Start in the private chat, whose chat id is an.id
 *     const seen = await network.next(group, 'Số 123');      // waits for a bot message and consumes it
 *     const press = an.press(group, seen.messageId, '✅ Xác nhận đã nhận');
 *     const [answer] = await network.until(() => an.answersTo(press).length > 0 && an.answersTo(press));
 *     network.faults.add({ kind: 'accept-then-close', method: 'sendMessage', times: 2 });
 *     network.limiter.limits = TELEGRAM_LIMITS;     // from limiter.ts: really 30/s, 1/s, 20/min
 *     network.unexpected();                         // bot messages nobody consumed
 *     network.violations;                           // calls against the rules of the API; a test expects none
 *     await network.close();
 *
 * With `journal` every change is on disk before its answer leaves: a network created again with the same path goes on
 * where the killed one stopped (chats, messages, pending updates, ledger). Faults and consumed marks are not kept.
 */
import type { Core } from './core.ts';
import { createDispatcher } from './dispatch.ts';
import { openEventLog } from './event-log.ts';
import type { WorldEvent } from './events.ts';
import { createExpectations, type Expectations } from './expectations.ts';
import { createFaultScript, type Faults } from './faults.ts';
import { createLedger, type Ledger } from './inspection.ts';
import { type CallRecord, createCallBook, type Violation } from './ledger.ts';
import { createLimiter, type Limiter, type Limits } from './limiter.ts';
import { createPeople, type People } from './people.ts';
import { createPoller } from './poller.ts';
import { seededRandom } from './random.ts';
import { createTransport } from './transport.ts';
import { createWebhookDelivery } from './webhook.ts';
import type { BotState } from './world.ts';
import { createWorld } from './world.ts';
import { createWorldControls, type WorldControls } from './world-controls.ts';

/** A bot the network knows. */
export interface BotOptions {
  /** `<bot id>:<secret>`, as BotFather gives it. */
  readonly token: string;
  readonly username: string;
  readonly name: string;
  /** Whether privacy mode is on (it is unless told): groups then show only commands and replies. */
  readonly privacy?: boolean;
}

/** How a network is set up. */
export interface TelegramNetworkOptions {
  readonly bots: readonly BotOptions[];
  /** Dates of messages, lifetimes of updates and limits follow this clock; the real one unless given. */
  readonly now?: () => Date;
  /** File that keeps everything that happened; uploads lie in `<journal>.files`. In memory only unless given. */
  readonly journal?: string;
  /** Seed of ids and of fault probabilities; 1 unless given. */
  readonly seed?: number;
  /** `full` keeps every request with its fields; `counts`, for long runs, numbers and times only. */
  readonly ledger?: 'full' | 'counts';
  /** Really limits the pace from the start; see `limiter`. */
  readonly limits?: Limits;
}

/** A running network. `close` it when done. */
export interface TelegramNetwork extends Expectations {
  /** `http://127.0.0.1:<port>`; throws before `listen`. */
  readonly apiRoot: string;
  /** Opens the port, any free one unless told; answers with the apiRoot. */
  listen(port?: number): Promise<string>;
  /** Drops every connection and closes port and journal. */
  close(): Promise<void>;
  readonly bots: readonly {
    readonly id: number;
    readonly token: string;
    readonly username: string;
    readonly name: string;
  }[];
  readonly world: WorldControls;
  readonly people: People;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly ledger: Ledger;
  /** Same as `ledger.violations`. */
  readonly violations: readonly Violation[];
  /** Calls `listener` with the events of each change; returns the function that stops it. */
  subscribe(listener: (events: readonly WorldEvent[]) => void): () => void;
}

export type { CallRecord };

/** Creates a network; nothing listens until `listen`. */
export function createTelegramNetwork(options: TelegramNetworkOptions): TelegramNetwork {
  const now = (): number => options.now?.().getTime() ?? Date.now();
  const world = createWorld();
  const byToken = new Map<string, BotState>();
  for (const bot of options.bots) {
    const state = botState(bot);
    world.bots.set(state.user.id, state);
    byToken.set(bot.token, state);
  }
  const mode = options.ledger ?? 'full';
  const book = createCallBook(mode);
  const log = openEventLog(world, options.journal, book.onEvent);
  // The journal's length is mixed in, so a restarted network does not repeat the ids it gave out before.
  const random = seededRandom((options.seed ?? 1) + world.sequence);
  const core: Core = { world, log, now, random };
  const script = createFaultScript(now, random);
  const limiter = createLimiter(now, options.limits);
  const poller = createPoller(core, script);
  const webhooks = createWebhookDelivery(core);
  const botOf = (token: string): BotState | undefined => byToken.get(token);
  const dispatcher = createDispatcher({
    core,
    botOf,
    script,
    limiter,
    poller,
    keepsBodies: mode === 'full',
  });
  const transport = createTransport(dispatcher, script);
  let port: number | undefined;
  let comeback: NodeJS.Timeout | undefined;

  const online = async (): Promise<void> => {
    clearTimeout(comeback);
    transport.dropsConnections = false;
    await transport.close();
    port = await transport.listen(port);
  };

  return {
    get apiRoot() {
      if (port === undefined)
        throw new Error('the simulated network does not listen yet: await listen() first');
      return `http://127.0.0.1:${port}`;
    },
    listen: async (wanted) => {
      port = await transport.listen(wanted);
      return `http://127.0.0.1:${port}`;
    },
    close: async () => {
      clearTimeout(comeback);
      poller.close();
      webhooks.close();
      await transport.close();
      log.close();
    },
    bots: options.bots.map(({ token, username, name }) => ({
      id: botId(token),
      token,
      username,
      name,
    })),
    world: createWorldControls(core),
    people: createPeople(core),
    faults: {
      ...script,
      online,
      offline: async ({ how = 'refused', forMs } = {}) => {
        clearTimeout(comeback);
        await transport.close();
        if (how === 'reset') {
          port = await transport.listen(port);
          transport.dropsConnections = true;
        }
        // A comeback that fails (port taken meanwhile) must end the test run, not pass unseen.
        if (forMs !== undefined) comeback = setTimeout(() => void online(), forMs);
      },
    },
    limiter,
    ledger: createLedger(core, book),
    violations: book.violations,
    subscribe: log.subscribe,
    ...createExpectations(core),
  };
}

function botId(token: string): number {
  const id = Number(token.split(':')[0]);
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new Error('a bot token starts with the bot id and a colon');
  return id;
}

function botState({ token, username, name, privacy }: BotOptions): BotState {
  return {
    user: { id: botId(token), is_bot: true, first_name: name, username },
    privacy: privacy ?? true,
    pending: new Map(),
    allowed: undefined,
    webhook: undefined,
    loggedOutAt: undefined,
    commands: new Map(),
  };
}
