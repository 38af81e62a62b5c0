import { claimChannel, lockJoinRequest, settleJoinRequest } from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import { askConfirmers } from './join-confirmers.ts';
import { showJoinCard } from './show-join-card.ts';
import type { Turn } from './turn.ts';

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
  await showJoinCard(turn, requestId, { lines: [said], buttons: [] });
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
