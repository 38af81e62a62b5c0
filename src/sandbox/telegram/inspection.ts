import type { Core } from './core.ts';
import type { CallBook } from './ledger.ts';
import { type ChatRef, placeOf } from './places.ts';
import { type SeenMessage, seenMessage } from './seen.ts';
import type { Content } from './world.ts';

/** What was asked of the network and what arrived. */
export interface Ledger
  extends Pick<CallBook, 'calls' | 'count' | 'maxPerMinute' | 'violations' | 'http429'> {
  /** How many bot messages of a chat, deleted and edited ones included, match: a piece of text at any time, or a test. */
  copiesSeen(chat: ChatRef, match: string | ((message: SeenMessage) => boolean)): number;
}

/** The ledger over a book and a world. */
export function createLedger(core: Core, book: CallBook): Ledger {
  return {
    calls: book.calls,
    count: book.count,
    maxPerMinute: book.maxPerMinute,
    violations: book.violations,
    get http429() {
      return book.http429;
    },
    copiesSeen: (ref, match) => {
      const chat = placeOf(core, undefined, ref);
      const ofBots = [...chat.messages.values()].filter((message) =>
        core.world.bots.has(message.from),
      );
      return ofBots.filter((message) =>
        typeof match === 'string'
          ? [message.content, ...(message.earlier ?? [])].some((content) =>
              wordsOf(core, content).includes(match),
            )
          : match(seenMessage(core, chat, message)),
      ).length;
    },
  };
}

function wordsOf(core: Core, { text, caption, file }: Content): string {
  const name = file === undefined ? undefined : core.world.files.get(file)?.name;
  return [text, caption, name].filter((part) => part !== undefined).join('\n');
}
