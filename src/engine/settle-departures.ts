import { eachHasAnswered } from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import { fulfilledState } from '../domain/obligation.ts';
import { messagesIn } from '../messages/messages.ts';
import { chatById } from '../store/chats.ts';
import { type DelegationRow, orphanedDelegations } from '../store/delegations.ts';
import { cardsOf } from '../store/deliveries.ts';
import { recordEvent } from '../store/event-log.ts';
import { awaitingEach, closeObligation } from '../store/obligations.ts';
import { positionsIn } from '../store/people.ts';
import { cancelReminders } from '../store/reminders.ts';
import { commit } from './commit.ts';
import type { Engine } from './engine.ts';
import { lockOwnCase, referenceOf } from './own-case.ts';
import { queuePart } from './queue-part.ts';
import { endAssignment } from './record-step.ts';
import { refreshCards } from './refresh-cards.ts';

const batchSize = 200;

/**
 * Does what follows when people have left an organisation: their work goes back to its chat, and where
 * each person had to acknowledge, those who are left complete it.
 */
export async function settleDepartures(
  engine: Engine,
): Promise<{ readonly returned: number; readonly completed: number }> {
  const day = dayOf(engine.clock.now());
  let returned = 0;
  for (const delegation of await orphanedDelegations(engine.db, day)) {
    if (await returnWork(engine, delegation)) returned += 1;
  }
  let completed = 0;
  for (const about of await awaitingEach(engine.db, day, batchSize)) {
    if (await completeEach(engine, about)) completed += 1;
  }
  return { returned, completed };
}

function returnWork(
  engine: Engine,
  { id, directiveId, organisationId, personName }: DelegationRow,
) {
  return commit(engine, async (tx, wake) => {
    const at = engine.clock.now();
    const own = await lockOwnCase(tx, directiveId, organisationId);
    if (!own || own.delegation?.id !== id) return false;
    await endAssignment({ engine, tx, wake, at }, own, 'left');
    await recordEvent(tx, {
      at,
      actor: { system: 'settle-departures' },
      action: 'assignment-returned',
      subject: { kind: 'directive', id: directiveId },
      detail: { organisationId },
    });
    const reference = referenceOf(own.directive);
    for (const { chatId, partId } of await cardsOf(tx, own.directive.versionId, organisationId)) {
      const chat = await chatById(tx, chatId);
      if (chat?.state !== 'active') continue;
      await queuePart(engine, tx, wake, {
        chat,
        kind: 'notice',
        lane: 'reply',
        content: {
          type: 'text',
          text: messagesIn(chat.language).handling.left(personName, reference),
        },
        replyTo: partId,
      });
    }
    await refreshCards(engine, tx, wake, own.directive, [organisationId]);
    return true;
  });
}

function completeEach(
  engine: Engine,
  about: { readonly directiveId: string; readonly organisationId: string },
) {
  return commit(engine, async (tx, wake) => {
    const now = engine.clock.now();
    const own = await lockOwnCase(tx, about.directiveId, about.organisationId);
    const open =
      own?.obligations.filter((o) => o.kind === 'acknowledge' && o.state === 'open') ?? [];
    const given = own?.standing.filter(({ status }) => status === 'acknowledged') ?? [];
    const positions = await positionsIn(tx, about.organisationId, dayOf(now));
    const answered = new Set(given.map(({ personId }) => personId));
    const last = given.at(-1);
    if (!own || !last || open.length === 0 || !eachHasAnswered(positions, answered)) return false;
    for (const { id, dueAt, overdueAt, extendedTo } of open) {
      const dates = {
        dueAt: dueAt ?? undefined,
        overdueAt: overdueAt ?? undefined,
        extendedTo: extendedTo ?? undefined,
      };
      const state = fulfilledState(dates, last.at);
      await closeObligation(tx, id, { state, at: last.at, by: last.personId });
      await cancelReminders(tx, id, now, 'everybody left has acknowledged');
    }
    await recordEvent(tx, {
      at: now,
      actor: { system: 'settle-departures' },
      action: 'acknowledged-by-those-left',
      subject: { kind: 'directive', id: own.directive.id },
      detail: { organisationId: about.organisationId },
    });
    await refreshCards(engine, tx, wake, own.directive, [about.organisationId]);
    return true;
  });
}
