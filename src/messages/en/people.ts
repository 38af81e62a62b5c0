import type { LeaveFault } from '../../domain/leave-period.ts';
import { formatDay } from '../format.ts';
import type { Messages } from '../messages.ts';

function period(from: string, to: string): string {
  return from === to
    ? `on ${formatDay(from)}`
    : `from ${formatDay(from)} to the end of ${formatDay(to)}`;
}

const faults: Readonly<Record<LeaveFault, string>> = {
  unreadable:
    'The day was not understood. Please type it like: 20/1, or 20/1-25/1, or to 25/1, or 3 days.',
  past: 'This day is over. Please type a day from today on.',
  reversed: 'The last day is before the first. Please type it again, for example: 20/1-25/1.',
  'too-long':
    'This is longer than a year. For somebody who leaves, an administrator or a leader is asked to use /nhansu.',
};

export const people: Messages['people'] = {
  named: (name, absent) => (absent ? `${name} (for ${absent})` : name),
  period: (from, to) => period(from, to),
  back: '⬅️ Back',
  cancel: '✖️ Cancel',
  nobodyElse: (organisation) =>
    `Nobody else of ${organisation} is linked to the bot yet, so nobody can stand in. The administrator is asked to issue a link with /moi.`,
  arranged: (substitute, absent, from, to, isAgreed) =>
    `🗓 ${substitute} stands in for ${absent} ${period(from, to)}${isAgreed ? '' : ' (the substitute has not agreed yet)'}`,
  whoStandsIn: (name) =>
    `🗓 On leave: ${name}. Who stands in? Please press or type the name of a colleague.`,
  whichColleague: (typed) =>
    `It is not clear who of the organisation «${typed}» is. Please press a name on the card, or type the full name.`,
  whenAway: (name, substitute) =>
    `🗓 ${substitute} stands in for ${name}. When? Please press, or type days like: 20/1, 20/1-25/1, to 25/1, 3 days.`,
  confirmLeave: (name, substitute, organisation, from, to) => [
    `🗓 ${name} is on leave ${period(from, to)}. Substitute: ${substitute} (${organisation}).`,
    `Meanwhile ${substitute} can do at the organisation whatever ${name} can; private reminders go to the substitute; everything is recorded as done for ${name}. It ends by itself.`,
    'It holds only once the substitute has agreed. Ask now?',
  ],
  askNow: '✅ Ask',
  leaveAsked: (name, substitute, from, to) =>
    `⏳ ${substitute} was asked to stand in for ${name} ${period(from, to)}. It holds once ${substitute} agrees; type /nghi to see it or to end it early.`,
  leaveNotArranged: 'Cancelled, nothing has changed.',
  leaveRefused: (outcome, substitute) => {
    const said: Readonly<Record<typeof outcome, string>> = {
      'not-allowed':
        'This account cannot name a substitute here. Please contact a leader of the organisation or the administrator.',
      'not-colleagues': `${substitute} no longer belongs to the organisation. Please choose somebody else.`,
      'own-substitute': 'Nobody names themselves. Please choose somebody else.',
      covered:
        'Somebody stands in on these days already. Please type /nghi and end that first, or choose other days.',
      'substitute-away': `${substitute} is on leave on these days too. Please choose somebody else or other days.`,
      unreachable: `${substitute} has not opened a private chat with the bot. That person is asked to type /start in a private chat with the bot; then please ask again.`,
    };
    return said[outcome];
  },
  periodFault: (fault) => faults[fault],
  askSubstitute: (name, organisation, names, from, to) => [
    `🗓 Asked to stand in for ${name} (${names.join('; ')}, ${organisation}) ${period(from, to)}.`,
    'Whoever agrees can meanwhile do at the organisation whatever that person can, gets the reminders instead, and both names are recorded. It can be ended early at any time.',
  ],
  standIn: '✅ Stand in',
  standNotIn: '✖️ Decline',
  youStandIn: 'Agreed to stand in.',
  youDeclined: 'Declined to stand in.',
  standInAgreed: (substitute, absent, from, to) =>
    `✅ ${substitute} agreed to stand in for ${absent} ${period(from, to)}.`,
  standInDeclined: (substitute, absent, from, to) =>
    `✖️ ${substitute} declined to stand in for ${absent} ${period(from, to)}. Please type /nghi to name somebody else.`,
  standInEnded: (substitute, absent, by) =>
    `🗓 ${substitute} no longer stands in for ${absent} from now on (ended by ${by}).`,
  standInSettled: (state) => {
    switch (state) {
      case 'asked':
        return 'These days are over, nothing has changed.';
      case 'agreed':
        return 'Agreed before, nothing has changed. Type /nghi to see it.';
      case 'declined':
        return 'Declined before, nothing has changed.';
      case 'ended':
        return 'This substitution ended before, nothing has changed.';
    }
  },
  endEarly: '⏹ End early',
  endOf: (substitute) => `⏹ End standing in: ${substitute}`,
  endNotAllowed:
    'Only who is on leave, the substitute, a leader of the organisation or an administrator can end this. Please tell one of them.',
  title: (organisation, count) => `👥 ${organisation}: ${count} people linked to the bot`,
  nobody: (organisation) =>
    `Nobody of ${organisation} is linked to the bot yet. To issue a link: /moi vanthu ${organisation}`,
  line: (ordinal, name, names, substitute, until) =>
    `${ordinal}. ${name} – ${names.join('; ')}${substitute && until ? ` (on leave to the end of ${formatDay(until)}, ${substitute} stands in)` : ''}`,
  open: (ordinal, name) => `${ordinal}. ${name}`,
  person: (name, organisation) => `👤 ${name}, ${organisation}`,
  sendAway: '🗓 On leave, name a substitute',
  endRole: (name) => `⏹ End: ${name}`,
  confirmEnd: (name, held, organisation) => [
    `⏹ ${name} is no longer: ${held}, ${organisation}?`,
    'The right ends at once. What was recorded stays; open drafts can be handed to a colleague (/drafts).',
  ],
  endNow: '⏹ Confirm the end',
  roleEnded: (name, held, organisation) =>
    `Recorded: ${name} is no longer ${held}, ${organisation}.`,
  roleEndedForPerson: (held, organisation) =>
    `⏹ This account is no longer: ${held}, ${organisation}. If this is a mistake, please contact the administrator or a leader of the organisation.`,
  lastAdministrator: (organisation) =>
    `Nothing has changed: ${organisation} keeps at least one administrator. Please invite another one first: /moi quantri ${organisation}`,
  leftTitle: '📝 Drafts of colleagues who have left or are on leave:',
  leftLine: (ordinal, what, author) => `${ordinal}. ${what} – ${author}`,
  takeOver: (ordinal) => `📝 Go on with draft ${ordinal}`,
  takenByYou: 'The draft has been moved here. Please see the newest card.',
  takenOver:
    'Somebody is composing this draft, nothing has changed. Type /drafts to see the drafts.',
  handedOver: (name) => `📝 ${name} goes on with this draft.`,
  notYoursToManage: (organisation) =>
    `Only a leader or an administrator of ${organisation} can see its people. Please contact that office.`,
};
