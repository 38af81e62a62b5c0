import type { TelegramNetwork } from '../telegram/network.ts';
import type { Person } from '../telegram/person.ts';
import type { InlineButton } from '../telegram/wire.ts';
import type { ChatState, Press, StoredMessage } from '../telegram/world.ts';

/** A message of the bot as somebody reads it on the phone. */
export interface Read {
  readonly id: number;
  readonly text: string;
  readonly buttons: readonly InlineButton[];
  readonly file: string | undefined;
  readonly replyTo: number | undefined;
}

/** Looking at chats, and waiting for what the bot writes there. A private chat goes by the person's id. */
export interface Phones {
  /** The bot's messages of a chat, oldest first, from message id `since` on. */
  read(chat: number, since?: number): readonly Read[];
  /** The first of them that matches. */
  find(chat: number, matches: (message: Read) => boolean, since?: number): Read | undefined;
  /** Waits for one that matches. Rejects after `patienceMs`, naming what was waited for. */
  wait(
    chat: number,
    what: string,
    matches: (message: Read) => boolean,
    options?: { readonly since?: number; readonly patienceMs?: number },
  ): Promise<Read>;
  /** Waits until a condition holds. */
  until<T>(what: string, condition: () => T | undefined, patienceMs?: number): Promise<T>;
  /** The highest message id of a chat. */
  last(chat: number): number;
  /** How often a person has pressed under a message. */
  presses(person: Pick<Person, 'id'>, chat: number, message: number): number;
  close(): void;
}

interface Waiter {
  check(): boolean;
  giveUp(): void;
  readonly giveUpAt: number;
}

const lookEveryMs = 15;
const defaultPatienceMs = 30_000;

/** Reads the chats of a network with one bot. One timer serves everybody who waits. */
export function openPhones(network: TelegramNetwork): Phones {
  const { state } = network.world;
  const [bot] = network.bots;
  const botId = bot?.id ?? 0;
  let waiters: Waiter[] = [];
  const presses = new Map<string, number>();
  const count = ({ person, chat, messageId }: Press) => {
    const key = pressKey(person, chat, messageId);
    presses.set(key, (presses.get(key) ?? 0) + 1);
  };
  for (const press of state.presses.values()) count(press);
  const unsubscribe = network.subscribe((events) => {
    for (const event of events) if (event.type === 'pressed') count(event.press);
  });
  const timer = setInterval(() => {
    const now = Date.now();
    waiters = waiters.filter((waiter) => {
      if (waiter.check()) return false;
      if (now < waiter.giveUpAt) return true;
      waiter.giveUp();
      return false;
    });
  }, lookEveryMs);

  const chatOf = (chat: number): ChatState | undefined =>
    state.chats.get(chat > 0 ? `p${botId}:${chat}` : String(chat));

  const read: Phones['read'] = (chat, since = 0) => {
    const found: Read[] = [];
    for (const message of chatOf(chat)?.messages.values() ?? []) {
      if (message.id >= since && message.from === botId && message.deletedAt === undefined)
        found.push(readingOf(message));
    }
    return found;
  };

  const find: Phones['find'] = (chat, matches, since = 0) => {
    for (const message of chatOf(chat)?.messages.values() ?? []) {
      if (message.id < since || message.from !== botId || message.deletedAt !== undefined) continue;
      const reading = readingOf(message);
      if (matches(reading)) return reading;
    }
    return undefined;
  };

  const readingOf = ({ id, content, replyTo }: StoredMessage): Read => ({
    id,
    text: content.text ?? content.caption ?? '',
    buttons: content.markup?.inline_keyboard?.flat() ?? [],
    file: content.file === undefined ? undefined : state.files.get(content.file)?.sha256,
    replyTo,
  });

  const until: Phones['until'] = (what, condition, patienceMs = defaultPatienceMs) =>
    new Promise((resolve, reject) => {
      const check = () => {
        try {
          const value = condition();
          if (value !== undefined) resolve(value);
          return value !== undefined;
        } catch (error) {
          reject(error);
          return true;
        }
      };
      if (check()) return;
      waiters.push({
        check,
        giveUp: () => reject(new Error(`Nobody in the demo saw ${what} within ${patienceMs} ms.`)),
        giveUpAt: Date.now() + patienceMs,
      });
    });

  return {
    read,
    find,
    until,
    wait: (chat, what, matches, { since = 0, patienceMs = defaultPatienceMs } = {}) =>
      until(what, () => find(chat, matches, since), patienceMs),
    last: (chat) => chatOf(chat)?.lastMessageId ?? 0,
    presses: (person, chat, message) =>
      presses.get(pressKey(person.id, chatOf(chat)?.key ?? '', message)) ?? 0,
    close: () => {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

function pressKey(person: number, chat: string, message: number): string {
  return `${person} ${chat} ${message}`;
}

/** Presses the button whose label begins with the given words, as somebody who reads it does. */
export function pressLabel(person: Person, chat: number, message: Read, label: string): string {
  const button = message.buttons.find(
    ({ text, callback_data }) => callback_data !== undefined && text.startsWith(label),
  );
  if (!button) {
    const labels = message.buttons.map(({ text }) => text).join(' | ');
    throw new Error(`The card shows no button «${label}»; it shows: ${labels}`);
  }
  return person.press(chat, message.id, button.text);
}
