import { addDays, dayOf } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import { privateChatOf } from '../store/chats.ts';
import { recordEvent } from '../store/event-log.ts';
import {
  endMembership,
  everMembershipById,
  type MembershipRow,
  membershipById,
  membershipsIn,
} from '../store/memberships.ts';
import { lockOffice } from '../store/people.ts';
import { endSubstitutionsOf } from '../store/substitutions.ts';
import { mayManage } from './managers.ts';
import { queuePart } from './queue-part.ts';
import type { Turn } from './turn.ts';

export type EndOutcome =
  | 'ended'
  /** No such role, not any more, or not the person's to end. */
  | 'unknown'
  /** An issuing office keeps an administrator. */
  | 'last-administrator';

/** A role that the person of the turn may end; undefined when there is none such. */
export async function endableMembership(
  turn: Turn,
  membershipId: string,
): Promise<MembershipRow | undefined> {
  const membership = await membershipById(turn.tx, membershipId, dayOf(turn.at));
  if (!membership) return undefined;
  const about = membership.officeId ? 'staff' : 'official';
  return (await mayManage(turn, membership.organisationId, about)) ? membership : undefined;
}

/** Whether the person of the turn could have ended a role that has ended. */
export async function isOwnFormerMembership(turn: Turn, membershipId: string): Promise<boolean> {
  const former = await everMembershipById(turn.tx, membershipId);
  if (!former) return false;
  return mayManage(turn, former.organisationId, former.officeId ? 'staff' : 'official');
}

/**
 * Ends a role at once: from this moment the person can do nothing with it. What they did stays on
 * record, and the open drafts of former staff can be taken over by colleagues.
 */
export async function endRole(turn: Turn, membershipId: string): Promise<EndOutcome> {
  const { engine, tx, wake, at } = turn;
  const membership = await endableMembership(turn, membershipId);
  if (!membership || !turn.person) return 'unknown';
  const { personId, organisationId, officeId, role } = membership;
  const day = dayOf(at);
  if (officeId) await lockOffice(tx, officeId);
  const all = await membershipsIn(tx, organisationId, day);
  const isAdmin = (one: MembershipRow) => one.officeId === officeId && one.role === 'admin';
  if (officeId && role === 'admin' && all.filter(isAdmin).length === 1) return 'last-administrator';
  const lastDay = addDays(day, -1);
  if (!(await endMembership(tx, membershipId, lastDay))) return 'unknown';
  if (all.filter((one) => one.personId === personId).length === 1) {
    const end = { by: turn.person.id, at, lastDay };
    await endSubstitutionsOf(tx, personId, organisationId, end);
  }
  await recordEvent(tx, {
    at,
    actor: { person: turn.person.id },
    action: 'role-ended',
    subject: { kind: 'role', id: membershipId },
    detail: { personId, role, organisationId, officeId },
  });
  const chat = await privateChatOf(tx, personId);
  if (!chat) return 'ended';
  wake({ job: 'announce-in-chat', chatId: chat.id });
  const { people, join } = messagesIn(chat.language);
  const text = people.roleEndedForPerson(join.role(role), membership.organisation);
  await queuePart(engine, tx, wake, {
    chat,
    kind: 'notice',
    lane: 'reply',
    content: { type: 'text', text },
  });
  return 'ended';
}
