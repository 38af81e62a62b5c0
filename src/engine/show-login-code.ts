import { createHash } from 'node:crypto';
import { dayOf } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import { privateChatOf } from '../store/chats.ts';
import { recordFile } from '../store/files.ts';
import { administrators } from '../store/people.ts';
import { commit } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/**
 * Sends administrators the QR code with which an account logs in, through another account: the one
 * that needs it cannot speak.
 */
export async function showLoginCode(
  engine: Engine,
  accountId: string,
  png: Uint8Array,
): Promise<number> {
  const sha256 = createHash('sha256').update(png).digest('hex');
  await engine.files.put(sha256, png);
  return commit(engine, async (tx, wake) => {
    const name = `${accountId}-login.png`;
    const file = await recordFile(tx, { sha256, name, bytes: png.length, mediaType: 'image/png' });
    let told = 0;
    for (const person of await administrators(tx, dayOf(engine.clock.now()))) {
      const chat = await privateChatOf(tx, person.id);
      if (!chat || chat.accountId === accountId) continue;
      const caption = messagesIn(chat.language).alert.scanToLogIn(accountId);
      await queuePart(engine, tx, wake, {
        chat,
        kind: 'notice',
        lane: 'reply',
        content: { type: 'file', fileId: file.id, caption },
      });
      told += 1;
    }
    return told;
  });
}
