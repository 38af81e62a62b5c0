import type { ObligationKind } from '../../domain/obligation.ts';
import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';

const owed: Readonly<Record<ObligationKind, string>> = {
  acknowledge: 'Acknowledge receipt',
  report: 'Submit report',
  task: 'Carry out the task',
};

/** Commands: their one-line descriptions and answers. */
export const command: Messages['command'] = {
  describe: {
    start: 'Begin, link the account',
    help: 'Commands that can be used',
    send: 'Compose and release a directive',
    drill: 'Compose a drill: every message says DIỄN TẬP',
    drafts: 'Drafts being composed',
    status: 'Progress of sending and acknowledgement; a number may follow, e.g. 1234',
    pending: 'Who has not acknowledged or reported; a number may follow, e.g. 1234',
    invite: 'Issue a link for a person, a group or a channel',
    leave: 'Go on leave, name a substitute',
    people: 'People: name substitutes, end roles; the name of an organisation may follow',
    language: 'Change the language: add vi or en',
    owed: 'What the organisation still has to do',
    stop: 'Stop receiving, unlink the account',
  },
  helpHeader: 'Commands:',
  helpLine: (name, text) => `/${name} – ${text}`,
  unknown: (nearest) =>
    nearest
      ? `There is no such command. Was /${nearest} meant? Type /help to see the commands.`
      : 'There is no such command. Type /help to see the commands.',
  privateOnly: 'This command works only in a private chat with the bot.',
  onlyFor: (names) =>
    `This command is for: ${names.join('; ')}. To obtain the right, please contact the administrator. Type /help to see the commands that may be used.`,
  noRole:
    'This account holds no role at any organisation now. Whoever is still in charge of the work is asked to obtain a new link from the administrator.',
  boundOnly:
    'This account is not linked to any organisation yet. Please open the link issued by the administrator; if there is none, the registry clerk of the organisation is asked to contact the issuing office.',
  notUnderstood:
    'This was not understood. To report, please reply to the very message of the document. Type /help to see the commands.',
  languageSet: 'The language is now English.',
  languageUsage: 'Usage: /language vi or /language en',
  notFound: (reference) =>
    `No document «${reference}» of the office was found. The number, the number/symbol or the code may be typed, for example: /status 1234`,
  owedNothing: 'The organisation has nothing left to do.',
  owedLine: (kind, reference, code, subject, due, overdue) =>
    `${overdue ? '🔴' : '•'} ${owed[kind]} – ${reference} (Code ${code}), Re: ${subject}${due ? ` – due ${formatMoment(due)}${overdue ? ' (overdue)' : ''}` : ''}`,
  owedHeader: 'Still to be done, soonest due first:',
};
