import {
  type DecisionOutcome,
  decidePetition,
  type PetitionDecision,
} from '../engine/decide-petition.ts';
import type { Turn } from '../engine/turn.ts';
import { directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { organisationById } from '../store/organisations.ts';
import { type PetitionKind, type PetitionRow, petitionById } from '../store/petitions.ts';
import { type Answer, alert, note, type PressHandler, unknownPress } from './press.ts';
import { askQuestion, type Question, type Taken } from './question.ts';
import { officesAllowing } from './staff-offices.ts';
import { readTypedDate } from './typed-date.ts';

/** Buttons of what organisations ask for; only people of the office that issued may decide. */
export const petitionPresses: Readonly<Record<string, PressHandler>> = {
  let: onPetition('rejection', (turn, { id }) => decide(turn, id, { type: 'let-off' })),
  ins: onPetition('rejection', (turn, { id }) => decide(turn, id, { type: 'insist' })),
  grt: onPetition('extension', (turn, { id, wanted }) =>
    wanted
      ? decide(turn, id, { type: 'grant', until: wanted })
      : Promise.resolve(alert(turn.m.answer.stale)),
  ),
  gro: onPetition('extension', (turn, petition) => ask(turn, otherDate, petition)),
  gre: onPetition('extension', (turn, petition) => ask(turn, refusalReason, petition)),
};

const otherDate: Question = {
  name: 'grant-date',
  prompt: (m, { organisation = '' }) => m.petition.askDate(organisation),
  async answered(turn, { petitionId = '' }, text) {
    const typed = readTypedDate(text, { now: turn.at, calendar: turn.engine.calendar });
    if (!typed) return { closes: false, text: turn.m.petition.badDate };
    return settle(turn, petitionId, { type: 'grant', until: typed.until });
  },
};

const refusalReason: Question = {
  name: 'refuse-extension',
  prompt: (m, { organisation = '' }) => m.petition.askRefusal(organisation),
  answered: (turn, { petitionId = '' }, reason) =>
    settle(turn, petitionId, { type: 'refuse', reason }),
};

export const petitionQuestions: readonly Question[] = [otherDate, refusalReason];

function onPetition(
  kind: PetitionKind,
  run: (turn: Turn, petition: PetitionRow) => Promise<Answer>,
): PressHandler {
  return async (turn, press, id) => {
    const petition = await petitionById(turn.tx, id);
    return petition?.kind === kind && (await mayDecide(turn, petition))
      ? run(turn, petition)
      : unknownPress(turn, press);
  };
}

async function mayDecide(turn: Turn, { directiveId }: PetitionRow): Promise<boolean> {
  const directive = await directiveById(turn.tx, directiveId);
  const offices = await officesAllowing(turn, 'decide');
  return directive !== undefined && offices.includes(directive.officeId);
}

async function ask(turn: Turn, question: Question, petition: PetitionRow): Promise<Answer> {
  if (petition.state !== 'open') return outcomeWords(turn, await endOf(petition));
  const organisation = (await organisationById(turn.tx, petition.organisationId))?.name ?? '';
  await askQuestion(turn, question, { petitionId: petition.id, organisation });
  return note(turn.m.answer.listBelow);
}

async function endOf({ decidedByName, decidedAt }: PetitionRow): Promise<DecisionOutcome> {
  return decidedByName && decidedAt
    ? { type: 'before', by: decidedByName, at: decidedAt }
    : { type: 'no-longer-open' };
}

async function decide(turn: Turn, id: string, decision: PetitionDecision): Promise<Answer> {
  return outcomeWords(turn, await decidePetition(turn, id, decision));
}

/** Between question and answer the right to decide may have ended. */
async function settle(turn: Turn, id: string, decision: PetitionDecision): Promise<Taken> {
  const petition = await petitionById(turn.tx, id);
  if (!petition || !(await mayDecide(turn, petition))) {
    await recordEvent(turn.tx, {
      at: turn.at,
      actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
      action: 'decision-refused',
      subject: { kind: 'petition', id },
    });
    return { closes: true, text: turn.m.answer.unknown };
  }
  const outcome = await decidePetition(turn, id, decision);
  const { text } = outcomeWords(turn, outcome);
  return { closes: outcome.type !== 'not-later', text };
}

function outcomeWords({ m }: Turn, outcome: DecisionOutcome): Answer {
  switch (outcome.type) {
    case 'decided':
      return note(m.answer.noted);
    case 'before':
      return alert(m.petition.decidedBefore(outcome.by, outcome.at));
    case 'no-longer-open':
      return alert(m.petition.noLongerOpen);
    case 'not-later':
      return alert(m.petition.dateNotLater(outcome.due));
  }
}
