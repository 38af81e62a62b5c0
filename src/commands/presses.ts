import { type AckAnswer, acknowledge } from '../engine/acknowledge.ts';
import { answerOffer, chooseChannel } from '../engine/answer-offer.ts';
import { decideJoin } from '../engine/decide-join.ts';
import {
  type DecisionAnswer,
  decideUncertain,
  directiveOfPart,
  type UncertainDecision,
} from '../engine/decide-uncertain.ts';
import { proveDelivery } from '../engine/prove-delivery.ts';
import { reportRepost } from '../engine/report-repost.ts';
import { steerDirective } from '../engine/steer-directive.ts';
import { type ReportAnswer, submitReport } from '../engine/submit-report.ts';
import type { Turn } from '../engine/turn.ts';
import type { Messages } from '../messages/messages.ts';
import { type DeliveryRow, deliveriesById } from '../store/deliveries.ts';
import { directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { organisationById } from '../store/organisations.ts';
import { type PartRow, partById, partByMessage } from '../store/parts.ts';
import { pressDialogue } from './dialogues.ts';
import { showDebtors } from './pending.ts';
import { officesWith, senders, watchers } from './staff-offices.ts';
import { showUncertain } from './uncertain.ts';

/** A press as the network reported it; `data` may be forged. */
export interface Press {
  /** Absent when the number of the choice was typed. */
  readonly pressId?: string;
  readonly messageId: string;
  readonly data: string;
}

/** What the person who pressed is told; an alert stays until it is closed. */
interface Answer {
  readonly text: string;
  readonly alert: boolean;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Does what a button asks for, if this person may ask for it, and answers the press. */
export async function handlePress(turn: Turn, press: Press): Promise<void> {
  const [verb = '', id = ''] = press.data.split(':', 2);
  const answer =
    verb === 'd' ? await pressDialogue(turn, press.data) : await route(turn, press, verb, id);
  turn.answers.push({ ...answer, pressId: press.pressId ?? '' });
}

async function route(turn: Turn, press: Press, verb: string, id: string): Promise<Answer> {
  const { m } = turn;
  if (!uuid.test(id)) return unknownPress(turn, press);
  switch (verb) {
    case 'ack':
    case 'rep':
    case 'nil':
    case 'post':
      return pressPart(turn, press, verb, id);
    case 'hold':
    case 'go':
    case 'end':
    case 'owe':
    case 'unsure':
      return pressProgress(turn, press, verb, id);
    case 'again':
      return pressUncertain(turn, press, id, 'resend');
    case 'there':
      return pressUncertain(turn, press, id, 'arrived');
    case 'jy':
      return note(await answerOffer(turn, id, true));
    case 'jn':
      return note(await answerOffer(turn, id, false));
    case 'jk':
      return note(await chooseChannel(turn, id));
    case 'jc':
      return note(await decideJoin(turn, id, true));
    case 'jr':
      return note(await decideJoin(turn, id, false));
    case 'noop':
      return note(m.answer.sample);
    default:
      return unknownPress(turn, press);
  }
}

async function unknownPress(turn: Turn, press: Press): Promise<Answer> {
  await recordEvent(turn.tx, {
    at: turn.at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action: 'press-refused',
    subject: { kind: 'chat', id: turn.chat.id },
    detail: { verb: press.data.split(':', 1)[0]?.slice(0, 16) ?? '' },
  });
  return alert(turn.m.answer.unknown);
}

/**
 * A button under a card or a short message: the part must have been sent to this very chat. Only an
 * acknowledgement may be given where somebody was asked for it: it is judged by who gives it.
 */
async function pressPart(
  turn: Turn,
  press: Press,
  verb: 'ack' | 'rep' | 'nil' | 'post',
  partId: string,
): Promise<Answer> {
  const part = await partById(turn.tx, partId);
  const delivery = part ? await deliveryOf(turn, part) : undefined;
  if (!part || !delivery) return unknownPress(turn, press);
  const { engine, tx, wake, m, chat } = turn;
  if (part.chatId === chat.id) {
    // The same button may stand under a question of ours, which proves nothing about the card.
    const { messageId } = press;
    const shown = await partByMessage(tx, chat.id, messageId);
    if (!shown || shown.id === partId) {
      await proveDelivery(engine, tx, wake, { partId, messageId, by: 'press' });
    }
  } else {
    const mayBeAsked = chat.kind === 'private' || chat.organisationId === delivery.organisationId;
    if (verb !== 'ack' || !mayBeAsked) return unknownPress(turn, press);
  }
  const { directiveId, organisationId } = delivery;
  switch (verb) {
    case 'ack': {
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
    case 'rep':
      return alert(m.answer.howToReport);
    case 'nil': {
      if (!turn.person) return foreign(turn, organisationId);
      const { person, at } = turn;
      const answer = await submitReport(engine, tx, wake, {
        directiveId,
        organisationId,
        person,
        content: { kind: 'nil' },
        at,
      });
      return reportWords(turn, answer);
    }
    case 'post':
      return note(await reportRepost(turn, delivery));
  }
}

async function deliveryOf(turn: Turn, part: PartRow): Promise<DeliveryRow | undefined> {
  if (!part.deliveryId) return undefined;
  return (await deliveriesById(turn.tx, [part.deliveryId])).get(part.deliveryId);
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

/** A button under a progress card: only people of the office that issued. */
async function pressProgress(
  turn: Turn,
  press: Press,
  verb: 'hold' | 'go' | 'end' | 'owe' | 'unsure',
  directiveId: string,
): Promise<Answer> {
  const directive = await directiveById(turn.tx, directiveId);
  const needed = verb === 'owe' ? watchers : senders;
  if (!directive || !(await officesWith(turn, needed)).includes(directive.officeId)) {
    return unknownPress(turn, press);
  }
  if (verb === 'unsure') {
    await showUncertain(turn, directive);
    return note(turn.m.answer.noted);
  }
  if (verb === 'owe') {
    await showDebtors(turn, directive);
    return note(turn.m.answer.listBelow);
  }
  const change = { hold: 'pause', go: 'resume', end: 'cancel' } as const;
  const changed = await steerDirective(turn, directive.id, change[verb]);
  return changed ? note(turn.m.answer.noted) : alert(turn.m.answer.stale);
}

/** A button in the list of uncertain messages: only people of the office that issued. */
async function pressUncertain(
  turn: Turn,
  press: Press,
  partId: string,
  decision: UncertainDecision,
): Promise<Answer> {
  const part = await partById(turn.tx, partId);
  const directive = part ? await directiveOfPart(turn, part) : undefined;
  if (!directive || !(await officesWith(turn, senders)).includes(directive.officeId)) {
    return unknownPress(turn, press);
  }
  return decisionWords(turn.m, await decideUncertain(turn, partId, decision));
}

function decisionWords(m: Messages, answer: DecisionAnswer): Answer {
  switch (answer) {
    case 'done':
      return note(m.answer.noted);
    case 'resent-before':
      return alert(m.progress.unsure.resentBefore);
    case 'settled':
      return alert(m.progress.unsure.settled);
  }
}

function note(text: string): Answer {
  return { text, alert: false };
}

function alert(text: string): Answer {
  return { text, alert: true };
}
