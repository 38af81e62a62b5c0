import { createHash, randomBytes } from 'node:crypto';
import { setChatState } from '../store/chats.ts';
import {
  insertJoinCode,
  insertJoinRequest,
  type JoinCodeRow,
  type JoinRole,
  type JoinSubject,
  lockJoinCode,
  offeredChannels,
  useJoinCode,
} from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import { askConfirmers } from './join-confirmers.ts';
import { replySparingly } from './reply-sparingly.ts';
import { showJoinCard } from './show-join-card.ts';
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
  await showJoinCard(turn, requestId, {
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
  // A group that receives already goes on receiving until somebody confirms the change.
  if (turn.chat.state !== 'active') await setChatState(turn.tx, turn.chat.id, 'pending');
  const { groupOffer, groupRight, groupWrong } = turn.m.join;
  await showJoinCard(turn, requestId, {
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
  await showJoinCard(turn, code.id, {
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

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
