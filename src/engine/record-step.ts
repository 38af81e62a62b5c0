import type { AckStatus } from '../domain/acknowledgement.ts';
import { insertAcknowledgements, withdrawAcknowledgement } from '../store/acknowledgements.ts';
import { settleDelegation } from '../store/delegations.ts';
import { recordEvent } from '../store/event-log.ts';
import { refreshDelegationCards } from './delegation-cards.ts';
import { type CaseRefusal, type EnteredCase, enterCase, type OwnCase } from './own-case.ts';
import { refreshCards } from './refresh-cards.ts';
import { takeBackRejection } from './take-back-rejection.ts';
import type { Turn } from './turn.ts';

interface About {
  readonly directiveId: string;
  readonly organisationId: string;
}

/** Records that work on a directive has begun or is done. */
export async function recordProgress(
  turn: Turn,
  about: About,
  step: 'start' | 'finish',
): Promise<EnteredCase | CaseRefusal> {
  const entered = await enterCase(turn, about, 'progress', step);
  if (entered.type !== 'entered') return entered;
  await insertStep(turn, entered, step === 'start' ? 'in_progress' : 'done');
  return entered;
}

/** Writes one status of an organisation, said by the person of the turn, and shows it on its cards. */
export async function insertStep(
  turn: Turn,
  { own, personId, role }: Pick<EnteredCase, 'own' | 'personId' | 'role'>,
  status: AckStatus,
  reason?: string,
): Promise<void> {
  const { engine, tx, wake, at } = turn;
  const { directive, organisation } = own;
  await insertAcknowledgements(tx, [
    {
      directiveId: directive.id,
      versionId: directive.versionId,
      organisationId: organisation.id,
      personId,
      role,
      status,
      way: turn.channel.capabilities(turn.chat.kind).buttons ? 'button' : 'code',
      evidence: turn.updateId,
      at,
      ...(reason === undefined ? {} : { reason }),
    },
  ]);
  await recordEvent(tx, {
    at,
    actor: { person: personId },
    action: `handling-${status}`,
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId: organisation.id },
  });
  await refreshCards(engine, tx, wake, directive, [organisation.id]);
}

/** Takes the last step of an organisation back; what was said stays on record as withdrawn. */
export async function withdrawStep(turn: Turn, about: About): Promise<EnteredCase | CaseRefusal> {
  const { engine, tx, wake, at } = turn;
  const entered = await enterCase(turn, about, 'progress', 'withdraw');
  if (entered.type !== 'entered') return entered;
  const { own, personId } = entered;
  const { directive, state, organisation } = own;
  const rejection = own.standing.find(({ status }) => status === 'rejected');
  if (rejection) {
    const input = { personId, at };
    const end = { directive, organisationId: organisation.id, rejection, input };
    if (!(await takeBackRejection(engine, tx, wake, end))) return { type: 'let-off' };
  } else if (state === 'assigned') {
    await endAssignment(turn, own);
  } else {
    for (const row of own.standing.filter(({ status }) => status === state)) {
      await withdrawAcknowledgement(tx, row.id, at);
    }
  }
  await recordEvent(tx, {
    at,
    actor: { person: personId },
    action: 'handling-withdrawn',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId: organisation.id, status: state },
  });
  await refreshCards(engine, tx, wake, directive, [organisation.id]);
  return entered;
}

/** Ends who does the work, and the record of it. */
export async function endAssignment(
  turn: Pick<Turn, 'engine' | 'tx' | 'wake' | 'at'>,
  own: Pick<OwnCase, 'standing' | 'delegation'>,
  state: 'ended' | 'left' = 'ended',
): Promise<void> {
  const { tx, at } = turn;
  if (own.delegation) {
    const { id } = own.delegation;
    await settleDelegation(tx, id, ['asked', 'accepted'], { state, at });
    await refreshDelegationCards(turn, id);
  }
  const assignments = own.standing.filter(({ status }) => status === 'assigned');
  for (const row of assignments) await withdrawAcknowledgement(tx, row.id, at);
}
