import { messagesIn } from '../messages/messages.ts';
import type { CardView } from '../ports/channel.ts';
import { chatById } from '../store/chats.ts';
import { type DelegationRow, delegationById } from '../store/delegations.ts';
import { chatsShowing } from '../store/parts.ts';
import { currentDue, extendableReports } from './ask-extension.ts';
import { lockOwnCase, type OwnCase, referenceOf } from './own-case.ts';
import { showCard } from './show-card.ts';
import type { Turn } from './turn.ts';

/** Asks the delegate, in the chat that was chosen for it. */
export async function showDelegation(
  turn: Pick<Turn, 'engine' | 'tx' | 'wake'>,
  delegation: DelegationRow,
  own: OwnCase,
): Promise<void> {
  const { engine, tx, wake } = turn;
  const chat = await chatById(tx, delegation.askedChatId);
  if (!chat) return;
  const view = delegationView(delegation, own, chat.language);
  const about = own.directive.id;
  await showCard(engine, tx, wake, {
    chat,
    kind: 'decision',
    subjectId: delegation.id,
    view,
    about,
  });
}

/** Brings the delegate's card up to date: answered, or not asked any more. */
export async function refreshDelegationCards(
  turn: Pick<Turn, 'engine' | 'tx' | 'wake'>,
  delegationId: string,
): Promise<void> {
  const { engine, tx, wake } = turn;
  const delegation = await delegationById(tx, delegationId);
  const own =
    delegation && (await lockOwnCase(tx, delegation.directiveId, delegation.organisationId));
  if (!own) return;
  for (const chatId of await chatsShowing(tx, 'decision', delegationId)) {
    const chat = await chatById(tx, chatId);
    if (chat?.state !== 'active') continue;
    const view = delegationView(delegation, own, chat.language);
    const about = own.directive.id;
    await showCard(engine, tx, wake, {
      chat,
      kind: 'decision',
      subjectId: delegationId,
      view,
      about,
    });
  }
}

function delegationView(delegation: DelegationRow, own: OwnCase, language: 'vi' | 'en'): CardView {
  const { handling: words } = messagesIn(language);
  const { personName, byName, byRole, id, state } = delegation;
  const reference = referenceOf(own.directive);
  const [report] = extendableReports(own);
  const ends: Readonly<Record<DelegationRow['state'], readonly string[]>> = {
    asked: [],
    accepted: [words.accepted(personName, reference)],
    refused: [words.declined(personName, reference)],
    ended: [words.takenBack(personName, reference)],
    left: [words.left(personName, reference)],
  };
  return {
    lines: [
      words.youAreAsked(personName, byName, byRole, reference),
      words.subject(own.directive.subject),
      ...(report ? [words.due(currentDue(report))] : []),
      ...ends[state],
    ],
    buttons:
      state === 'asked'
        ? [
            [
              { label: words.buttons.accept, data: `dac:${id}`, style: 'good' },
              { label: words.buttons.decline, data: `dde:${id}` },
            ],
          ]
        : [],
  };
}
