import { type HandlingAct, mayHandle } from '../domain/handling.ts';
import { extendableReports, mayAskExtension, openExtension } from '../engine/ask-extension.ts';
import { answerDelegation, assign, possibleDelegates } from '../engine/delegate.ts';
import { enterCase, type OwnCase, officialRole, ownCase, referenceOf } from '../engine/own-case.ts';
import { queuePart } from '../engine/queue-part.ts';
import { recordProgress, withdrawStep } from '../engine/record-step.ts';
import { looksTheSame } from '../engine/show-card.ts';
import { showReference } from '../engine/show-reference.ts';
import { replyCard, type Turn } from '../engine/turn.ts';
import type { Button } from '../ports/channel.ts';
import type { DeliveryRow } from '../store/deliveries.ts';
import { deadlinesOf } from '../store/directives.ts';
import { cardInChat, partById } from '../store/parts.ts';
import { caseRefusal } from './case-words.ts';
import { askAboutExtension, askAboutFeedback, askAboutRejection } from './official-questions.ts';
import { onOrganisationPart } from './part-presses.ts';
import { type Answer, alert, note, type Press, type PressHandler, unknownPress } from './press.ts';

/** Buttons for the people of an organisation; their data names the card, or a delegation. */
export const officialPresses: Readonly<Record<string, PressHandler>> = {
  more: onCard(showMenu),
  see: onCard(leadToCard),
  rej: onCard(async (turn, delivery) => {
    const entered = await enterCase(turn, delivery, 'reject', 'reject');
    if (entered.type !== 'entered') return caseRefusal(turn.m, entered);
    await askAboutRejection(turn, entered.own);
    return note(turn.m.answer.listBelow);
  }),
  wip: onCard((turn, delivery) => progress(turn, delivery, 'start')),
  fin: onCard((turn, delivery) => progress(turn, delivery, 'finish')),
  und: onCard(async (turn, delivery) => {
    const answer = await withdrawStep(turn, delivery);
    if (answer.type !== 'entered') return caseRefusal(turn.m, answer);
    const { state, directive } = answer.own;
    return note(turn.m.handling.withdrawn(state, referenceOf(directive)));
  }),
  asg: onCard(showDelegates),
  who: onCard(pressDelegate),
  ext: onCard(pressExtension),
  exo: onCard(async (turn, delivery, _, press) => {
    const [, , obligation = ''] = press.data.split(':');
    const entered = await mayAskExtension(turn, delivery);
    if (entered.type !== 'entered') return extensionRefusal(turn, entered);
    const report = extendableReports(entered.own).find(({ id }) => id.startsWith(obligation));
    if (!report || obligation === '') return alert(turn.m.handling.nothingToExtend);
    await askAboutExtension(turn, entered.own, report);
    return note(turn.m.answer.listBelow);
  }),
  fb: onCard(async (turn, delivery) => {
    const entered = await enterCase(turn, delivery, 'feedback');
    if (entered.type !== 'entered') return caseRefusal(turn.m, entered);
    await askAboutFeedback(turn, entered.own);
    return note(turn.m.answer.listBelow);
  }),
  dac: (turn, _press, id) => delegateAnswers(turn, id, true),
  dde: (turn, _press, id) => delegateAnswers(turn, id, false),
};

type CardPress = (
  turn: Turn,
  delivery: DeliveryRow,
  cardId: string,
  press: Press,
) => Promise<Answer>;

function onCard(run: CardPress): PressHandler {
  return (turn, press, id) =>
    onOrganisationPart(turn, press, id, (delivery) => run(turn, delivery, id, press));
}

/** A menu this fresh is still in sight. */
const inSightMs = 60_000;

