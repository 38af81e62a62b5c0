import { messagesIn } from '../messages/messages.ts';
import type { Channel } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { recordChat } from '../store/chats.ts';
import type { RefusedUpdate } from './accept-updates.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/** Tells whoever sent something that the gate refused why, without a word of it. */
export async function recordRefusalAnswer(
  engine: Engine,
  tx: Database,
  wake: Wake,
  channel: Channel,
  refused: RefusedUpdate,
): Promise<void> {
  const chat = await recordChat(tx, {
    driver: channel.driver,
    accountId: channel.accountId,
    externalId: refused.chat.externalId,
    kind: refused.chat.kind,
  });
  if (chat.kind === 'channel') return;
  await queuePart(engine, tx, wake, {
    chat,
    kind: 'notice',
    lane: 'reply',
    content: { type: 'text', text: messagesIn(chat.language).answer.secretRefused },
  });
}
