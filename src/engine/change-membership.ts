import type { InboundEvent } from '../domain/inbound-event.ts';
import { reviveChat, setChatState } from '../store/chats.ts';
import { recordEvent } from '../store/event-log.ts';
import { insertJoinRequest } from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import { failQueuedParts } from '../store/part-ends.ts';
import { alertAdministrators, alertChatGone } from './alert-staff.ts';
import type { Turn } from './turn.ts';

/** Follows what happened to the account's place in a chat: added, removed, silenced, blocked, let back in. */
export async function changeMembership(
  turn: Turn,
  event: InboundEvent & { readonly type: 'membership' },
): Promise<void> {
  const { engine, tx, wake, chat, at } = turn;
  await recordEvent(tx, {
    at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action: `account-${event.status}`,
    subject: { kind: 'chat', id: chat.id },
    detail: { canSend: event.canSend },
  });
  if (event.status === 'gone') {
    await failQueuedParts(tx, chat.id, 'chat-gone');
    await alertChatGone(engine, tx, wake, chat.id);
    return;
  }
  if (chat.state === 'gone') await reviveChat(tx, chat.id);
  if (!event.canSend && chat.organisationId) {
    const organisation = (await organisationById(tx, chat.organisationId))?.name ?? '';
    await alertAdministrators(engine, tx, wake, (m) =>
      m.alert.chatRestricted(chat.title, organisation),
    );
  }
  if (chat.kind === 'channel' && event.canSend && !chat.organisationId) {
    await setChatState(tx, chat.id, 'pending');
    await insertJoinRequest(tx, {
      subject: 'channel',
      role: null,
      organisationId: null,
      officeId: null,
      driver: turn.channel.driver,
      externalUserId: turn.externalUserId,
      personName: chat.title,
      chatId: chat.id,
      state: 'offered',
      askedAt: at,
    });
  }
}