/** Everything else that can be done with a directive now, in a message of its own under the card. */
async function showMenu(
  turn: Turn,
  delivery: DeliveryRow,
  cardId: string,
  press: Press,
): Promise<Answer> {
  const { engine, tx, wake, chat, m, at, person } = turn;
  if (chat.kind === 'channel') return alert(m.handling.inPrivate);
  const { organisationId, directiveId } = delivery;
  const own = await ownCase(tx, directiveId, organisationId);
  if (!own) return unknownPress(turn, press);
  const personId = person?.id;
  if (!(await officialRole(tx, { organisationId, personId, act: 'feedback', at }))) {
    return alert(m.answer.foreign(own.organisation.name));
  }
  const { state } = own.directive;
  if (state === 'recalled' || state === 'replaced') return caseRefusal(m, { type: state });
  if (own.isLetOff) return caseRefusal(m, { type: 'let-off' });
  const { organisation, directive } = own;
  const view = {
    lines: [m.handling.menu(referenceOf(directive), organisation.name, own.state)],
    buttons: menuItems(turn, own, cardId).map((item) => [item]),
  };
  const shown = await cardInChat(tx, chat.id, 'dialogue', delivery.id);
  const isInSight =
    shown !== undefined && engine.machine.now().getTime() - shown.createdAt.getTime() < inSightMs;
  if (isInSight && looksTheSame(shown.content, view)) {
    return note(m.handling.menuOpen);
  }
  const above = await cardHere(turn, cardId);
  await queuePart(engine, tx, wake, {
    chat,
    kind: 'dialogue',
    lane: 'reply',
    content: { type: 'card', view },
    subjectId: delivery.id,
    about: directive.id,
    ...(above ? { replyTo: above } : {}),
  });
  return note(turn.m.answer.listBelow);
}

/** The card, or its copy, that stands in the chat of the turn. */
async function cardHere({ tx, chat }: Turn, cardId: string): Promise<string | undefined> {
  const card = await partById(tx, cardId);
  if (card?.chatId === chat.id) return cardId;
  return (await cardInChat(tx, chat.id, 'reference', cardId))?.id;
}

function menuItems({ m }: Turn, own: OwnCase, cardId: string): readonly Button[] {
  const { buttons } = m.handling;
  const { state, member, directive } = own;
  const may = (act: HandlingAct) =>
    member.role === 'act' && mayHandle(state, act, directive.ackPolicy);
  const mayExtend =
    state !== 'rejected' && !openExtension(own) && extendableReports(own).length > 0;
  const items: readonly (readonly [boolean, string, string])[] = [
    [may('start'), buttons.start, 'wip'],
    [may('finish'), buttons.finish, 'fin'],
    [may('assign'), own.delegation ? buttons.reassign : buttons.assign, 'asg'],
    [mayExtend, buttons.extend, 'ext'],
    [may('reject'), buttons.reject, 'rej'],
    [true, buttons.feedback, 'fb'],
    [may('withdraw'), buttons.withdraw, 'und'],
  ];
  return items.flatMap(([isOffered, label, verb]) =>
    isOffered ? [{ label, data: `${verb}:${cardId}` }] : [],
  );
}

async function leadToCard(
  turn: Turn,
  { organisationId, directiveId }: DeliveryRow,
  cardId: string,
  press: Press,
): Promise<Answer> {
  const { engine, tx, wake, chat, m, at, person } = turn;
  const own = await ownCase(tx, directiveId, organisationId);
  if (!own) return unknownPress(turn, press);
  const isTold = chat.kind === 'group';
  const personId = person?.id;
  if (!isTold && !(await officialRole(tx, { organisationId, personId, act: 'owe', at }))) {
    return alert(m.answer.foreign(own.organisation.name));
  }
  const words = m.handling.here(referenceOf(own.directive));
  const isShown = await showReference(engine, tx, wake, { chat, cardId, words });
  return isShown ? note(turn.m.answer.listBelow) : alert(m.handling.cardGone);
}

async function progress(
  turn: Turn,
  delivery: DeliveryRow,
  step: 'start' | 'finish',
): Promise<Answer> {
  const { handling } = turn.m;
  const answer = await recordProgress(turn, delivery, step);
  if (answer.type !== 'entered') return caseRefusal(turn.m, answer);
  const { directive, obligations } = answer.own;
  const reference = referenceOf(directive);
  if (step === 'start') return note(handling.started(reference));
  const owes = obligations.some(({ kind, state }) => kind === 'report' && state === 'open');
  return owes ? alert(handling.finishedOwing(reference)) : note(handling.finished(reference));
}

/** People shown to choose from; an organisation has a handful. */
const mostDelegates = 30;

/** Ids are cut to this many digits in choices: two whole ones do not fit into a button. */
const shortId = 8;

