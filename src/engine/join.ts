import { createHash, randomBytes } from 'node:crypto';
import { dayOf } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import type { CardView } from '../ports/channel.ts';
import {
  bindChat,
  bindPrivateChat,
  type ChatPurpose,
  chatById,
  privateChatOf,
  setChatState,
} from '../store/chats.ts';
import { recordEvent } from '../store/event-log.ts';
import {
  claimChannel,
  insertJoinCode,
  insertJoinRequest,
  type JoinCodeRow,
  type JoinRequestRow,
  type JoinRole,
  type JoinSubject,
  lockJoinCode,
  lockJoinRequest,
  offeredChannels,
  settleJoinRequest,
  useJoinCode,
} from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import {
  addPosition,
  addStaff,
  administrators,
  bindIdentity,
  positionsIn,
  staffMemberships,
} from '../store/people.ts';
import { queuePart } from './queue-part.ts';
import { replySparingly } from './reply-sparingly.ts';
import { showCard } from './show-card.ts';
import { reply, type Turn } from './turn.ts';

/**
 * Joining takes two keys: a one-time link from an administrator, and the confirmation of a leader of
 * the organisation or of an administrator. Until then nothing is bound.
 */

/** Makes a one-time link code; only its hash is kept. */
export async function createJoinCode(
  turn: Turn,
  code: {
    readonly subject: JoinSubject;
    readonly role: JoinRole;
    readonly organisationId: string;
    readonly officeId: string | null;
    readonly createdBy: string;
  },
): Promise<string> {
  const token = randomBytes(15).toString('base64url');
  await insertJoinCode(turn.tx, {
    ...code,
    codeHash: hashOf(token),
    expiresAt: new Date(turn.at.getTime() + turn.engine.settings.joinCodeMs),
  });
  return `j_${token}`;
}

/** Handles an opened link: offers what it binds, in the chat it was opened in. */
export async function openJoinLink(turn: Turn, payload: string): Promise<void> {
  const code = await lockJoinCode(turn.tx, hashOf(payload.slice(2)));
  if (!code || code.usedAt || code.expiresAt.getTime() < turn.at.getTime()) {
    await replySparingly(turn, turn.m.join.codeUnknown);
    return;
  }
  const hasLinks = turn.channel.deepLink !== undefined;
  const { codeForGroup, codeForGroupTyped, codeForPerson, codeForPersonTyped } = turn.m.join;
  const forPerson = code.subject === 'person' || code.subject === 'staff';
  if (turn.chat.kind === 'private') {
    if (forPerson) await offerToPerson(turn, code);
    else if (code.subject === 'channel') await offerChannels(turn, code);
    else await replySparingly(turn, hasLinks ? codeForGroup : codeForGroupTyped);
  } else if (code.subject === 'group') await offerGroup(turn, code);
  else await replySparingly(turn, hasLinks ? codeForPerson : codeForPersonTyped);
}

async function offerToPerson(turn: Turn, code: JoinCodeRow): Promise<void> {
  await useJoinCode(turn.tx, code.id, turn.at);
  await offerPosition(turn, code);
}

/** Asks a person whether the account may be bound; consent is explicit and comes first. */
export async function offerPosition(
  turn: Turn,
  to: Pick<JoinCodeRow, 'subject' | 'role' | 'organisationId' | 'officeId'>,
): Promise<void> {
  const organisation = await organisationById(turn.tx, to.organisationId);
  const requestId = await insertJoinRequest(turn.tx, {
    ...requestBase(turn, to),
    chatId: turn.chat.id,
    state: 'offered',
  });
  const { consent, agree, disagree } = turn.m.join;
  await show(turn, requestId, {
    lines: consent(to.role, organisation?.name ?? ''),
    buttons: [
      [
        { label: agree, data: `jy:${requestId}`, style: 'good' },
        { label: disagree, data: `jn:${requestId}` },
      ],
    ],
  });
}

async function offerGroup(turn: Turn, code: JoinCodeRow): Promise<void> {
  await useJoinCode(turn.tx, code.id, turn.at);
  const organisation = await organisationById(turn.tx, code.organisationId);
  const requestId = await insertJoinRequest(turn.tx, {
    ...requestBase(turn, code),
    personName: turn.chat.title || turn.displayName,
    chatId: turn.chat.id,
    state: 'asked',
  });
  await setChatState(turn.tx, turn.chat.id, 'pending');
  const { groupOffer, groupRight, groupWrong } = turn.m.join;
  await show(turn, requestId, {
    lines: groupOffer(code.role, organisation?.name ?? ''),
    buttons: [
      [
        { label: groupRight, data: `jc:${requestId}`, style: 'good' },
        { label: groupWrong, data: `jr:${requestId}` },
      ],
    ],
  });
  await askConfirmers(turn, requestId);
}

