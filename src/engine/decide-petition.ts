import { type Messages, messagesIn } from '../messages/messages.ts';
import { withdrawAcknowledgement } from '../store/acknowledgements.ts';
import { chatById } from '../store/chats.ts';
import { cardsOf } from '../store/deliveries.ts';
import { recordEvent } from '../store/event-log.ts';
import { closeObligation, extendObligation } from '../store/obligations.ts';
import { type PetitionRow, petitionById, settlePetition } from '../store/petitions.ts';
import { cancelReminders } from '../store/reminders.ts';
import { currentDue, extendableReports } from './ask-extension.ts';
import { lockOwnCase, type OwnCase, referenceOf } from './own-case.ts';
import { refreshPetitionCards } from './petition-cards.ts';
import { queuePart } from './queue-part.ts';
import { refreshCards } from './refresh-cards.ts';
import { replanReminders } from './replan-reminders.ts';
import { resumeReminders } from './take-back-rejection.ts';
import type { Turn } from './turn.ts';

export type PetitionDecision =
  /** The organisation owes nothing under the directive any more. */
  | { readonly type: 'let-off' }
  /** The directive is for the organisation after all: it is asked again. */
  | { readonly type: 'insist' }
  | { readonly type: 'grant'; readonly until: Date }
  | { readonly type: 'refuse'; readonly reason: string };

export type DecisionOutcome =
  | { readonly type: 'decided' }
  /** Somebody decided before; undefined when there is nothing to decide any more. */
  | { readonly type: 'before'; readonly by: string; readonly at: Date }
  | { readonly type: 'no-longer-open' }
  | { readonly type: 'not-later'; readonly due: Date };

/** Decides what an organisation asked for; exactly one decision counts. Whoever calls has checked the right. */
export async function decidePetition(
  turn: Turn,
  petitionId: string,
  decision: PetitionDecision,
): Promise<DecisionOutcome> {
  const { tx } = turn;
  const asked = await petitionById(tx, petitionId);
  const own = asked ? await lockOwnCase(tx, asked.directiveId, asked.organisationId) : undefined;
  const petition = own?.petitions.find(({ id }) => id === petitionId);
  if (!own || !petition) return { type: 'no-longer-open' };
  if (petition.state !== 'open') return endedBefore(petition);
  switch (decision.type) {
    case 'let-off':
    case 'insist':
      if (petition.kind !== 'rejection') return { type: 'no-longer-open' };
      return decideRejection(turn, own, petition, decision.type);
    case 'grant':
    case 'refuse':
      if (petition.kind !== 'extension') return { type: 'no-longer-open' };
      return decideExtension(turn, own, petition, decision);
  }
}

function endedBefore({ state, decidedByName, decidedAt }: PetitionRow): DecisionOutcome {
  return state !== 'withdrawn' && decidedByName && decidedAt
    ? { type: 'before', by: decidedByName, at: decidedAt }
    : { type: 'no-longer-open' };
}

async function decideRejection(
  turn: Turn,
  own: OwnCase,
  petition: PetitionRow,
  decision: 'let-off' | 'insist',
): Promise<DecisionOutcome> {
  const { engine, tx, person, at } = turn;
  const { directive, organisation, standing, obligations } = own;
  const reference = referenceOf(directive);
  const isLetOff = decision === 'let-off';
  await end(turn, petition, { state: isLetOff ? 'granted' : 'refused' });
  if (isLetOff) {
    for (const { id, state } of obligations.filter((row) => row.state === 'open')) {
      await closeObligation(tx, id, { state: 'waived', at, ...(person ? { by: person.id } : {}) });
      await cancelReminders(tx, id, at, `waived, was ${state}`);
    }
  } else {
    const rejections = standing.filter(({ status }) => status === 'rejected');
    for (const { id } of rejections) await withdrawAcknowledgement(tx, id, at);
    await resumeReminders(engine, tx, directive, organisation.id);
  }
  await announce(turn, own, petition, ({ petition: words }) =>
    isLetOff ? words.toldLetOff(reference) : words.toldInsisted(reference, organisation.name),
  );
  return { type: 'decided' };
}

async function decideExtension(
  turn: Turn,
  own: OwnCase,
  petition: PetitionRow,
  decision: PetitionDecision & { readonly type: 'grant' | 'refuse' },
): Promise<DecisionOutcome> {
  const { engine, tx, wake, at } = turn;
  const reference = referenceOf(own.directive);
  const report = extendableReports(own).find(({ id }) => id === petition.obligationId);
  if (!report) {
    await settlePetition(tx, petition.id, { state: 'withdrawn', by: turn.person?.id, at });
    await refreshPetitionCards(engine, tx, wake, petition.id);
    return { type: 'no-longer-open' };
  }
  if (decision.type === 'refuse') {
    await end(turn, petition, { state: 'refused', reason: decision.reason });
    await announce(turn, own, petition, ({ petition: words }) =>
      words.toldRefused(reference, decision.reason),
    );
    return { type: 'decided' };
  }
  const { until } = decision;
  const due = currentDue(report);
  if (until <= due || until <= at) return { type: 'not-later', due };
  await extendObligation(tx, report.id, until);
  await replanReminders(engine, tx, own.directive, { ...report, extendedTo: until }, 'extended');
  await end(turn, petition, { state: 'granted', granted: until });
  await announce(turn, own, petition, ({ petition: words }) => words.toldGranted(reference, until));
  return { type: 'decided' };
}

async function end(
  turn: Turn,
  petition: PetitionRow,
  how: { readonly state: 'granted' | 'refused'; readonly reason?: string; readonly granted?: Date },
): Promise<void> {
  const { tx, person, at } = turn;
  await settlePetition(tx, petition.id, { ...how, by: person?.id, at });
  await recordEvent(tx, {
    at,
    actor: { person: person?.id ?? '' },
    action: `${petition.kind}-${how.state}`,
    subject: { kind: 'petition', id: petition.id },
    detail: {
      directiveId: petition.directiveId,
      organisationId: petition.organisationId,
      ...(how.granted ? { until: how.granted.toISOString() } : {}),
    },
  });
}

/** Tells the organisation, in its chats and where it asked, and brings every card up to date. */
async function announce(
  turn: Turn,
  { directive, organisation }: OwnCase,
  petition: PetitionRow,
  text: (m: Messages) => string,
): Promise<void> {
  const { engine, tx, wake } = turn;
  const cards = await cardsOf(tx, directive.versionId, organisation.id);
  const places = new Map<string, string | undefined>([
    [petition.chatId, undefined],
    ...cards.map(({ chatId, partId }) => [chatId, partId] as const),
  ]);
  for (const [chatId, cardId] of places) {
    const chat = await chatById(tx, chatId);
    if (chat?.state !== 'active') continue;
    await queuePart(engine, tx, wake, {
      chat,
      kind: 'notice',
      lane: 'reply',
      content: { type: 'text', text: text(messagesIn(chat.language)) },
      about: directive.id,
      ...(cardId ? { replyTo: cardId } : {}),
    });
  }
  await refreshPetitionCards(engine, tx, wake, petition.id);
  await refreshCards(engine, tx, wake, directive, [organisation.id]);
}