async function showDelegates(turn: Turn, delivery: DeliveryRow, cardId: string): Promise<Answer> {
  const { m } = turn;
  const entered = await enterCase(turn, delivery, 'assign', 'assign');
  if (entered.type !== 'entered') return caseRefusal(m, entered);
  const { own } = entered;
  const current = own.delegation;
  const people = (await possibleDelegates(turn, delivery.organisationId)).filter(
    ({ personId }) => personId !== current?.personId,
  );
  if (people.length === 0) return alert(m.handling.nobodyElse);
  const before = current ? current.id.slice(0, shortId) : '0';
  const view = {
    lines: [m.handling.whom(referenceOf(own.directive))],
    buttons: people.slice(0, mostDelegates).map(({ personId, name, role }) => [
      {
        label: m.handling.person(name, role),
        data: `who:${cardId}:${personId.slice(0, shortId)}:${before}`,
      },
    ]),
  };
  await replyCard(turn, view, { about: own.directive.id });
  return note(turn.m.answer.listBelow);
}

async function pressDelegate(
  turn: Turn,
  delivery: DeliveryRow,
  cardId: string,
  press: Press,
): Promise<Answer> {
  const { m } = turn;
  const [, , who = '', before = ''] = press.data.split(':');
  const entered = await enterCase(turn, delivery, 'assign', 'assign');
  if (entered.type !== 'entered') return caseRefusal(m, entered);
  const { own } = entered;
  const people = await possibleDelegates(turn, delivery.organisationId);
  const [chosen, twin] = people.filter(({ personId }) => personId.slice(0, shortId) === who);
  if (!chosen || twin) return alert(m.answer.stale);
  const current = own.delegation;
  const isAsShown = (current ? current.id.slice(0, shortId) : '0') === before;
  const answer = await assign(turn, {
    directiveId: delivery.directiveId,
    organisationId: delivery.organisationId,
    cardId,
    delegateId: chosen.personId,
    replaces: isAsShown ? current?.id : undefined,
  });
  const reference = referenceOf(own.directive);
  switch (answer.type) {
    case 'asked':
      return note(m.handling.asked(chosen.name, reference));
    case 'accepted':
      return note(m.handling.accepted(chosen.name, reference));
    case 'assigned-before': {
      const { personName, byName, askedAt } = answer.delegation;
      return alert(m.handling.askedBefore(personName, byName, askedAt));
    }
    case 'gone':
      return alert(m.answer.stale);
    default:
      return caseRefusal(m, answer);
  }
}

async function delegateAnswers(turn: Turn, id: string, accepts: boolean): Promise<Answer> {
  const { handling } = turn.m;
  const answer = await answerDelegation(turn, id, accepts);
  switch (answer.type) {
    case 'accepted':
      return note(handling.accepted(answer.name, answer.reference));
    case 'refused':
      return note(handling.declined(answer.name, answer.reference));
    case 'not-yours':
      return alert(handling.notYours);
    case 'no-longer-asked': {
      const { instead } = answer;
      return alert(
        instead
          ? handling.askedBefore(instead.personName, instead.byName, instead.askedAt)
          : handling.noLongerAsked,
      );
    }
  }
}

/** With several reports open the person says which one first. */
async function pressExtension(turn: Turn, delivery: DeliveryRow, cardId: string): Promise<Answer> {
  const { m, tx } = turn;
  const entered = await mayAskExtension(turn, delivery);
  if (entered.type !== 'entered') return extensionRefusal(turn, entered);
  const { own } = entered;
  const reports = extendableReports(own);
  const [only, another] = reports;
  if (only && !another) {
    await askAboutExtension(turn, own, only);
    return note(turn.m.answer.listBelow);
  }
  const deadlines = await deadlinesOf(tx, [own.directive.versionId]);
  const view = {
    lines: [m.handling.which(referenceOf(own.directive))],
    buttons: reports.map(({ id, dueAt, deadlineId }) => {
      const phrase = deadlines.find((deadline) => deadline.id === deadlineId)?.phrase ?? '';
      const data = `exo:${cardId}:${id.slice(0, 2 * shortId)}`;
      return [{ label: m.handling.report(phrase, dueAt), data }];
    }),
  };
  await replyCard(turn, view, { about: own.directive.id });
  return note(turn.m.answer.listBelow);
}

function extensionRefusal(
  { m }: Turn,
  refusal: Exclude<Awaited<ReturnType<typeof mayAskExtension>>, { readonly type: 'entered' }>,
): Answer {
  switch (refusal.type) {
    case 'nothing-to-extend':
      return alert(m.handling.nothingToExtend);
    case 'asked-before': {
      const { personName, askedAt } = refusal.petition;
      return alert(m.handling.extensionAskedBefore(personName, askedAt));
    }
    default:
      return caseRefusal(m, refusal);
  }
}
