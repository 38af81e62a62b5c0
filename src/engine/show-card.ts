import type { PartKind } from '../domain/delivery.ts';
import type { CardView } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { cardInChat, setPartContent } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/**
 * Shows a card about a subject in a chat: edits the one that is there, else sends it.
 *
 * A network that cannot edit gets a new card each time.
 */
export async function showCard(
  engine: Engine,
  tx: Database,
  wake: Wake,
  card: {
    readonly chat: {
      readonly id: string;
      readonly accountId: string;
      readonly kind: 'private' | 'group' | 'channel';
    };
    readonly kind: Extract<PartKind, 'dialogue' | 'join'>;
    readonly subjectId: string;
    readonly view: CardView;
  },
): Promise<void> {
  const content = { type: 'card', view: card.view } as const;
  const channel = engine.channels.get(card.chat.accountId);
  const shown = await cardInChat(tx, card.chat.id, card.kind, card.subjectId);
  if (shown && (channel?.capabilities(card.chat.kind).edit || shown.messageId === null)) {
    await setPartContent(tx, shown.id, content, engine.machine.now());
    wake({ job: 'deliver', accountId: card.chat.accountId });
    return;
  }
  await queuePart(engine, tx, wake, {
    chat: card.chat,
    kind: card.kind,
    lane: 'reply',
    content,
    subjectId: card.subjectId,
  });
}
