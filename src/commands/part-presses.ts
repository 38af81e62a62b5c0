import { type AckAnswer, acknowledge } from '../engine/acknowledge.ts';
import { proveDelivery } from '../engine/prove-delivery.ts';
import { reportRepost } from '../engine/report-repost.ts';
import { type ReportAnswer, submitReport } from '../engine/submit-report.ts';
import type { Turn } from '../engine/turn.ts';
import type { Messages } from '../messages/messages.ts';
import { type DeliveryRow, deliveriesById } from '../store/deliveries.ts';
import { recordEvent } from '../store/event-log.ts';
import { organisationById } from '../store/organisations.ts';
import { partById, partByMessage } from '../store/parts.ts';
import { type Answer, alert, note, type Press, type PressHandler, unknownPress } from './press.ts';

/** Buttons under cards and short messages; their data names the part. */
export const partPresses: Readonly<Record<string, PressHandler>> = {
  ack: pressAcknowledge,
  rep: (turn, press, id) =>
    onOwnPart(turn, press, id, async () => alert(turn.m.answer.howToReport)),
  nil: (turn, press, id) => onOwnPart(turn, press, id, (delivery) => reportNil(turn, delivery)),
  post: (turn, press, id) =>
    onOwnPart(turn, press, id, async (delivery) => note(await reportRepost(turn, delivery))),
};

/** An acknowledgement may be given wherever somebody was asked for it: it is judged by who gives it. */
async function pressAcknowledge(turn: Turn, press: Press, partId: string): Promise<Answer> {
  const pressed = await pressedPart(turn, press, partId);
  const { engine, tx, wake, m, chat } = turn;
  if (pressed?.delivery.purpose !== 'directive') return unknownPress(turn, press);
  const { directiveId, organisationId } = pressed.delivery;
  const mayBeAsked = chat.kind === 'private' || chat.organisationId === organisationId;
  if (!pressed.here && !mayBeAsked) return unknownPress(turn, press);
  const answer = await acknowledge(engine, tx, wake, {
    directiveId,
    organisationId,
    personId: turn.person?.id,
    externalUserId: turn.externalUserId,
    way: press.pressId === undefined ? 'code' : 'button',
    evidence: turn.updateId,
    at: turn.at,
  });
  return ackWords(m, answer);
}

/** Every other button: the part must have been sent to this very chat. */
export async function onOwnPart(
  turn: Turn,
  press: Press,
  partId: string,
  act: (delivery: DeliveryRow) => Promise<Answer>,
): Promise<Answer> {
  const pressed = await pressedPart(turn, press, partId);
  return pressed?.here ? act(pressed.delivery) : unknownPress(turn, press);
}

/** The delivery behind a button, and whether it was sent to the chat of the press, which then proves it. */
async function pressedPart(
  turn: Turn,
  press: Press,
  partId: string,
): Promise<{ readonly delivery: DeliveryRow; readonly here: boolean } | undefined> {
  const { engine, tx, wake, chat } = turn;
  const part = await partById(tx, partId);
  if (!part?.deliveryId) return undefined;
  const delivery = (await deliveriesById(tx, [part.deliveryId])).get(part.deliveryId);
  if (!delivery) return undefined;
  const here = part.chatId === chat.id;
  if (here) {
    // The same button may stand under a question of ours, which proves nothing about the card.
    const { messageId } = press;
    const shown = await partByMessage(tx, chat.id, messageId);
    if (!shown || shown.id === partId) {
      await proveDelivery(engine, tx, wake, { partId, messageId, by: 'press' });
    }
  }
  return { delivery, here };
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

/** What somebody who acknowledged, or tried to, is told. */
export function ackWords(m: Messages, answer: AckAnswer): Answer {
  switch (answer.type) {
    case 'accepted':
      return note(
        answer.completes
          ? m.answer.acknowledged(answer.role, answer.organisation, answer.at)
          : m.answer.acknowledgedWaitingOthers(answer.at),
      );
    case 'repeated':
      return note(m.answer.repeated(answer.at));
    case 'foreign':
      return alert(m.answer.foreign(answer.organisation));
    case 'leader-needed':
      return alert(m.answer.leaderNeeded);
    case 'recalled':
      return alert(m.answer.recalled);
    case 'unknown':
      return alert(m.answer.unknown);
  }
}

/** What somebody who handed in a report, or tried to, is told. */
export function reportWords({ m, at }: Pick<Turn, 'm' | 'at'>, answer: ReportAnswer): Answer {
  switch (answer.type) {
    case 'accepted':
      return note(m.answer.reported(answer.reference, at, answer.onTime));
    case 'already':
      return note(
        answer.passedOn ? m.answer.reportedAgain(answer.at) : m.answer.alreadyReported(answer.at),
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
