import { dayOf } from '../domain/day.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { type ChatRow, chatById, privateChatOf, setChatState } from '../store/chats.ts';
import { deliveriesById } from '../store/deliveries.ts';
import { directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { organisationById } from '../store/organisations.ts';
import type { PartRow } from '../store/parts.ts';
import { administrators, type PersonRow, staffWith } from '../store/people.ts';
import { onDuty } from '../store/substitutions.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/**
 * Sends a notice to some people in their private chats; people without one are left out. In the place
 * of somebody who is away whoever stands in for them is told. `about` is the
 * directive it speaks of.
 */
export async function notifyPeople(
  engine: Engine,
  tx: Database,
  wake: Wake,
  people: readonly Pick<PersonRow, 'id'>[],
  text: (m: Messages) => string,
  about?: string,
): Promise<number> {
  let told = 0;
  for (const personId of await peopleOnDuty(engine, tx, people)) {
    const chat = await privateChatOf(tx, personId);
    if (!chat) continue;
    await queuePart(engine, tx, wake, {
      chat,
      kind: 'notice',
      lane: 'reply',
      content: { type: 'text', text: text(messagesIn(chat.language)) },
      ...(about ? { about } : {}),
    });
    told += 1;
  }
  return told;
}

/** The ids of those to be told now: substitutes in the place of those who are away. */
export async function peopleOnDuty(
  engine: Engine,
  tx: Database,
  people: readonly Pick<PersonRow, 'id'>[],
): Promise<readonly string[]> {
  const ids = people.map(({ id }) => id);
  const duty = await onDuty(tx, ids, dayOf(engine.clock.now()));
  return [...new Set(duty.values())];
}

/** Tells every administrator. */
export async function alertAdministrators(
  engine: Engine,
  tx: Database,
  wake: Wake,
  text: (m: Messages) => string,
): Promise<void> {
  const people = await administrators(tx, dayOf(engine.clock.now()));
  await notifyPeople(engine, tx, wake, people, text);
}

/** Tells those of an issuing office who compose and approve. */
export async function alertOffice(
  engine: Engine,
  tx: Database,
  wake: Wake,
  officeId: string,
  text: (m: Messages) => string,
  about?: string,
): Promise<void> {
  const day = dayOf(engine.clock.now());
  const people = await staffWith(tx, officeId, ['composer', 'approver', 'admin'], day);
  await notifyPeople(engine, tx, wake, people, text, about);
}

/** Retires a chat that the account can no longer write to and tells administrators what to do, once. */
export async function alertChatGone(
  engine: Engine,
  tx: Database,
  wake: Wake,
  chatId: string,
): Promise<void> {
  const chat = await chatById(tx, chatId);
  if (!chat || chat.state === 'gone') return;
  await setChatState(tx, chatId, 'gone');
  await recordEvent(tx, {
    at: engine.clock.now(),
    actor: { system: 'channel' },
    action: 'chat-gone',
    subject: { kind: 'chat', id: chatId },
  });
  if (chat.kind === 'private' && !chat.organisationId) return;
  const name = await organisationNameOf(tx, chat);
  await alertAdministrators(engine, tx, wake, (m) => m.alert.chatGone(chat.title, name));
}

/** Tells the issuing office that a directive did not reach an organisation. */
export async function alertDeliveryFailed(
  engine: Engine,
  tx: Database,
  wake: Wake,
  part: PartRow,
): Promise<void> {
  if (!part.deliveryId) return;
  const delivery = (await deliveriesById(tx, [part.deliveryId])).get(part.deliveryId);
  const directive = delivery ? await directiveById(tx, delivery.directiveId) : undefined;
  if (!delivery || !directive) return;
  const organisation = await organisationById(tx, delivery.organisationId);
  const reference = `${directive.number}/${directive.symbol}`;
  const text = (m: Messages) => m.alert.deliveryFailed(reference, organisation?.name ?? '');
  await alertOffice(engine, tx, wake, directive.officeId, text, directive.id);
}

async function organisationNameOf(tx: Database, chat: ChatRow): Promise<string> {
  if (!chat.organisationId) return '';
  return (await organisationById(tx, chat.organisationId))?.name ?? '';
}
