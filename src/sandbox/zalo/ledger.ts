import type { History } from './history.ts';
import { fileNameOf, isInChat, type SeenMessage, seenMessage, wordsOf } from './seen.ts';
import type { Call } from './world.ts';

/** Which calls to look at; absent fields match all. */
export interface CallFilter {
  readonly uid?: string;
  /** A piece of the path. */
  readonly path?: string;
}

/** What was asked of the network and what arrived. */
export interface Ledger {
  /** Every HTTP call, oldest first. */
  calls(filter?: CallFilter): readonly Call[];
  count(filter?: CallFilter): number;
  /** How many messages of accounts in a chat, undone ones included, match: a piece of text or a test. */
  copiesSeen(chat: string, match: string | ((message: SeenMessage) => boolean)): number;
  /** What an honest client would not have sent; empty after every good test. */
  readonly violations: readonly string[];
}

/** The ledger over one world. */
export function createLedger({ world }: History): Ledger {
  const calls: Ledger['calls'] = ({ uid, path = '' } = {}) =>
    world.calls.filter(
      (call) => call.path.includes(path) && (uid === undefined || call.uid === uid),
    );
  return {
    calls,
    count: (filter) => calls(filter).length,
    violations: world.violations,
    copiesSeen: (chat, match) =>
      [...world.messages.values()].filter(
        (message) =>
          world.accounts.has(message.from) &&
          isInChat(message, chat) &&
          (typeof match === 'string'
            ? `${wordsOf(message)}\n${fileNameOf(world, message)}`.includes(match)
            : match(seenMessage(world, message))),
      ).length,
  };
}
