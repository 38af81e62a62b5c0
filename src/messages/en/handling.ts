import type { HandlingState } from '../../domain/handling.ts';
import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { card } from './card.ts';

const states: Readonly<Record<HandlingState, string>> = {
  delivered: 'Not acknowledged',
  rejected: 'Not accepted',
  acknowledged: 'Acknowledged',
  assigned: 'Assigned',
  in_progress: 'In progress',
  done: 'Done',
};

/** What an organisation's people do with a directive besides acknowledging and reporting. */
export const handling: Messages['handling'] = {
  menu: (reference, organisation, state) => `☰ ${reference} – ${organisation}: ${states[state]}`,
  buttons: {
    reject: '↩️ Do not accept',
    assign: '👤 Assign',
    reassign: '👤 Assign somebody else',
    start: '🛠 In progress',
    finish: '🏁 Done',
    extend: '⏳ Ask for more time',
    feedback: '💬 Write to the issuing office',
    withdraw: '↶ Take the last step back',
    accept: '✅ Accept the work',
    decline: '✖️ Decline',
  },
  menuOpen: 'The list is in the message below already.',
  inPrivate: 'Please open the private chat with the bot and type /viec.',
  notNow: (state) =>
    `This step is not possible: the document stands at: ${states[state]}. Please press «${card.buttons.more}» again.`,
  notPermitted:
    'This account may not do that for the organisation. Please contact a leader of the organisation.',
  before: (state, role, name, at) =>
    `${states[state]}: was recorded before, ${card.role(role)} ${name}, ${formatMoment(at)}.`,
  letOff: 'The issuing office has agreed: this document is not for the organisation.',
  takenBy: (role, name, at) =>
    `Acknowledged for the organisation before: ${card.role(role)} ${name}, ${formatMoment(at)}`,
  started: (reference) => `🛠 Recorded: ${reference} is in progress.`,
  finished: (reference) => `🏁 Recorded: ${reference} is done.`,
  finishedOwing: (reference) =>
    `🏁 Recorded: ${reference} is done. The organisation still owes a report.`,
  withdrawn: (state, reference) => `↶ The step ${states[state]} of ${reference} was taken back.`,

  askReason: (reference, organisation) => `Why does ${organisation} not accept ${reference}?`,
  reasons: ['Sent to the wrong organisation', 'Not within the competence of the organisation'],
  rejected: (reference) =>
    `↩️ Recorded that ${reference} is not accepted; the issuing office has been told. Until it decides there are no reminders.`,

  whom: (reference) => `Who is to handle ${reference}?`,
  person: (name, role) => `${name} (${card.role(role)})`,
  nobodyElse:
    'Nobody else of the organisation is linked yet. Please register focal points for the organisation.',
  asked: (name, reference) => `👤 ${name} was asked to handle ${reference}.`,
  askedBefore: (name, by, at) =>
    `${name} was assigned before (${by}, ${formatMoment(at)}). To change that, please press «Assign somebody else».`,
  youAreAsked: (name, by, role, reference) =>
    `👤 ${name} is asked by ${card.role(role)} ${by} to handle ${reference}.`,
  subject: (subject) => `Re: ${subject}`,
  due: (due) => `⏰ Report due: ${formatMoment(due)}`,
  notYours:
    'This work is assigned to somebody else; nothing has changed. Please let that person answer.',
  noLongerAsked: 'This assignment does not hold any more. Please look at the document.',
  accepted: (name, reference) =>
    `✅ ${name} has accepted ${reference}. Reminders go to the person assigned; the organisation still owes the report.`,
  declined: (name, reference) =>
    `✖️ ${name} does not accept ${reference}. It is back with the organisation; please assign somebody else.`,
  left: (name, reference) =>
    `👤 ${name} has left the organisation. ${reference} is back with the organisation; please assign somebody else.`,
  takenBack: (name, reference) => `↶ ${reference} is not assigned to ${name} any more.`,

  which: (reference) => `Which report on ${reference} needs more time?`,
  report: (phrase, due) => `${phrase} (due ${formatMoment(due)})`,
  askExtension: (reference, due) =>
    `The report on ${reference} is due ${formatMoment(due)}. Until which day is more time needed, and why? E.g. 20/1/2026, roads cut off by floods`,
  extensionUntil: (until) => `More time until ${formatMoment(until)}.`,
  askExtensionReason: (until) => `Why is more time needed until ${formatMoment(until)}?`,
  extensionBadDate: 'The date could not be read. E.g. 20/1/2026, roads cut off by floods',
  extensionNotLater: (due) =>
    `The new date has to be after the present deadline (${formatMoment(due)}) and not in the past.`,
  extensionAsked: (reference, until) =>
    `⏳ More time for the report on ${reference} until ${formatMoment(until)} was asked for. The decision will be told here; until then the old deadline holds.`,
  extensionAskedBefore: (name, at) =>
    `More time was asked for before and is being decided: ${name}, ${formatMoment(at)}.`,
  nothingToExtend: 'The organisation owes no report with a deadline that could be extended.',

  askFeedback: (reference) =>
    `What is to be written to the issuing office about ${reference}? It is passed on word for word.`,
  feedback: (reference, organisation, role, name) =>
    `💬 About ${reference} – ${organisation}, ${card.role(role)} ${name}. Reply to this message to answer the organisation:`,
  feedbackSent: (reference) => `💬 Passed on to the issuing office about ${reference}.`,
  feedbackUnheard:
    '⚠️ Recorded, but nobody of the issuing office can be reached privately yet. Please telephone.',
  answer: (office, reference, name) => `💬 ${office} answers ${name} about ${reference}:`,
  answerSent: (organisation) => `💬 The answer was passed on to ${organisation}.`,
  answerUnheard: (organisation) =>
    `⚠️ The chat from which ${organisation} wrote cannot be reached any more. Please contact the organisation another way.`,
  answeredBy: (name, organisation) => `💬 ${name} has answered ${organisation}:`,

  openCard: (reference, code) => `📄 ${reference} (Code ${code})`,
  mine: '👤',
  here: (reference) => `⬆️ The card of ${reference} is the message this one replies to.`,
  cardGone: 'This card is gone. Please look the document up in the document system.',
};
