import type { Database } from '../ports/database.ts';
import { type AcknowledgementRow, withdrawAcknowledgement } from '../store/acknowledgements.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { lockObligationsOf } from '../store/obligations.ts';
import { petitionsOf, settlePetition } from '../store/petitions.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { refreshPetitionCards } from './petition-cards.ts';
import { replanReminders } from './replan-reminders.ts';

/**
 * Withdraws what an organisation said when it rejected a directive: it owes again as before, and the
 * issuing office has nothing to decide. False when the office has let it off already.
 */
export async function takeBackRejection(
  engine: Engine,
  tx: Database,
  wake: Wake,
  about: {
    readonly directive: DirectiveRow;
    readonly organisationId: string;
    readonly rejection: Pick<AcknowledgementRow, 'id'>;
    readonly input: { readonly personId: string | undefined; readonly at: Date };
  },
): Promise<boolean> {
  const { directive, organisationId, rejection, input } = about;
  const petitions = await petitionsOf(tx, directive.id, [organisationId]);
  const petition = petitions.findLast(({ kind }) => kind === 'rejection');
  if (petition?.state === 'granted') return false;
  await withdrawAcknowledgement(tx, rejection.id, input.at);
  await recordEvent(tx, {
    at: input.at,
    actor: { person: input.personId ?? '' },
    action: 'rejection-withdrawn',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId },
  });
  if (petition?.state === 'open') {
    const end = { state: 'withdrawn', by: input.personId, at: input.at } as const;
    await settlePetition(tx, petition.id, end);
    await refreshPetitionCards(engine, tx, wake, petition.id);
  }
  await resumeReminders(engine, tx, directive, organisationId);
  return true;
}

/** Reminds again of everything that an organisation still owes under a directive. */
export async function resumeReminders(
  engine: Engine,
  tx: Database,
  directive: DirectiveRow,
  organisationId: string,
): Promise<void> {
  const obligations = await lockObligationsOf(tx, directive.id, [organisationId]);
  for (const obligation of obligations.filter(({ state }) => state === 'open')) {
    await replanReminders(engine, tx, directive, obligation, 'asked again');
  }
}
