import { dayOf } from '../domain/day.ts';
import type { Database } from '../ports/database.ts';
import { type ChatRow, chatById, privateChatOf } from '../store/chats.ts';
import { currentDelegations } from '../store/delegations.ts';
import { cardsOf } from '../store/deliveries.ts';
import type { ObligationRow } from '../store/obligations.ts';
import { cardInChat } from '../store/parts.ts';
import { positionsIn } from '../store/people.ts';
import { onDuty } from '../store/substitutions.ts';

/** Where somebody is reminded of what an organisation owes. */
export interface ReminderPlace {
  readonly chat: ChatRow;
  /** The card, or the copy of it, that the reminder replies to. */
  readonly replyTo: string | undefined;
  /** Who does the work, where others read along. */
  readonly delegate: string | undefined;
}

/**
 * The private chat of whoever has accepted the work, else the organisation's chats: where nobody has,
 * where the delegate has left or cannot be reached, and for acknowledgements, which nobody can take over.
 */
export async function reminderPlaces(
  db: Database,
  versionId: string,
  obligation: Pick<ObligationRow, 'directiveId' | 'organisationId' | 'kind'>,
  now: Date,
): Promise<readonly ReminderPlace[]> {
  const { directiveId, organisationId, kind } = obligation;
  const [delegation] =
    kind === 'acknowledge' ? [] : await currentDelegations(db, [directiveId], [organisationId]);
  const positions = await positionsIn(db, organisationId, dayOf(now));
  const isThere = positions.some(({ personId }) => personId === delegation?.personId);
  const delegate = delegation?.state === 'accepted' && isThere ? delegation : undefined;
  const home = delegate ? await homeOf(db, delegate.personId, now) : undefined;
  if (delegate && home) {
    const copy = await cardInChat(db, home.id, 'reference', delegate.cardId);
    return [{ chat: home, replyTo: copy?.id, delegate: undefined }];
  }
  const places: ReminderPlace[] = [];
  for (const { chatId, partId } of await cardsOf(db, versionId, organisationId)) {
    const chat = await chatById(db, chatId);
    if (chat?.state !== 'active') continue;
    places.push({ chat, replyTo: partId, delegate: delegate?.personName });
  }
  return places;
}

/** The private chat of a person, or of whoever stands in while the person is away. */
async function homeOf(db: Database, personId: string, now: Date): Promise<ChatRow | undefined> {
  const duty = await onDuty(db, [personId], dayOf(now));
  return privateChatOf(db, duty.get(personId) ?? personId);
}
