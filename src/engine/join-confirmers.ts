import { dayOf } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import { chatById, privateChatOf } from '../store/chats.ts';
import { type JoinRequestRow, lockJoinRequest } from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import { managersOf } from './managers.ts';
import { showCard } from './show-card.ts';
import type { Turn } from './turn.ts';

/** Shows everybody who decides about the organisation a card to confirm with. */
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

/** Who decides about a request: those who decide about the organisation it is for. */
export async function confirmersOf(
  turn: Turn,
  { organisationId, subject }: JoinRequestRow,
): Promise<readonly string[]> {
  if (!organisationId) return [];
  const about = subject === 'staff' ? 'staff' : 'official';
  return managersOf(turn.tx, organisationId, dayOf(turn.at), about);
}
