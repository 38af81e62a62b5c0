import { addDays, dayOf, toDate } from '../domain/day.ts';
import { type LeavePeriod, type LeaveRefusal, overlaps } from '../domain/leave-period.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import { privateChatOf } from '../store/chats.ts';
import { recordEvent } from '../store/event-log.ts';
import { type MembershipRow, membershipsIn } from '../store/memberships.ts';
import { lockPeople } from '../store/people.ts';
import {
  answerSubstitution,
  endSubstitution,
  insertSubstitution,
  lockSubstitution,
  type SubstitutionRow,
  substitutionsOf,
} from '../store/substitutions.ts';
import { alreadyDone } from './already-done.ts';
import { machineTime } from './commit.ts';
import { managersOf, mayManage } from './managers.ts';
import { queuePart } from './queue-part.ts';
import { showCard } from './show-card.ts';
import type { Turn } from './turn.ts';

/**
 * Standing in takes two people: who is away (or whoever manages the organisation's people) names a
 * colleague, and the colleague agrees. Only somebody who belongs to the organisation already can be
 * named, and only for as long as they do.
 */

/** What somebody asks for. */
export interface AskedSubstitution extends LeavePeriod {
  readonly organisationId: string;
  readonly personId: string;
  readonly substituteId: string;
}

export type AskOutcome = 'asked' | LeaveRefusal;

/** Asks a colleague to stand in; nothing is given before the colleague agrees. */
export async function askSubstitute(turn: Turn, asked: AskedSubstitution): Promise<AskOutcome> {
  const { tx, person, at } = turn;
  const { organisationId, personId, substituteId } = asked;
  // Two requests about the same people are judged one after the other.
  await lockPeople(tx, [personId, substituteId]);
  const people = await membershipsIn(tx, organisationId, dayOf(at));
  const roles = people.filter((one) => one.personId === personId);
  if (!person || !(await maySendAway(turn, roles))) return 'not-allowed';
  if (!people.some((one) => one.personId === substituteId)) return 'not-colleagues';
  if (substituteId === personId || substituteId === person.id) return 'own-substitute';
  const planned = await substitutionsOf(tx, personId, dayOf(at));
  const isOf = (one: SubstitutionRow) =>
    one.organisationId === organisationId && overlaps(one, asked);
  if (planned.some((one) => one.personId === personId && isOf(one))) return 'covered';
  const others = await substitutionsOf(tx, substituteId, dayOf(at));
  if (others.some((one) => one.personId === substituteId && isOf(one))) return 'substitute-away';
  const chat = await privateChatOf(tx, substituteId);
  if (!chat) return 'unreachable';
  const id = await insertSubstitution(tx, { ...asked, askedBy: person.id, at });
  await log(turn, 'substitute-asked', id, asked);
  const { people: words, join } = messagesIn(chat.language);
  const [{ name = '', organisation = '' } = {}] = roles;
  await showCard(turn.engine, tx, turn.wake, {
    chat,
    kind: 'join',
    subjectId: id,
    view: {
      lines: words.askSubstitute(
        name,
        organisation,
        roles.map(({ role }) => join.role(role)),
        asked.from,
        asked.to,
      ),
      buttons: [
        [
          { label: words.standIn, data: `sy:${id}`, style: 'good' },
          { label: words.standNotIn, data: `sn:${id}` },
        ],
      ],
    },
  });
  return 'asked';
}

/** Whether the person of a turn may say that somebody is away: it is themself, or theirs to decide. */
export async function maySendAway(turn: Turn, roles: readonly MembershipRow[]): Promise<boolean> {
  const [first] = roles;
  if (!first) return false;
  if (first.personId === turn.person?.id) return true;
  for (const about of ['official', 'staff'] as const) {
    const isHeld = roles.some(({ officeId }) => (officeId !== null) === (about === 'staff'));
    if (isHeld && !(await mayManage(turn, first.organisationId, about))) return false;
  }
  return true;
}

/** The colleague agrees or not; returns what to tell them. */
export async function answerStandIn(turn: Turn, id: string, agreed: boolean): Promise<string> {
  const { tx, person, at, m } = turn;
  const asked = await lockSubstitution(tx, id);
  if (!asked) return m.answer.unknown;
  if (asked.substituteId !== person?.id) {
    await log(turn, 'stand-in-refused', id, asked);
    return m.answer.notYours;
  }
  if (asked.state !== 'asked' || asked.to < dayOf(at)) return m.people.standInSettled(asked.state);
  await answerSubstitution(tx, id, agreed, at);
  await log(turn, agreed ? 'stand-in-agreed' : 'stand-in-declined', id, asked);
  await closeCard(turn, asked, agreed ? 'agreed' : 'declined');
  await tellOthers(turn, asked, (words) =>
    agreed
      ? words.standInAgreed(asked.substituteName, asked.personName, asked.from, asked.to)
      : words.standInDeclined(asked.substituteName, asked.personName, asked.from, asked.to),
  );
  if (agreed) await suggestCommandsAnew(turn, asked);
  return agreed ? m.people.youStandIn : m.people.youDeclined;
}

