import { dayOf } from '../domain/day.ts';
import { staffActs } from '../domain/permission.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { Button, CardView } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { chatById, privateChatOf } from '../store/chats.ts';
import { type DirectiveRow, directiveById } from '../store/directives.ts';
import { lockObligation, type ObligationRow } from '../store/obligations.ts';
import { organisationById } from '../store/organisations.ts';
import { chatsShowing } from '../store/parts.ts';
import { staffWith } from '../store/people.ts';
import { type PetitionRow, petitionById } from '../store/petitions.ts';
import { peopleOnDuty } from './alert-staff.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { showCard } from './show-card.ts';

/** Asks everybody of the issuing office who may decide, each in the private chat. */
export async function showPetition(
  engine: Engine,
  tx: Database,
  wake: Wake,
  petitionId: string,
): Promise<void> {
  const found = await readPetition(tx, petitionId);
  if (!found) return;
  const day = dayOf(engine.clock.now());
  const people = await staffWith(tx, found.directive.officeId, staffActs.decide, day);
  for (const personId of await peopleOnDuty(engine, tx, people)) {
    const chat = await privateChatOf(tx, personId);
    if (!chat) continue;
    const view = petitionView(found, messagesIn(chat.language));
    const about = found.directive.id;
    await showCard(engine, tx, wake, {
      chat,
      kind: 'decision',
      subjectId: petitionId,
      view,
      about,
    });
  }
}

/** Brings every card about a petition up to date: who decided, and how. */
export async function refreshPetitionCards(
  engine: Engine,
  tx: Database,
  wake: Wake,
  petitionId: string,
): Promise<void> {
  const found = await readPetition(tx, petitionId);
  if (!found) return;
  for (const chatId of await chatsShowing(tx, 'decision', petitionId)) {
    const chat = await chatById(tx, chatId);
    if (!chat) continue;
    const view = petitionView(found, messagesIn(chat.language));
    const about = found.directive.id;
    await showCard(engine, tx, wake, {
      chat,
      kind: 'decision',
      subjectId: petitionId,
      view,
      about,
    });
  }
}

interface ShownPetition {
  readonly petition: PetitionRow;
  readonly directive: DirectiveRow;
  readonly organisation: string;
  readonly obligation: ObligationRow | undefined;
}

async function readPetition(tx: Database, id: string): Promise<ShownPetition | undefined> {
  const petition = await petitionById(tx, id);
  const directive = petition ? await directiveById(tx, petition.directiveId) : undefined;
  if (!petition || !directive) return undefined;
  const organisation = (await organisationById(tx, petition.organisationId))?.name ?? '';
  const obligation = petition.obligationId
    ? await lockObligation(tx, petition.obligationId)
    : undefined;
  return { petition, directive, organisation, obligation };
}

function petitionView(shown: ShownPetition, m: Messages): CardView {
  const { petition, directive, organisation, obligation } = shown;
  const words = m.petition;
  const about = {
    reference: `${directive.number}/${directive.symbol}`,
    organisation,
    name: petition.personName,
    at: petition.askedAt,
  };
  const due = obligation?.dueAt ?? undefined;
  const asked =
    petition.kind === 'rejection'
      ? words.rejection(about)
      : words.extension(about, due, petition.wanted ?? undefined);
  return {
    lines: [
      asked,
      words.subject(directive.subject),
      words.reason(petition.reason),
      ...decisionLines(petition, words),
    ],
    buttons: petition.state === 'open' ? buttonsFor(petition, words) : [],
  };
}

function decisionLines(petition: PetitionRow, words: Messages['petition']): readonly string[] {
  const { state, kind, decidedByName, decidedAt, decisionReason, granted } = petition;
  if (state === 'open' || !decidedAt) return [];
  if (state === 'withdrawn') return [words.withdrawn(decidedAt)];
  const by = decidedByName ?? '';
  if (kind === 'rejection') {
    return [state === 'granted' ? words.letOff(by, decidedAt) : words.insisted(by, decidedAt)];
  }
  return granted
    ? [words.granted(by, decidedAt, granted)]
    : [words.refused(by, decidedAt), ...(decisionReason ? [words.reason(decisionReason)] : [])];
}

function buttonsFor(
  { id, kind, wanted }: PetitionRow,
  { buttons }: Messages['petition'],
): readonly (readonly Button[])[] {
  if (kind === 'rejection') {
    return [
      [
        { label: buttons.letOff, data: `let:${id}`, style: 'good' },
        { label: buttons.insist, data: `ins:${id}` },
      ],
    ];
  }
  return [
    ...(wanted
      ? [[{ label: buttons.grant(wanted), data: `grt:${id}`, style: 'good' } satisfies Button]]
      : []),
    [
      { label: buttons.otherDate, data: `gro:${id}` },
      { label: buttons.refuse, data: `gre:${id}` },
    ],
  ];
}
