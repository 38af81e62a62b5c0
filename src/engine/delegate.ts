import type { PositionRole } from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import { insertAcknowledgements } from '../store/acknowledgements.ts';
import { chatById, privateChatOf } from '../store/chats.ts';
import {
  type DelegationRow,
  delegationById,
  insertDelegation,
  settleDelegation,
} from '../store/delegations.ts';
import { recordEvent } from '../store/event-log.ts';
import { partById } from '../store/parts.ts';
import { positionsIn } from '../store/people.ts';
import { refreshDelegationCards, showDelegation } from './delegation-cards.ts';
import {
  type CaseRefusal,
  enterCase,
  lockOwnCase,
  type OwnCase,
  officialRole,
  referenceOf,
} from './own-case.ts';
import { queuePart } from './queue-part.ts';
import { endAssignment } from './record-step.ts';
import { refreshCards } from './refresh-cards.ts';
import { showReference } from './show-reference.ts';
import type { Turn } from './turn.ts';

export type AssignAnswer =
  | { readonly type: 'asked'; readonly delegation: DelegationRow }
  /** The person took the work themselves. */
  | { readonly type: 'accepted'; readonly delegation: DelegationRow }
  /** Somebody was assigned meanwhile. */
  | { readonly type: 'assigned-before'; readonly delegation: DelegationRow }
  /** The person chosen is not of the organisation any more. */
  | { readonly type: 'gone' }
  | CaseRefusal;

/**
 * Asks somebody of an organisation to do its work on a directive. `replaces` is the delegation that
 * the list was shown with: when another holds by now, somebody else was quicker.
 */
export async function assign(
  turn: Turn,
  about: {
    readonly directiveId: string;
    readonly organisationId: string;
    readonly cardId: string;
    readonly delegateId: string;
    readonly replaces: string | undefined;
  },
): Promise<AssignAnswer> {
  const { tx, at, chat, engine, wake } = turn;
  const entered = await enterCase(turn, about, 'assign', 'assign');
  if (entered.type !== 'entered') return entered;
  const { own, personId, role } = entered;
  if (own.delegation && own.delegation.id !== about.replaces) {
    return { type: 'assigned-before', delegation: own.delegation };
  }
  const positions = await positionsIn(tx, about.organisationId, dayOf(at));
  if (!positions.some((position) => position.personId === about.delegateId))
    return { type: 'gone' };
  await endAssignment(turn, own);
  const home = await privateChatOf(tx, about.delegateId);
  const id = await insertDelegation(tx, {
    directiveId: about.directiveId,
    organisationId: about.organisationId,
    personId: about.delegateId,
    byPerson: personId,
    byRole: role,
    chatId: chat.id,
    askedChatId: home?.id ?? (await groupOf(turn, about.cardId)),
    cardId: about.cardId,
    askedAt: at,
  });
  const delegation = id ? await delegationById(tx, id) : undefined;
  if (!delegation) return { type: 'unknown' };
  await recordEvent(tx, {
    at,
    actor: { person: personId },
    action: 'assignment-asked',
    subject: { kind: 'directive', id: about.directiveId },
    detail: { organisationId: about.organisationId, delegate: about.delegateId },
  });
  if (about.delegateId === personId) {
    await accept(turn, own, delegation);
    return { type: 'accepted', delegation };
  }
  await showDelegation(turn, delegation, own);
  await refreshCards(engine, tx, wake, own.directive, [about.organisationId]);
  return { type: 'asked', delegation };
}

/** Where a delegate without a private chat is asked: the group in which the card stands. */
async function groupOf({ tx, chat }: Turn, cardId: string): Promise<string> {
  if (chat.kind !== 'private') return chat.id;
  return (await partById(tx, cardId))?.chatId ?? chat.id;
}

export type DelegateAnswer =
  | { readonly type: 'accepted' | 'refused'; readonly name: string; readonly reference: string }
  | { readonly type: 'not-yours' }
  /** With who was asked instead, for the person who had been asked. */
  | { readonly type: 'no-longer-asked'; readonly instead?: DelegationRow };

