import type { Wake } from '../../engine/commit.ts';
import type { Engine } from '../../engine/engine.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { Database } from '../../ports/database.ts';
import { type ChatRow, chatById } from '../../store/chats.ts';
import type { DraftRow } from '../../store/drafts.ts';
import type { Desk } from './scene.ts';

/** The desk in a chat, whoever set things going. */
export function deskIn(
  { engine, tx, wake }: { readonly engine: Engine; readonly tx: Database; readonly wake: Wake },
  chat: ChatRow,
): Desk {
  return { engine: { ...engine, db: tx }, tx, wake, chat, m: messagesIn(chat.language) };
}

/** The desk at which a draft is composed: its author's chat. */
export async function authorsDesk(
  at: { readonly engine: Engine; readonly tx: Database; readonly wake: Wake },
  draft: Pick<DraftRow, 'id' | 'chatId'>,
): Promise<Desk> {
  const chat = await chatById(at.tx, draft.chatId);
  if (!chat) throw new Error(`The chat ${draft.chatId} of draft ${draft.id} is not on record.`);
  return deskIn(at, chat);
}
