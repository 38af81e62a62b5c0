import { dayOf } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import { chatById, privateChatOf } from '../store/chats.ts';
import { type JoinRequestRow, lockJoinRequest } from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import { administrators, positionsIn } from '../store/people.ts';
import { showCard } from './show-card.ts';
import type { Turn } from './turn.ts';

/** Shows every leader of the organisation and every administrator a card to confirm with. */
export async function askConfirmers(turn: Turn, requestId: string): Promise<void> {
  const { engine, tx, wake } = turn;
  const request = await lockJoinRequest(tx, requestId);
  if (!request?.role || !request.organisationId) return;
  const organisation = await organisationById(tx, request.organisationId);
  for (const personId of await confirmersOf(turn, request)) {
    const chat = await privateChatOf(tx, personId);
    if (!chat) continue;
    const m = messagesIn(chat.language);
    const name =
      request.subject === 'channel' ? await chatTitle(turn, request) : request.personName;
    await showCard(engine, tx, wake, {
      chat,
      kind: 'join',
      subjectId: requestId,
      view: {
        lines: [
          m.join.askConfirm(request.subject, request.role, name ?? '', organisation?.name ?? ''),
        ],
        buttons: [
          [
            { label: m.join.confirm, data: `jc:${requestId}`, style: 'good' },
            { label: m.join.reject, data: `jr:${requestId}`, style: 'danger' },
          ],
        ],
      },
    });
  }
}

async function chatTitle(turn: Turn, request: JoinRequestRow): Promise<string> {
  return (await chatById(turn.tx, request.chatId ?? ''))?.title ?? '';
}

/** Administrators of any office, and leaders of the organisation unless it is their own request. */
export async function confirmersOf(
  turn: Turn,
  request: JoinRequestRow,
): Promise<readonly string[]> {
  const day = dayOf(turn.at);
  const ids = (await administrators(turn.tx, day)).map((person) => person.id);
  // A staff right is the office's to give: leaders confirm only their own organisation's people and chats.
  if (request.subject !== 'staff' && request.organisationId) {
    for (const position of await positionsIn(turn.tx, request.organisationId, day)) {
      if (position.role === 'leader') ids.push(position.personId);
    }
  }
  return [...new Set(ids)];
}
