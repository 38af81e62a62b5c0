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
    report: 'Summary and tracking sheet (XLSX); a number may follow, such as 1234, or 1234 json',
    remind: 'Remind those who still owe; a number may follow, such as 1234',
    invite: 'Issue a link for a person, a group or a channel',
    leave: 'Go on leave, name a substitute',
    people: 'People: name substitutes, end roles; the name of an organisation may follow',
    logIn: 'Get a new QR code with which the Zalo account logs in again',
    language: 'Change the language: add vi or en',
    owed: 'What the organisation still has to do',
    stop: 'Stop receiving, unlink the account',
  },
  explain: {
    start:
      'Open the link issued by the administrator, or type the code that came with it.\nExample: /start j_Ab3dEf',
    help: 'Alone it lists the commands; with a name it tells how that one is used.\nExample: /help status',
    send: 'Send the file of a document or paste its text into a private chat with the bot; or type the command, with a number/symbol if there is one. Nothing goes out before the release button is pressed.\nExample: /send 15/STL-PCTT',
    drill:
      'Like composing a document, but everything that goes out is marked as a drill and can never be released for real.\nExample: /dientap',
    drafts:
      'Lists drafts that are open or saved, and those of colleagues who have left or are on leave; press one to go on.\nExample: /drafts',
    status:
      'Alone it shows the newest documents; with a number, number/symbol or code it shows a card that keeps itself up to date.\nExample: /status 15/STL-PCTT',
    pending:
      'Names the organisations that have not acknowledged or reported, those overdue first.\nExample: /pending 15/STL-PCTT',
    remind:
      'Previews who would be reminded and in which words, then sends. At least 2 hours apart for each directive; in quiet hours the reminders wait for the morning, unless it is of the highest urgency.\nExample: /remind 15/STL-PCTT',
    report:
      'The summary and the tracking sheet as XLSX; add json for data with the edXML status codes.\nExample: /report 15/STL-PCTT json',
    owed: "What the organisation still has to do, soonest due first. It works in the organisation's group too.\nExample: /viec",
    leave:
      'Choose a colleague who stands in and the days of leave; it holds once the colleague agrees. Type it again to see it or to end it early.\nExample: /nghi',
    people:
      'Shows the people of an organisation; press a name to name a substitute or to end a role.\nExample: /nhansu UBND xã An Phú',
    invite:
      'Issues a one-time link; alone it lists the roles.\nExample: /moi vanthu UBND xã An Phú',
    logIn:
      'For when the QR code has run out or the account was taken over elsewhere; a new code goes to the administrators at once. An account that is connected stays as it is.\nExample: /login',
    language:
      "Changes the language of the bot's own words in this chat; documents stay as they are.\nExample: /language en",
    stop: 'Unlinks the account from every organisation; what was recorded stays.\nExample: /dung',
  },
  section: {
    issuing: '📤 Release and follow up',
    organisation: '📥 The work of the organisation',
    people: '👥 People',
    general: 'ℹ️ General',
  },
  helpMore: (name) => `How one command is used: /help ${name}`,
  alsoNamed: (others) =>
    others.length > 0 ? `Also: ${others.map((name) => `/${name}`).join(', ')}` : '',
  meant: (name) => `Was the command /${name} meant? Please press or type it with the / in front.`,
  helpLine: (name, text) => `/${name} – ${text}`,
  unknown: (nearest) =>
    nearest
      ? `There is no such command. Was /${nearest} meant? Type /help to see the commands.`
      : 'There is no such command. Type /help to see the commands.',
  privateOnly:
    'This command works only in a private chat with the bot. Please open one and type it there.',
  onlyFor: (names) =>
    `This command is for: ${names.join('; ')}. To obtain the right, please contact the administrator. Type /help to see the commands that may be used.`,
  noRole:
    'This account holds no role at any organisation now. Whoever is still in charge of the work is asked to obtain a new link from the administrator.',
  boundOnly:
    'This account is not linked to any organisation yet. Please open the link issued by the administrator; if there is none, the registry clerk of the organisation is asked to contact the issuing office.',
  notUnderstood:
    'This was not understood. To report, please reply to the very message of the document. Type /help to see the commands.',
  logInAsked: (account) =>
    `Account ${account} was asked to log in again. If a QR code has to be scanned, a new one goes to the administrators at once. An account that is connected stays as it is.`,
  noLogIn: 'No account logs in with a QR code.',
  languageSet: 'The language is now English.',
  languageUsage: 'Usage: /language vi or /language en',
  notFound: (reference) =>
    `No document «${reference}» of the office was found. The number, the number/symbol or the code may be typed, for example: /status 1234`,
  owedNothing: 'The organisation has nothing left to do.',
  owedLine: (kind, reference, code, subject, due, overdue) =>
    `${overdue ? '🔴' : '•'} ${owed[kind]} – ${reference} (Code ${code}), Re: ${subject}${due ? ` – due ${formatMoment(due)}${overdue ? ' (overdue)' : ''}` : ''}`,
  owedMore: (count) => `… and ${count} more`,
  owedHeader: 'Still to be done, soonest due first:',
};
