import { dayOf } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import {
  bindChat,
  bindPrivateChat,
  type ChatPurpose,
  chatById,
  leavePending,
} from '../store/chats.ts';
import { recordEvent } from '../store/event-log.ts';
import {
  type JoinRequestRow,
  type JoinRole,
  lockJoinRequest,
  settleJoinRequest,
} from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import { failPartsOfOthers } from '../store/part-ends.ts';
import { chatsShowing } from '../store/parts.ts';
import { addPosition, addStaff, bindIdentity } from '../store/people.ts';
import { alreadyDone } from './already-done.ts';
import { confirmersOf } from './join-confirmers.ts';
import { queuePart } from './queue-part.ts';
import { showCard } from './show-card.ts';
import type { Turn } from './turn.ts';

/** A leader or an administrator decides; exactly one decision counts. Returns what to tell the presser. */
export async function decideJoin(
  turn: Turn,
  requestId: string,
  confirmed: boolean,
): Promise<string> {
  const { tx, m } = turn;
  const request = await lockJoinRequest(tx, requestId);
  if (!request?.role || !request.organisationId) return m.answer.unknown;
  if (!turn.person || !(await confirmersOf(turn, request)).includes(turn.person.id)) {
    await recordEvent(tx, {
      at: turn.at,
      actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
      action: 'join-decision-refused',
      subject: { kind: 'join-request', id: requestId },
    });
    return m.join.notAllowed;
  }
  if (request.state !== 'asked') return alreadyDone(turn, requestId, 'join-%', m.join.decided);
  await settleJoinRequest(tx, requestId, {
    state: confirmed ? 'confirmed' : 'declined',
    decidedBy: turn.person.id,
    at: turn.at,
  });
  await recordEvent(tx, {
    at: turn.at,
    actor: { person: turn.person.id },
    action: confirmed ? 'join-confirmed' : 'join-declined',
    subject: { kind: 'join-request', id: requestId },
    detail: {
      subject: request.subject,
      role: request.role,
      organisationId: request.organisationId,
    },
  });
  const organisation = (await organisationById(tx, request.organisationId))?.name ?? '';
  const toPerson = request.subject === 'person' || request.subject === 'staff';
  if (confirmed) await bind(turn, request, request.role, request.organisationId, turn.person.id);
  else if (!toPerson && request.chatId) await leavePending(tx, request.chatId);
  await closeCards(turn, request, request.role, organisation, confirmed);
  return confirmed ? m.join.approved : m.join.turnedDown;
}

async function bind(
  turn: Turn,
  request: JoinRequestRow,
  role: JoinRole,
  organisationId: string,
  decidedBy: string,
): Promise<void> {
  const { tx } = turn;
  switch (role) {
    case 'receive':
    case 'receive,repost':
    case 'publish': {
      const purposes = role.split(',').filter(isPurpose);
      const to = { organisationId, purposes, verifiedBy: decidedBy, at: turn.at };
      await failPartsOfOthers(tx, request.chatId ?? '', organisationId);
      await bindChat(tx, request.chatId ?? '', to);
      return;
    }
    case 'clerk':
    case 'focal_point':
    case 'leader': {
      const personId = await bindPerson(turn, request);
      await addPosition(tx, { personId, organisationId, role, from: dayOf(turn.at) });
      return;
    }
    case 'composer':
    case 'approver':
    case 'viewer':
    case 'admin': {
      const personId = await bindPerson(turn, request);
      const officeId = request.officeId ?? '';
      await addStaff(tx, { personId, officeId, role, from: dayOf(turn.at) });
      return;
    }
  }
}

function isPurpose(text: string): text is ChatPurpose {
  return text === 'receive' || text === 'repost' || text === 'publish';
}

async function bindPerson(turn: Turn, request: JoinRequestRow): Promise<string> {
  const person = await bindIdentity(turn.tx, {
    driver: request.driver,
    externalUserId: request.externalUserId ?? '',
    name: request.personName ?? '',
    at: turn.at,
  });
  const { chatId } = request;
  if (chatId) {
    await bindPrivateChat(turn.tx, chatId, person.id);
    turn.wake({ job: 'announce-in-chat', chatId });
  }
  return person.id;
}

/** Brings every card about the request up to date and tells the person who asked. */
async function closeCards(
  turn: Turn,
  request: JoinRequestRow,
  role: JoinRole,
  organisation: string,
  confirmed: boolean,
): Promise<void> {
  const { engine, tx, wake } = turn;
  const toPerson = request.subject === 'person' || request.subject === 'staff';
  for (const chatId of await chatsShowing(tx, 'join', request.id)) {
    const chat = await chatById(tx, chatId);
    if (!chat) continue;
    const { join } = messagesIn(chat.language);
    const bound = toPerson ? join.settled(role, organisation) : join.groupBound(role, organisation);
    const refused = toPerson ? join.rejected(organisation) : join.groupRefused;
    const view = { lines: [confirmed ? bound : refused], buttons: [] };
    await showCard(engine, tx, wake, { chat, kind: 'join', subjectId: request.id, view });
  }
  if (!toPerson || !request.chatId) return;
  const chat = await chatById(tx, request.chatId);
  if (!chat) return;
  const { join } = messagesIn(chat.language);
  const text = confirmed ? join.bound(role, organisation) : join.rejected(organisation);
  await queuePart(engine, tx, wake, {
    chat,
    kind: 'notice',
    lane: 'reply',
    content: { type: 'text', text },
  });
}
