import type { PositionRole } from './acknowledgement.ts';

/** How the messages of a recalled directive stand in one chat that had it, or may have had it. */
export interface RecalledChat {
  /** Messages that went out, or may have. */
  readonly out: number;
  readonly removed: number;
  /** Of those that stay: the network refused to take them back. */
  readonly kept: number;
  /** Of those that stay: nobody knows whether they arrived, so there is nothing to take hold of. */
  readonly unproved: number;
  /** Of those that stay: the group moved, and its old messages cannot be reached any more. */
  readonly moved: number;
  /** The account is not in the chat any more, or the chat is another organisation's by now. */
  readonly chatIsGone: boolean;
  /** The first answer of the organisation before the recall. */
  readonly acknowledged:
    | { readonly name: string; readonly role: PositionRole; readonly at: Date }
    | undefined;
}

/** Why messages of a recalled directive stay in a chat. */
export type KeptBecause = 'chat-gone' | 'moved' | 'too-late' | 'unproved';

/** What became of a recalled directive in one chat. An acknowledgement before it outweighs the rest. */
export type RecallEnd = 'acknowledged-before' | 'not-removed' | 'removed' | 'under-way';

export interface RecallVerdict {
  readonly end: RecallEnd;
  /** Why something stays, whatever the end is. */
  readonly keptBecause: KeptBecause | undefined;
}

/** Judges one chat of a recall. */
export function judgeRecall(chat: RecalledChat): RecallVerdict {
  const keptBecause = reasonToStay(chat);
  const isOpen = !keptBecause && chat.removed < chat.out;
  if (chat.acknowledged) return { end: 'acknowledged-before', keptBecause };
  if (isOpen) return { end: 'under-way', keptBecause };
  return { end: keptBecause ? 'not-removed' : 'removed', keptBecause };
}

function reasonToStay(chat: RecalledChat): KeptBecause | undefined {
  if (chat.removed >= chat.out) return undefined;
  if (chat.chatIsGone) return 'chat-gone';
  if (chat.moved > 0) return 'moved';
  if (chat.kept > 0) return 'too-late';
  return chat.unproved > 0 ? 'unproved' : undefined;
}
