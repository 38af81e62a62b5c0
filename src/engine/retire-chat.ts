import type { Database } from '../ports/database.ts';
import { failQueuedParts } from '../store/part-ends.ts';
import { alertChatGone } from './alert-staff.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';

/** Ends what still waits for a chat that is gone, and tells staff. */
export async function retireChat(
  engine: Engine,
  tx: Database,
  wake: Wake,
  chatId: string,
): Promise<void> {
  await failQueuedParts(tx, chatId, 'chat-gone');
  await alertChatGone(engine, tx, wake, chatId);
}
