/** The simulated network of a bench, in a process of its own. */
import type { WorldEvent } from '../sandbox/telegram/events.ts';
import { TELEGRAM_LIMITS } from '../sandbox/telegram/limiter.ts';
import { createTelegramNetwork, type TelegramNetwork } from '../sandbox/telegram/network.ts';
import type { StoredMessage } from '../sandbox/telegram/world.ts';
import { bot, composerId, groupIdOf, personIdOf } from './cast.ts';
import { serveParent } from './child.ts';
import { quantile } from './figures.ts';
import { memoryMb } from './memory.ts';

/** The messages of the bot that hold a mark, since `watch`. */
interface Watch {
  readonly mark: string;
  readonly byChat: Map<string, number>;
  messages: number;
  firstAt: number;
  lastAt: number;
}

/** What arrived of what was watched for. */
export interface Arrived {
  readonly messages: number;
  readonly chats: number;
  /** The most of them that one chat got. */
  readonly mostInOneChat: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** How people who pressed were answered. */
export interface PressFigures {
  readonly presses: number;
  readonly answered: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** A message of the bot as the wire had it, to be sent again by others. */
export interface Sample {
  readonly text: string;
  readonly entities: readonly unknown[];
  readonly replyMarkup: unknown;
}

let network: TelegramNetwork | undefined;
let watch: Watch | undefined;
let pressed: { readonly id: string; readonly person: number; readonly at: number }[] = [];

function open(): TelegramNetwork {
  if (!network) throw new Error('the network is not open');
  return network;
}

const calls = {
  /** Opens an empty network, on the port of the one before; a bench may do so for each round. */
  open: async ({ limits }: { readonly limits: boolean }): Promise<{ readonly apiRoot: string }> => {
    const port = network ? Number(new URL(network.apiRoot).port) : undefined;
    await network?.close();
    pressed = [];
    network = createTelegramNetwork({
      bots: [bot],
      ledger: 'counts',
      ...(limits ? { limits: TELEGRAM_LIMITS } : {}),
    });
    network.subscribe(note);
    return { apiRoot: await network.listen(port) };
  },

  /** Adds people, each of whom has started the private chat with the bot, groups, and members to each group. */
  populate: async ({
    people,
    groups,
    membersEach,
  }: {
    readonly people: number;
    readonly groups: number;
    readonly membersEach: number;
  }): Promise<void> => {
    const { world, people: all } = open();
    const composer = all.add({ id: composerId, firstName: 'Soạn thảo' });
    composer.openDeepLink();
    for (let n = 0; n < people; n += 1) {
      all.add({ id: personIdOf(n), firstName: `Cán bộ ${n}` }).openDeepLink();
    }
    for (let n = 0; n < groups * membersEach; n += 1) {
      all.add({ id: personIdOf(n), firstName: `Cán bộ ${n}` });
    }
    for (let n = 0; n < groups; n += 1) {
      const members = Array.from({ length: membersEach }, (_, at) =>
        personIdOf(n * membersEach + at),
      );
      world.addGroup({ id: groupIdOf(n), title: `UBND xã số ${n}`, owner: composer, members });
    }
    await forgetUpdates(open().apiRoot);
  },

  watch: ({ mark }: { readonly mark: string }): void => {
    watch = { mark, byChat: new Map(), messages: 0, firstAt: 0, lastAt: 0 };
  },

  /** Resolves when so many watched messages have arrived, or the time is over. */
  arrived: async ({
    messages,
    timeoutMs,
  }: {
    readonly messages: number;
    readonly timeoutMs: number;
  }): Promise<Arrived> => {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await pause(5)) {
      if ((watch?.messages ?? 0) >= messages) break;
    }
    if (!watch) throw new Error('nothing is watched for');
    const { messages: seen, byChat, firstAt, lastAt } = watch;
    let mostInOneChat = 0;
    for (const count of byChat.values()) mostInOneChat = Math.max(mostInOneChat, count);
    return { messages: seen, chats: byChat.size, mostInOneChat, firstAt, lastAt };
  },

  /** A watched message as it was sent, from the group with this number. */
  sample: ({ group }: { readonly group: number }): Sample => {
    const found = open().world.state.chats.get(String(groupIdOf(group)));
    const message = [...(found?.messages.values() ?? [])].find(isWatched);
    const { text = '', entities = [], markup } = message?.content ?? {};
    return { text, entities, replyMarkup: markup ?? null };
  },

