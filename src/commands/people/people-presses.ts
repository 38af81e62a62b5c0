import { dayOf } from '../../domain/day.ts';
import { alreadyDone } from '../../engine/already-done.ts';
import {
  type EndOutcome,
  endableMembership,
  endRole,
  isOwnFormerMembership,
} from '../../engine/end-membership.ts';
import { answerStandIn, endStandIn, maySendAway } from '../../engine/stand-in.ts';
import { replyCard, type Turn } from '../../engine/turn.ts';
import { type MembershipRow, membershipsOfPerson } from '../../store/memberships.ts';
import { type Answer, alert, note, type PressHandler, unknownPress } from '../press.ts';
import { startLeave } from './leave-dialogue.ts';
import { showPerson } from './people.ts';

/** Buttons about people: who stands in for whom, and who leaves. Their data names a substitution or a role. */
export const peoplePresses: Readonly<Record<string, PressHandler>> = {
  sy: async (turn, _press, id) => note(await answerStandIn(turn, id, true)),
  sn: async (turn, _press, id) => note(await answerStandIn(turn, id, false)),
  se: async (turn, _press, id) => alert(await endStandIn(turn, id)),
  mp: onManaged(async (turn, membership) => {
    await showPerson(turn, membership);
    return note(turn.m.answer.listBelow);
  }),
  ml: onManaged(async (turn, { personId, organisationId }) => {
    const roles = (await membershipsOfPerson(turn.tx, personId, dayOf(turn.at))).filter(
      (one) => one.organisationId === organisationId,
    );
    if (!(await maySendAway(turn, roles))) return alert(turn.m.answer.unknown);
    await startLeave(turn, roles);
    return note(turn.m.answer.listBelow);
  }),
  mx: onManaged(async (turn, { id, name, role, organisation }) => {
    const { people, join } = turn.m;
    await replyCard(turn, {
      lines: people.confirmEnd(name, join.role(role), organisation),
      buttons: [[{ label: people.endNow, data: `my:${id}`, style: 'danger' }]],
    });
    return note(turn.m.answer.listBelow);
  }),
  my: onManaged(async (turn, { id, name, role, organisation }) =>
    endWords(turn, await endRole(turn, id), name, turn.m.join.role(role), organisation),
  ),
};

/** Makes the handler of a button whose data names a role that the presser may end. */
function onManaged(run: (turn: Turn, membership: MembershipRow) => Promise<Answer>): PressHandler {
  return async (turn, press, id) => {
    const membership = await endableMembership(turn, id);
    if (membership) return run(turn, membership);
    const { answer } = turn.m;
    return (await isOwnFormerMembership(turn, id))
      ? alert(await alreadyDone(turn, id, 'role-ended', answer.unknown))
      : unknownPress(turn, press);
  };
}

function endWords(
  { m }: Turn,
  outcome: EndOutcome,
  name: string,
  role: string,
  organisation: string,
): Answer {
  switch (outcome) {
    case 'ended':
      return alert(m.people.roleEnded(name, role, organisation));
    case 'last-administrator':
      return alert(m.people.lastAdministrator(organisation));
    case 'unknown':
      return alert(m.answer.unknown);
  }
}