/** Takes the delegate's answer; nobody else's counts. */
export async function answerDelegation(
  turn: Turn,
  delegationId: string,
  accepts: boolean,
): Promise<DelegateAnswer> {
  const { engine, tx, wake, person, at } = turn;
  const asked = await delegationById(tx, delegationId);
  const own = asked ? await lockOwnCase(tx, asked.directiveId, asked.organisationId) : undefined;
  if (!asked || !own) return { type: 'no-longer-asked' };
  if (own.delegation?.id !== asked.id || own.delegation.state !== 'asked') {
    const isOther = own.delegation !== undefined && own.delegation.id !== asked.id;
    return isOther && person?.id === asked.personId
      ? { type: 'no-longer-asked', instead: own.delegation }
      : { type: 'no-longer-asked' };
  }
  if (person?.id !== asked.personId) return { type: 'not-yours' };
  const { organisationId } = asked;
  // Between question and answer the delegate may have left.
  if (!(await officialRole(tx, { organisationId, personId: person.id, act: 'progress', at }))) {
    return { type: 'no-longer-asked' };
  }
  const reference = referenceOf(own.directive);
  const answer = { name: person.name, reference } as const;
  if (accepts) {
    await accept(turn, own, own.delegation);
    return { type: 'accepted', ...answer };
  }
  await settleDelegation(tx, asked.id, ['asked'], { state: 'refused', at });
  await recordEvent(tx, {
    at,
    actor: { person: person.id },
    action: 'assignment-refused',
    subject: { kind: 'directive', id: asked.directiveId },
    detail: { organisationId },
  });
  await refreshDelegationCards(turn, asked.id);
  await tellAsker(turn, asked, (m) => m.handling.declined(person.name, reference));
  await refreshCards(engine, tx, wake, own.directive, [organisationId]);
  return { type: 'refused', ...answer };
}

/** The work is the delegate's: recorded as assigned by the one who asked, and the card handed over. */
async function accept(turn: Turn, own: OwnCase, delegation: DelegationRow): Promise<void> {
  const { engine, tx, wake, at, chat } = turn;
  const { directive, organisation } = own;
  await settleDelegation(tx, delegation.id, ['asked'], { state: 'accepted', at });
  await insertAcknowledgements(tx, [
    {
      directiveId: directive.id,
      versionId: directive.versionId,
      organisationId: organisation.id,
      personId: delegation.byPerson,
      role: delegation.byRole,
      status: 'assigned',
      way: turn.channel.capabilities(chat.kind).buttons ? 'button' : 'code',
      evidence: turn.updateId,
      at,
    },
  ]);
  await recordEvent(tx, {
    at,
    actor: { person: delegation.personId },
    action: 'handling-assigned',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId: organisation.id, by: delegation.byPerson },
  });
  const reference = referenceOf(directive);
  await refreshDelegationCards(turn, delegation.id);
  if (delegation.byPerson !== delegation.personId) {
    await tellAsker(turn, delegation, (m) => m.handling.accepted(delegation.personName, reference));
  }
  const home = await privateChatOf(tx, delegation.personId);
  if (home) {
    const words = messagesIn(home.language).handling.here(reference);
    await showReference(engine, tx, wake, { chat: home, cardId: delegation.cardId, words });
  }
  await refreshCards(engine, tx, wake, directive, [organisation.id]);
}

/** Says where it was asked what came of it; the delegate's own chat has seen it. */
async function tellAsker(
  { engine, tx, wake, chat: here }: Turn,
  { chatId, cardId, directiveId }: DelegationRow,
  text: (m: ReturnType<typeof messagesIn>) => string,
): Promise<void> {
  if (chatId === here.id) return;
  const chat = await chatById(tx, chatId);
  if (chat?.state !== 'active') return;
  const isThere = (await partById(tx, cardId))?.chatId === chatId;
  await queuePart(engine, tx, wake, {
    chat,
    kind: 'notice',
    lane: 'reply',
    content: { type: 'text', text: text(messagesIn(chat.language)) },
    about: directiveId,
    ...(isThere ? { replyTo: cardId } : {}),
  });
}

/** The people of an organisation who can be given its work, each once, with a role. */
export async function possibleDelegates(
  { tx, at }: Pick<Turn, 'tx' | 'at'>,
  organisationId: string,
): Promise<
  readonly { readonly personId: string; readonly name: string; readonly role: PositionRole }[]
> {
  const positions = await positionsIn(tx, organisationId, dayOf(at));
  return positions.filter(
    ({ personId }, index) => positions.findIndex((one) => one.personId === personId) === index,
  );
}