  refused: (): { readonly http429: number; readonly violations: readonly string[] } => ({
    http429: open().ledger.http429,
    violations: open().violations.map(({ method, words }) => `${method}: ${words}`),
  }),

  /** The most edits that any group or the composer's chat saw within a minute. */
  editsPerMinute: ({ groups }: { readonly groups: number }): number => {
    const chats = [composerId, ...Array.from({ length: groups }, (_, n) => groupIdOf(n))];
    const { ledger } = open();
    return Math.max(...chats.map((chat) => ledger.maxPerMinute(chat, ['editMessageText'])));
  },

  /** Everybody presses the button of the watched message in their group, at random moments of `forMs`. */
  press: async ({
    groups,
    membersEach,
    forMs,
  }: {
    readonly groups: number;
    readonly membersEach: number;
    readonly forMs: number;
  }): Promise<void> => {
    const { world, people } = open();
    const plan: { readonly at: number; readonly group: number; readonly person: number }[] = [];
    const start = Date.now();
    for (let n = 0; n < groups * membersEach; n += 1) {
      const group = Math.floor(n / membersEach);
      plan.push({ at: start + Math.random() * forMs, group, person: personIdOf(n) });
    }
    plan.sort((a, b) => a.at - b.at);
    for (const { at, group, person } of plan) {
      while (Date.now() < at) await pause(2);
      const chat = world.state.chats.get(String(groupIdOf(group)));
      const message = [...(chat?.messages.values() ?? [])].find(isWatched);
      const data = acknowledgeButton(message);
      const who = people.get(person);
      if (!message || !data || !who) throw new Error(`nothing to press in group ${group}`);
      const id = who.pressRaw(groupIdOf(group), message.id, data);
      pressed.push({ id, person, at: Date.now() });
      knownButtons.set(message.chat, data);
    }
  },

  /** Waits until every press is answered, or the time is over. */
  answers: async ({ timeoutMs }: { readonly timeoutMs: number }): Promise<PressFigures> => {
    const { answers } = open().world.state;
    const isAnswered = ({ id }: { readonly id: string }) => (answers.get(id)?.length ?? 0) > 0;
    for (const end = Date.now() + timeoutMs; Date.now() < end; await pause(50)) {
      if (pressed.every(isAnswered)) break;
    }
    const waits = pressed
      .filter(isAnswered)
      .map(({ id, at }) => (answers.get(id)?.[0]?.at ?? Number.NaN) - at);
    return {
      presses: pressed.length,
      answered: waits.length,
      p50Ms: quantile(waits, 0.5),
      p99Ms: quantile(waits, 0.99),
      maxMs: quantile(waits, 1),
    };
  },

  memory: memoryMb,
  close: async (): Promise<void> => {
    await network?.close();
    network = undefined;
  },
};

export type NetworkCalls = typeof calls;

/** The buttons of cards by chat: once pressed, a card loses them while others still press. */
const knownButtons = new Map<string, string>();

function acknowledgeButton(message: StoredMessage | undefined): string | undefined {
  const buttons = message?.content.markup?.inline_keyboard?.flat() ?? [];
  const data = buttons.find(({ callback_data: one }) => one?.startsWith('ack:'))?.callback_data;
  return data ?? knownButtons.get(message?.chat ?? '');
}

function isWatched({ content }: StoredMessage): boolean {
  return watch !== undefined && (content.text ?? content.caption ?? '').includes(watch.mark);
}

function note(events: readonly WorldEvent[]): void {
  if (!watch) return;
  for (const event of events) {
    if (event.type !== 'message-added' || !isWatched(event.message)) continue;
    const { chat, at } = event.message;
    watch.byChat.set(chat, (watch.byChat.get(chat) ?? 0) + 1);
    watch.messages += 1;
    watch.firstAt ||= at;
    watch.lastAt = at;
  }
}

/** People's first steps are not part of a bench: nobody answers them. */
async function forgetUpdates(apiRoot: string): Promise<void> {
  const get = async (offset: number) => {
    const response = await fetch(`${apiRoot}/bot${bot.token}/getUpdates?offset=${offset}`, {
      // The network may have been opened anew on the same port.
      headers: { connection: 'close' },
    });
    const { result } = (await response.json()) as { result: { update_id: number }[] };
    return result.at(-1)?.update_id;
  };
  const last = await get(-1);
  if (last !== undefined) await get(last + 1);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

serveParent(calls);