/** Ends a substitution early: by either of the two, or by who manages the organisation's people. */
export async function endStandIn(turn: Turn, id: string): Promise<string> {
  const { tx, person, at, m } = turn;
  const standing = await lockSubstitution(tx, id);
  if (!standing || !person) return m.answer.unknown;
  const isPart = standing.personId === person.id || standing.substituteId === person.id;
  if (!isPart && !(await mayManage(turn, standing.organisationId, 'official'))) {
    await log(turn, 'stand-in-end-refused', id, standing);
    return m.people.endNotAllowed;
  }
  const isOver = standing.state === 'agreed' && standing.to < dayOf(at);
  if (isOver || (standing.state !== 'asked' && standing.state !== 'agreed')) {
    return alreadyDone(turn, id, 'stand-in-%', m.people.standInSettled(standing.state));
  }
  await endSubstitution(tx, id, { by: person.id, at, lastDay: addDays(dayOf(at), -1) });
  await log(turn, 'stand-in-ended', id, standing);
  await closeCard(turn, standing, 'ended');
  await tellOthers(turn, standing, (words) =>
    words.standInEnded(standing.substituteName, standing.personName, person.name),
  );
  await suggestCommandsAnew(turn, standing);
  return m.people.standInEnded(standing.substituteName, standing.personName, person.name);
}

/** Brings the substitute's card up to date: what it says now, and the way to end it early. */
async function closeCard(
  turn: Turn,
  { id, personName, substituteId, substituteName, from, to }: SubstitutionRow,
  state: 'agreed' | 'declined' | 'ended',
): Promise<void> {
  const chat = await privateChatOf(turn.tx, substituteId);
  if (!chat) return;
  const { people } = messagesIn(chat.language);
  const said = {
    agreed: people.standInAgreed(substituteName, personName, from, to),
    declined: people.standInDeclined(substituteName, personName, from, to),
    ended: people.standInEnded(substituteName, personName, turn.person?.name ?? ''),
  };
  const buttons = state === 'agreed' ? [[{ label: people.endEarly, data: `se:${id}` }]] : [];
  const view = { lines: [said[state]], buttons };
  await showCard(turn.engine, turn.tx, turn.wake, { chat, kind: 'join', subjectId: id, view });
}

/** Tells the other people it concerns: who is away, who asked, and the organisation's leaders. */
async function tellOthers(
  turn: Turn,
  { organisationId, personId, substituteId, askedBy }: SubstitutionRow,
  text: (words: Messages['people']) => string,
): Promise<void> {
  const { engine, tx, wake, person, at } = turn;
  const managers = await managersOf(tx, organisationId, dayOf(at), 'official');
  const concerned = new Set([personId, askedBy, substituteId, ...managers]);
  concerned.delete(person?.id ?? '');
  // The substitute sees it on the card.
  concerned.delete(substituteId);
  for (const id of concerned) {
    const chat = await privateChatOf(tx, id);
    if (!chat) continue;
    await queuePart(engine, tx, wake, {
      chat,
      kind: 'notice',
      lane: 'reply',
      content: { type: 'text', text: text(messagesIn(chat.language).people) },
    });
  }
}

/** Networks suggest commands by role: anew now, when the period begins, and when it is over. */
async function suggestCommandsAnew(
  turn: Turn,
  { substituteId, from, to }: SubstitutionRow,
): Promise<void> {
  const chat = await privateChatOf(turn.tx, substituteId);
  if (!chat) return;
  const wakeup = { job: 'announce-in-chat', chatId: chat.id } as const;
  turn.wake(wakeup);
  for (const day of [from, addDays(to, 1)]) {
    const begins = toDate(day, '00:00');
    if (begins > turn.at) turn.wake(wakeup, machineTime(turn.engine, begins));
  }
}

async function log(
  turn: Turn,
  action: string,
  id: string,
  { organisationId, personId, substituteId, from, to }: AskedSubstitution,
): Promise<void> {
  await recordEvent(turn.tx, {
    at: turn.at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action,
    subject: { kind: 'substitution', id },
    detail: { organisationId, personId, substituteId, from, to },
  });
}
