import { insertPetition } from '../store/petitions.ts';
import { cancelReminders } from '../store/reminders.ts';
import { type CaseRefusal, type EnteredCase, enterCase } from './own-case.ts';
import { showPetition } from './petition-cards.ts';
import { insertStep } from './record-step.ts';
import type { Turn } from './turn.ts';

/**
 * Records that an organisation does not accept a directive, and asks the issuing office to decide. Until
 * it does the organisation owes as before, and nobody is reminded.
 */
export async function rejectDirective(
  turn: Turn,
  about: { readonly directiveId: string; readonly organisationId: string },
  reason: string,
): Promise<EnteredCase | CaseRefusal> {
  const { engine, tx, wake, at } = turn;
  const entered = await enterCase(turn, about, 'reject', 'reject');
  if (entered.type !== 'entered') return entered;
  await insertStep(turn, entered, 'rejected', reason);
  for (const { id, state } of entered.own.obligations) {
    if (state === 'open') await cancelReminders(tx, id, at, 'rejected');
  }
  const petitionId = await insertPetition(tx, {
    ...about,
    kind: 'rejection',
    personId: entered.personId,
    chatId: turn.chat.id,
    reason,
    askedAt: at,
  });
  if (petitionId) await showPetition(engine, tx, wake, petitionId);
  return entered;
}
