import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { card } from './card.ts';

/** Short answers to a press or a message in an agency's chat. */
export const answer: Messages['answer'] = {
  acknowledged: (role, organisation, at) =>
    `✅ Receipt recorded at ${formatMoment(at)} – ${card.role(role)}, ${organisation}`,
  acknowledgedWaitingOthers: (at) =>
    `✅ Receipt recorded at ${formatMoment(at)}. This document has to be acknowledged by each focal point of the organisation.`,
  repeated: (at) => `Receipt was recorded before, at ${formatMoment(at)}`,
  foreign: (organisation) =>
    `This account has not been appointed to acknowledge for ${organisation}. Please press «${card.buttons.register}» (if shown) or contact the organisation's registry clerk.`,
  leaderNeeded:
    'This document has to be acknowledged by a leader of the organisation. Please ask the leader to press «Acknowledge receipt».',
  recalled: 'The document has been recalled; no acknowledgement or report is needed.',
  replaced: 'This directive has been replaced. Please acknowledge the new one.',
  nothingOwed: 'The organisation owes no report on this document.',
  alreadyReported: (name, at) =>
    `The organisation submitted its report before: ${name}, ${formatMoment(at)}.`,
  reportedAgain: (at) =>
    `✅ The additional report has been recorded and passed on to the issuing office (first report at ${formatMoment(at)}).`,
  howToReport:
    'Please press and hold the message of this document, choose «Reply», then send the report as a file or as text.',
  reported: (reference, at, onTime) =>
    `✅ The report on ${reference} was recorded at ${formatMoment(at)}${onTime ? '' : ' (late)'} and passed on to the issuing office.`,
  secretRefused:
    '⛔ The content appears to bear a secrecy marking. It was not accepted through this channel and has not been stored. Classified documents are sent only as the rules on the protection of state secrets provide. Please delete the message just sent.',
  fileRefused:
    '⛔ The file appears to bear a secrecy marking. It was not accepted through this channel and has not been stored. Please send it as the rules on the protection of state secrets provide. Please delete the message just sent.',
  fileTooLarge: (limit) => `⛔ The file is over the limit of ${limit}. Please split the file.`,
  fileUnsafe:
    '⛔ The file is a program, a script, holds macros or is an archive, and was not accepted. Please send each file as DOCX, XLSX, PDF or a picture.',
  fileFailed: '⛔ The file could not be fetched. Please send it again.',
  posted: (at) =>
    `✅ Publication recorded at ${formatMoment(at)}. The link to the post may be sent as a reply to this message.`,
  postedBefore: (at) => `Publication was recorded before, at ${formatMoment(at)}`,
  linkRecorded: '✅ The link to the post has been recorded.',
  stale: 'This card is out of date; nothing has changed. Please use the newest card.',
  notYours:
    'This card belongs to somebody else; nothing has changed. Please use the card meant for this account.',
  doneBefore: (name, at) =>
    `${name} has dealt with this at ${formatMoment(at)}, nothing has changed. Please see the newest message.`,
  noLongerAllowed:
    'This account no longer has the right to do this. Whoever is still in charge is asked to contact the administrator of the office.',
  unknown: 'This button is no longer valid. Please use the newest message.',
  codeUnknown: (code) =>
    `No document has the code ${code}. Please check the code printed at the end of the document's message.`,
  codeForOthers: (code) =>
    `The document with the code ${code} was not sent to this organisation. Please check the code.`,
  which: 'Several documents are not acknowledged yet. Please choose the one to acknowledge.',
  choice: (number, symbol, code) => `${number}/${symbol} (Code ${code})`,
  replyWith: (code) => `👉 To acknowledge: reply «DN ${code}»`,
  noted: 'Recorded',
  listBelow: 'The list is in the message below.',
  sample: 'This is a preview; the button has no effect.',
};
