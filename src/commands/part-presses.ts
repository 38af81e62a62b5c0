import { reportRepost } from '../engine/report-repost.ts';
import { type ReportAnswer, submitReport } from '../engine/submit-report.ts';
import type { Turn } from '../engine/turn.ts';
import type { DeliveryRow } from '../store/deliveries.ts';
import { recordEvent } from '../store/event-log.ts';
import { organisationById } from '../store/organisations.ts';
import { acknowledgePressed } from './acknowledge-pressed.ts';
import { type Answer, alert, note, type Press, type PressHandler, unknownPress } from './press.ts';
import { mayBeAsked, pressedParts } from './pressed-parts.ts';

/** Buttons under cards and short messages; their data names the part. */
export const partPresses: Readonly<Record<string, PressHandler>> = {
  ack: async (turn, press, partId) => {
    const [answer] = await acknowledgePressed([{ turn, press, partId }]);
    return answer ?? alert(turn.m.answer.unknown);
  },
  rep: (turn, press, id) =>
    onOrganisationPart(turn, press, id, async () => alert(turn.m.answer.howToReport)),
  nil: (turn, press, id) =>
    onOrganisationPart(turn, press, id, (delivery) => reportNil(turn, delivery)),
  post: (turn, press, id) =>
    onOwnPart(turn, press, id, async (delivery) => note(await reportRepost(turn, delivery))),
};

/**
 * What an organisation does about a directive may be done wherever somebody of it is asked: under the
 * card, in another of its chats, in a private one. Who does it is judged by what it does.
 */
export async function onOrganisationPart(
  turn: Turn,
  press: Press,
  partId: string,
  act: (delivery: DeliveryRow) => Promise<Answer>,
): Promise<Answer> {
  const [pressed] = await pressedParts([{ turn, press, partId }]);
  return pressed?.delivery.purpose === 'directive' && mayBeAsked(pressed, turn.chat)
    ? act(pressed.delivery)
    : unknownPress(turn, press);
}

/** What concerns one chat: the part must have been sent to it. */
export async function onOwnPart(
  turn: Turn,
  press: Press,
  partId: string,
  act: (delivery: DeliveryRow) => Promise<Answer>,
): Promise<Answer> {
  const [pressed] = await pressedParts([{ turn, press, partId }]);
  return pressed?.here ? act(pressed.delivery) : unknownPress(turn, press);
}

async function reportNil(turn: Turn, delivery: DeliveryRow): Promise<Answer> {
  const { engine, tx, wake, person, at } = turn;
  const { directiveId, organisationId } = delivery;
  if (!person) return foreign(turn, organisationId);
  const answer = await submitReport(engine, tx, wake, {
    directiveId,
    organisationId,
    person,
    content: { kind: 'nil' },
    evidence: turn.updateId,
    at,
  });
  return reportWords(turn, answer);
}

async function foreign(turn: Turn, organisationId: string): Promise<Answer> {
  await recordEvent(turn.tx, {
    at: turn.at,
    actor: { stranger: turn.externalUserId },
    action: 'report-refused',
    subject: { kind: 'organisation', id: organisationId },
  });
  const organisation = await organisationById(turn.tx, organisationId);
  return alert(turn.m.answer.foreign(organisation?.name ?? ''));
}

/** What somebody who handed in a report, or tried to, is told. */
export function reportWords({ m, at }: Pick<Turn, 'm' | 'at'>, answer: ReportAnswer): Answer {
  switch (answer.type) {
    case 'accepted':
      return note(m.answer.reported(answer.reference, at, answer.onTime));
    case 'already':
      return note(
        answer.passedOn
          ? m.answer.reportedAgain(answer.at)
          : m.answer.alreadyReported(answer.by, answer.at),
      );
    case 'foreign':
      return alert(m.answer.foreign(answer.organisation));
    case 'nothing-owed':
      return alert(m.answer.nothingOwed);
    case 'recalled':
      return alert(m.answer.recalled);
    case 'unknown':
      return alert(m.answer.unknown);
  }
}
