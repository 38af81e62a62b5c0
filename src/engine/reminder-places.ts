import { dayOf } from '../domain/day.ts';
import { groupBy } from '../domain/group-by.ts';
import type { Database } from '../ports/database.ts';
import { type ChatRow, chatsById, privateChatsOf } from '../store/chats.ts';
import { currentDelegations } from '../store/delegations.ts';
import { cardsOfEach } from '../store/deliveries.ts';
import type { ObligationRow } from '../store/obligations.ts';
import { cardsInChats } from '../store/parts.ts';
import { positionsInEach } from '../store/people.ts';
import { onDuty } from '../store/substitutions.ts';

/** Where somebody is reminded of what an organisation owes. */
export interface ReminderPlace {
  readonly chat: ChatRow;
  /** The card, or the copy of it, that the reminder replies to. */
  readonly replyTo: string | undefined;
  /** Who does the work, where others read along. */
  readonly delegate: string | undefined;
}

type Debt = Pick<ObligationRow, 'id' | 'versionId' | 'directiveId' | 'organisationId' | 'kind'>;

/**
 * Where each of some debts is reminded of, by the obligation's id; `versionId` is that of the card.
 *
 * The private chat of whoever has accepted the work, else the organisation's chats: where nobody has,
 * where the delegate has left or cannot be reached, and for acknowledgements, which nobody can take over.
 */
export async function reminderPlaces(
  db: Database,
  debts: readonly Debt[],
  now: Date,
): Promise<ReadonlyMap<string, readonly ReminderPlace[]>> {
  const delegates = await delegatesOf(db, debts, now);
  const shared = debts.filter(({ id }) => delegates.get(id)?.home === undefined);
  const cards = await cardsOfEach(db, shared);
  const cardsByUnit = groupBy(cards, unitOf);
  const chats = await chatsById(
    db,
    cards.map(({ chatId }) => chatId),
  );
  return new Map(
    debts.map((debt): readonly [string, readonly ReminderPlace[]] => {
      const delegate = delegates.get(debt.id);
      if (delegate?.home) {
        return [debt.id, [{ chat: delegate.home, replyTo: delegate.copyId, delegate: undefined }]];
      }
      const places = (cardsByUnit.get(unitOf(debt)) ?? []).flatMap(({ chatId, partId }) => {
        const chat = chats.get(chatId);
        if (chat?.state !== 'active') return [];
        return [{ chat, replyTo: partId, delegate: delegate?.name }];
      });
      return [debt.id, places];
    }),
  );
}

interface Delegate {
  readonly name: string;
  /** Where they, or whoever stands in for them, are reached. */
  readonly home: ChatRow | undefined;
  /** The copy of the card there. */
  readonly copyId: string | undefined;
}

/** Who has accepted the work on each debt and is still there, by the obligation's id. */
async function delegatesOf(
  db: Database,
  debts: readonly Debt[],
  now: Date,
): Promise<ReadonlyMap<string, Delegate>> {
  const reports = debts.filter(({ kind }) => kind !== 'acknowledge');
  if (reports.length === 0) return new Map();
  const asked = await currentDelegations(
    db,
    [...new Set(reports.map(({ directiveId }) => directiveId))],
    [...new Set(reports.map(({ organisationId }) => organisationId))],
  );
  const accepted = asked.filter(({ state }) => state === 'accepted');
  if (accepted.length === 0) return new Map();
  const day = dayOf(now);
  const units = [...new Set(accepted.map(({ organisationId }) => organisationId))];
  const positions = await positionsInEach(db, units, day);
  const there = accepted.filter(({ personId, organisationId }) =>
    positions.some((held) => held.personId === personId && held.organisationId === organisationId),
  );
  const duty = await onDuty(db, [...new Set(there.map(({ personId }) => personId))], day);
  const homes = await privateChatsOf(db, [...new Set(duty.values())]);
  const homeOf = (personId: string) => homes.get(duty.get(personId) ?? personId);
  const copies = await cardsInChats(
    db,
    'reference',
    there.flatMap(({ personId, cardId }) => {
      const home = homeOf(personId);
      return home ? [{ chatId: home.id, subjectId: cardId }] : [];
    }),
  );
  return new Map(
    reports.flatMap(({ id, directiveId, organisationId }) => {
      const delegate = there.find(
        (one) => one.directiveId === directiveId && one.organisationId === organisationId,
      );
      if (!delegate) return [];
      const home = homeOf(delegate.personId);
      const copy = copies.find(
        ({ chatId, subjectId }) => chatId === home?.id && subjectId === delegate.cardId,
      );
      return [[id, { name: delegate.personName, home, copyId: copy?.id }]];
    }),
  );
}

function unitOf(of: { readonly versionId: string; readonly organisationId: string }): string {
  return `${of.versionId} ${of.organisationId}`;
}
