import { dayOf } from '../domain/day.ts';
import { type StaffAct, staffActs } from '../domain/permission.ts';
import { splitText } from '../domain/split-text.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { type ChatRow, privateChatOf } from '../store/chats.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { staffWith } from '../store/people.ts';
import { peopleOnDuty } from './alert-staff.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/**
 * Passes what an organisation wrote and its files, as they are, to the people of the office who may do
 * `act`. Returns how many have a chat to get it in.
 */
export async function forwardToOffice(
  engine: Engine,
  tx: Database,
  wake: Wake,
  directive: Pick<DirectiveRow, 'id' | 'officeId'>,
  content: {
    readonly headline: (m: Messages) => string;
    readonly text: string;
    readonly fileIds: readonly string[];
    readonly act: StaffAct;
    /** What a reply to it is about. */
    readonly subjectId?: string;
  },
): Promise<number> {
  const day = dayOf(engine.clock.now());
  let told = 0;
  const people = await staffWith(tx, directive.officeId, staffActs[content.act], day);
  for (const personId of await peopleOnDuty(engine, tx, people)) {
    const chat = await privateChatOf(tx, personId);
    if (!chat) continue;
    const headline = content.headline(messagesIn(chat.language));
    await passOn(engine, tx, wake, chat, { ...content, headline, about: directive.id });
    told += 1;
  }
  return told;
}

/** Writes words and files of somebody into a chat, as they are, under a headline that says whose they are. */
export async function passOn(
  engine: Engine,
  tx: Database,
  wake: Wake,
  chat: Pick<ChatRow, 'id' | 'accountId' | 'kind'>,
  content: {
    readonly headline: string;
    readonly text: string;
    readonly fileIds: readonly string[];
    readonly subjectId?: string;
    /** The directive that it is about. */
    readonly about: string;
  },
): Promise<void> {
  const part = {
    chat,
    lane: 'reply',
    about: content.about,
    ...(content.subjectId ? { subjectId: content.subjectId } : {}),
  } as const;
  const maxText = engine.channels.get(chat.accountId)?.capabilities(chat.kind).maxText ?? 2000;
  const words = [content.headline, content.text].filter((text) => text !== '').join('\n');
  for (const text of splitText(words, maxText)) {
    await queuePart(engine, tx, wake, { ...part, kind: 'notice', content: { type: 'text', text } });
  }
  for (const fileId of content.fileIds) {
    await queuePart(engine, tx, wake, { ...part, kind: 'file', content: { type: 'file', fileId } });
  }
}
