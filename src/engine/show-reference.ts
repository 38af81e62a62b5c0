import type { Database } from '../ports/database.ts';
import type { ChatRow } from '../store/chats.ts';
import { deliveriesById } from '../store/deliveries.ts';
import { cardInChat, filePartsOf, partById } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/**
 * Puts an organisation's card of a directive before somebody: in another chat a copy that stays up to
 * date, with the files; in the chat where the card stands, `words` in reply to it, which leads there.
 */
export async function showReference(
  engine: Engine,
  tx: Database,
  wake: Wake,
  {
    chat,
    cardId,
    words,
  }: {
    readonly chat: Pick<ChatRow, 'id' | 'accountId'>;
    readonly cardId: string;
    readonly words: string;
  },
): Promise<boolean> {
  const card = await partById(tx, cardId);
  const delivery = card?.deliveryId
    ? (await deliveriesById(tx, [card.deliveryId])).get(card.deliveryId)
    : undefined;
  if (!card || !delivery) return false;
  const part = { chat, lane: 'reply' } as const;
  if (card.chatId === chat.id) {
    const content = { type: 'text', text: words } as const;
    await queuePart(engine, tx, wake, { ...part, kind: 'notice', content, replyTo: cardId });
    return true;
  }
  const isNew = (await cardInChat(tx, chat.id, 'reference', cardId)) === undefined;
  const id = await queuePart(engine, tx, wake, { ...part, kind: 'reference', subjectId: cardId });
  // Whoever had the files before scrolls up for them.
  if (!isNew) return true;
  for (const { kind, content } of await filePartsOf(tx, delivery.id)) {
    await queuePart(engine, tx, wake, {
      ...part,
      kind,
      subjectId: cardId,
      about: delivery.directiveId,
      replyTo: id,
      ...(content ? { content } : {}),
    });
  }
  return true;
}
