import type { Messages } from '../messages/messages.ts';
import type { CardView, Channel } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import type { ChatRow } from '../store/chats.ts';
import type { PersonRow } from '../store/people.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/** One inbound event being handled, inside the transaction that also closes its inbox row. */
export interface Turn {
  readonly engine: Engine;
  readonly tx: Database;
  readonly wake: Wake;
  readonly channel: Channel;
  readonly chat: ChatRow;
  /** Who is behind the network account; undefined for a stranger. */
  readonly person: PersonRow | undefined;
  readonly externalUserId: string;
  /** The name the network shows; for messages to staff only. */
  readonly displayName: string;
  readonly m: Messages;
  /** When the update arrived, people's time. */
  readonly at: Date;
  /** The inbox row, as evidence. */
  readonly updateId: string;
  /** Answers to presses, given after the commit. */
  readonly answers: PressAnswer[];
}

export interface PressAnswer {
  readonly pressId: string;
  readonly text: string;
  readonly alert: boolean;
}

/** Writes back into the chat the event came from. Returns the part's id. */
export function reply(
  turn: Turn,
  text: string,
  options: { readonly replyTo?: string; readonly about?: string } = {},
): Promise<string> {
  return queuePart(turn.engine, turn.tx, turn.wake, {
    chat: turn.chat,
    kind: 'notice',
    lane: 'reply',
    content: { type: 'text', text },
    ...(options.replyTo ? { replyTo: options.replyTo } : {}),
    ...(options.about ? { about: options.about } : {}),
  });
}

/** As `reply`, with buttons. */
export function replyCard(
  turn: Turn,
  view: CardView,
  options: { readonly about?: string } = {},
): Promise<string> {
  return queuePart(turn.engine, turn.tx, turn.wake, {
    chat: turn.chat,
    kind: 'notice',
    lane: 'reply',
    content: { type: 'card', view },
    ...(options.about ? { about: options.about } : {}),
  });
}
