import type { History } from './history.ts';
import { fileNameOf, isInChat, type SeenMessage, seenMessage, wordsOf } from './seen.ts';

/** Picks a message: a piece of its text or file name, or a test. */
export type Match = string | ((message: SeenMessage) => boolean);

/** Waiting for what a story expects, and asking what came besides. */
export interface Expectations {
  /** Resolves with the condition's value once it is neither `undefined` nor `false`; rejects after `timeoutMs` (5,000). */
  until<T>(
    condition: () => T | undefined | false,
    options?: { readonly timeoutMs?: number; readonly what?: string },
  ): Promise<T>;
  /**
   * Takes the first message an account sent to a chat that matches and was not taken before. A chat
   * is a group's id or a person's uid.
   */
  consume(chat: string, match?: Match): SeenMessage | undefined;
  /** Waits for such a message and takes it. */
  next(
    chat: string,
    match?: Match,
    options?: { readonly timeoutMs?: number },
  ): Promise<SeenMessage>;
  /** The messages of accounts that nobody has taken, undone ones too. */
  unexpected(): readonly SeenMessage[];
}

/** The expectations over one world; what is consumed is not journaled. */
export function createExpectations(history: History): Expectations {
  const { world } = history;
  const consumed = new Set<string>();

  const waiting = () =>
    [...world.messages.values()].filter(
      ({ id, from }) => world.accounts.has(from) && !consumed.has(id),
    );

  const consume: Expectations['consume'] = (chat, match = '') => {
    const found = waiting().find(
      (message) =>
        isInChat(message, chat) &&
        (typeof match === 'string'
          ? `${wordsOf(message)}\n${fileNameOf(world, message)}`.includes(match)
          : match(seenMessage(world, message))),
    );
    if (found === undefined) return undefined;
    consumed.add(found.id);
    return seenMessage(world, found);
  };

  const until: Expectations['until'] = (
    condition,
    { timeoutMs = 5000, what = 'a condition' } = {},
  ) =>
    new Promise((resolve, reject) => {
      let unsubscribe = (): void => undefined;
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        clearInterval(pulse);
        unsubscribe();
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
      const timer = setTimeout(() => {
        end(() => reject(new Error(`waited ${timeoutMs} ms for ${what}, in vain`)));
      }, timeoutMs);
      // Conditions may look at things outside the network, which send no events.
      const pulse = setInterval(check, 20);
      unsubscribe = history.subscribe(check);
      check();
    });

  return {
    until,
    consume,
    next: (chat, match, options = {}) =>
      until(() => consume(chat, match), {
        ...options,
        what: `a message in chat ${chat}${typeof match === 'string' ? ` with "${match}"` : ''}`,
      }),
    unexpected: () => waiting().map((message) => seenMessage(world, message)),
  };
}
