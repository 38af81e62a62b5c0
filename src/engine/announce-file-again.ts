import { messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { chatById } from '../store/chats.ts';
import { deliveriesById } from '../store/deliveries.ts';
import { filesById } from '../store/files.ts';
import type { PartRow } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/**
 * Says in a message of its own that a file comes again, where files carry no words to say it. It goes
 * before the copy; in a public channel nothing of ours stands beside the issuer's words.
 */
export async function announceFileAgain(
  engine: Engine,
  tx: Database,
  wake: Wake,
  part: PartRow,
): Promise<void> {
  if (part.content?.type !== 'file') return;
  const chat = await chatById(tx, part.chatId);
  if (!chat || chat.kind === 'channel') return;
  const capabilities = engine.channels.get(part.accountId)?.capabilities(chat.kind);
  if (!capabilities || capabilities.maxCaption > 0) return;
  const delivery = (await deliveriesById(tx, part.deliveryId ? [part.deliveryId] : [])).get(
    part.deliveryId ?? '',
  );
  const [file] = await filesById(tx, [part.content.fileId]);
  await queuePart(engine, tx, wake, {
    chat,
    kind: 'notice',
    lane: 'reply',
    content: { type: 'text', text: messagesIn(chat.language).card.fileAgain(file?.name ?? '') },
    ...(delivery ? { about: delivery.directiveId } : {}),
  });
}