async function offerChannels(turn: Turn, code: JoinCodeRow): Promise<void> {
  const channels = await offeredChannels(turn.tx, turn.channel.driver, turn.externalUserId);
  const organisation = await organisationById(turn.tx, code.organisationId);
  if (channels.length === 0) {
    await reply(turn, turn.m.join.channelNone);
    return;
  }
  await useJoinCode(turn.tx, code.id, turn.at);
  for (const channel of channels) {
    await turn.tx.query('update join_request set organisation_id = $2, role = $3 where id = $1', [
      channel.id,
      code.organisationId,
      code.role,
    ]);
  }
  await show(turn, code.id, {
    lines: [turn.m.join.channelChoose(organisation?.name ?? '')],
    buttons: channels.map(({ id, title }) => [{ label: title, data: `jk:${id}` }]),
  });
}

function requestBase(
  turn: Turn,
  to: Pick<JoinCodeRow, 'subject' | 'role' | 'organisationId' | 'officeId'>,
) {
  const { subject, role, organisationId, officeId } = to;
  return {
    subject,
    role,
    organisationId,
    officeId,
    driver: turn.channel.driver,
    externalUserId: turn.externalUserId,
    personName: turn.displayName,
    askedAt: turn.at,
  };
}

/** The person agrees or not; only the account that opened the link may answer. */
export async function answerOffer(turn: Turn, requestId: string, agreed: boolean): Promise<string> {
  const request = await lockJoinRequest(turn.tx, requestId);
  if (!request || request.externalUserId !== turn.externalUserId) return turn.m.answer.notYours;
  if (request.state !== 'offered' || !request.role) return turn.m.join.decided;
  const organisation = await organisationById(turn.tx, request.organisationId ?? '');
  await settleJoinRequest(turn.tx, requestId, {
    state: agreed ? 'asked' : 'declined',
    at: turn.at,
  });
  const said = agreed
    ? turn.m.join.waiting(request.role, organisation?.name ?? '')
    : turn.m.join.declinedByPerson;
  await show(turn, requestId, { lines: [said], buttons: [] });
  if (agreed) await askConfirmers(turn, requestId);
  return turn.m.join.done;
}

/** Somebody picked which of the channels they added becomes the organisation's. */
export async function chooseChannel(turn: Turn, requestId: string): Promise<string> {
  const request = await lockJoinRequest(turn.tx, requestId);
  if (!request || request.externalUserId !== turn.externalUserId) return turn.m.answer.notYours;
  if (request.state !== 'offered' || !request.organisationId || !request.role) {
    return turn.m.join.decided;
  }
  const { organisationId, role } = request;
  await claimChannel(turn.tx, requestId, { organisationId, role });
  await askConfirmers(turn, requestId);
  const organisation = await organisationById(turn.tx, organisationId);
  return turn.m.join.waiting(role, organisation?.name ?? '');
}

/** Shows every leader of the organisation and every administrator a card to confirm with. */
async function askConfirmers(turn: Turn, requestId: string): Promise<void> {
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
async function confirmersOf(turn: Turn, request: JoinRequestRow): Promise<readonly string[]> {
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
  if (request.state !== 'asked') return m.join.decided;
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
  else if (!toPerson && request.chatId) await setChatState(tx, request.chatId, 'unbound');
  await closeCards(turn, request, request.role, organisation, confirmed);
  return m.join.done;
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
  const { rows } = await tx.query<{ chatId: string }>(
    `select distinct chat_id as "chatId" from part where kind = 'join' and subject_id = $1`,
    [request.id],
  );
  for (const { chatId } of rows) {
    const chat = await chatById(tx, chatId);
    if (!chat) continue;
    const { join } = messagesIn(chat.language);
    const bound = toPerson ? join.bound(role, organisation) : join.groupBound(role, organisation);
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

function show(turn: Turn, subjectId: string, view: CardView): Promise<void> {
  const { engine, tx, wake, chat } = turn;
  return showCard(engine, tx, wake, { chat, kind: 'join', subjectId, view });
}

/** Whether a person administers anything on a day. */
export async function isAdministrator(turn: Turn): Promise<boolean> {
  if (!turn.person) return false;
  const memberships = await staffMemberships(turn.tx, turn.person.id, dayOf(turn.at));
  return memberships.some((membership) => membership.role === 'admin');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
