import { dayOf } from '../domain/day.ts';
import { splitText } from '../domain/split-text.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { privateChatOf } from '../store/chats.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { staffWith } from '../store/people.ts';
import { peopleOnDuty } from './alert-staff.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/** Passes what an organisation wrote and its files, as they are, to the people who issue for the office. */
export async function forwardToOffice(
  engine: Engine,
  tx: Database,
  wake: Wake,
  directive: Pick<DirectiveRow, 'id' | 'officeId'>,
  content: {
    readonly headline: (m: Messages) => string;
    readonly text: string;
    readonly fileIds: readonly string[];
  },
): Promise<void> {
  const day = dayOf(engine.clock.now());
  const people = await staffWith(tx, directive.officeId, ['composer', 'admin'], day);
  for (const personId of await peopleOnDuty(engine, tx, people)) {
    const chat = await privateChatOf(tx, personId);
    if (!chat) continue;
    const m = messagesIn(chat.language);
    const maxText = engine.channels.get(chat.accountId)?.capabilities('private').maxText ?? 2000;
    const words = [content.headline(m), content.text].filter((text) => text !== '').join('\n');
    for (const text of splitText(words, maxText)) {
      await queuePart(engine, tx, wake, {
        chat,
        kind: 'notice',
        lane: 'reply',
        content: { type: 'text', text },
        about: directive.id,
      });
    }
    for (const fileId of content.fileIds) {
      await queuePart(engine, tx, wake, {
        chat,
        kind: 'file',
        lane: 'reply',
        content: { type: 'file', fileId },
        about: directive.id,
      });
    }
  }
}
