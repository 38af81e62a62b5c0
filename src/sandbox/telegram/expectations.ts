import type { Core } from './core.ts';
import { type ChatRef, placeOf } from './places.ts';
import { type SeenMessage, seenMessage } from './seen.ts';

/** Picks a message: a piece of its text or file name, or a test. */
export type Match = string | ((message: SeenMessage) => boolean);

/** Waiting for what a story expects, and asking what came besides. */
export interface Expectations {
  /** Resolves with the condition's value once it is neither `undefined` nor `false`; rejects after `timeoutMs` (5,000). */
  until<T>(
    condition: () => T | undefined | false,
    options?: { readonly timeoutMs?: number; readonly what?: string },
  ): Promise<T>;
  /** Takes the first bot message of a chat that matches and was not taken before. */
  consume(chat: ChatRef, match?: Match): SeenMessage | undefined;
  /** Waits for such a message and takes it. */
  next(
    chat: ChatRef,
    match?: Match,
    options?: { readonly timeoutMs?: number },
  ): Promise<SeenMessage>;
  /** The bot messages of all chats that nobody has taken, deleted ones too. */
  unexpected(): readonly SeenMessage[];
}

/** The expectations over one world; what is consumed is not journaled. */
export function createExpectations(core: Core): Expectations {
  const consumed = new Set<string>();

  const waiting = (ref?: ChatRef): readonly SeenMessage[] => {
    const chats =
      ref === undefined ? [...core.world.chats.values()] : [placeOf(core, undefined, ref)];
    return chats.flatMap((chat) =>
      [...chat.messages.values()]
        .filter(
          (message) => core.world.bots.has(message.from) && message.content.service === undefined,
        )
        .filter((message) => !consumed.has(`${chat.key} ${message.id}`))
        .map((message) => seenMessage(core, chat, message)),
    );
  };

  const consume: Expectations['consume'] = (ref, match = '') => {
    const { key } = placeOf(core, undefined, ref);
    const found = waiting(ref).find((message) =>
      typeof match === 'string'
        ? `${message.text}\n${message.file?.name ?? ''}`.includes(match)
        : match(message),
    );
    if (found !== undefined) consumed.add(`${key} ${found.messageId}`);
    return found;
  };

  const until: Expectations['until'] = (
    condition,
    { timeoutMs = 5000, what = 'a condition' } = {},
  ) =>
    new Promise((resolve, reject) => {
      let stop = (): void => {};
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        clearInterval(pulse);
        stop();
        finish();
      };
      const check = (): void => {
        try {
          const value = condition();
          if (value !== undefined && value !== false) end(() => resolve(value));
        } catch (error) {
          end(() => reject(error));
        }
      };
      const timer = setTimeout(
        () => end(() => reject(new Error(`waited ${timeoutMs} ms for ${what}, in vain`))),
        timeoutMs,
      );
      // Conditions may look at things outside the network, which send no events.
      const pulse = setInterval(check, 20);
      stop = core.log.subscribe(check);
      check();
    });

  return {
    until,
    consume,
    next: (ref, match, options = {}) =>
      until(() => consume(ref, match), {
        ...options,
        what: `a bot message in chat ${ref}${typeof match === 'string' ? ` with "${match}"` : ''}`,
      }),
    unexpected: () => waiting(),
  };
}
