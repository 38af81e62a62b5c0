import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

/** What the progress card and the reports to staff say. */
export const progress: Messages['progress'] = {
  headline: (number, symbol, code) => `📤 Document ${number}/${symbol} · Code ${code}`,
  subject: (subject) => `Re: ${subject}`,
  preparing: (done, total) => `⏳ Preparing the list ${done}/${total} organisations`,
  sending: (sent, total, bar) => `📤 Sending ${sent}/${total} ${bar}`,
  sent: (sent, total) => `✅ Sent to ${sent}/${total} groups`,
  corrected: (at, by) => `✏️ Corrected at ${formatMoment(at)} (${by})`,
  paused: '⏸ Paused: what has not been sent is kept',
  cancelled: (count) => `✖️ ${plural(count, 'unsent message')} cancelled`,
  failed: (count) => `⛔ Could not be sent to ${plural(count, 'group')}`,
  uncertain: (count) => `❓ ${plural(count, 'message')} may or may not have arrived`,
  resent: (count) =>
    `🔁 ${plural(count, 'message')} sent again because the first may not have arrived`,
  withoutChat: (names) => `⚠️ No receiving chat yet: ${names.join(', ')}`,
  acknowledged: (count, total) => `📬 Acknowledged ${count}/${total} organisations`,
  reports: (count, total, due) =>
    `📄 Reported ${count}/${total} organisations${due ? ` · due ${formatMoment(due)}` : ''}`,
  overdue: (count) => `🔴 Overdue: ${plural(count, 'organisation')}`,
  rejected: ({ organisation, reason, isLetOff }) =>
    `↩️ Not accepted: ${organisation} (${reason})${isLetOff ? '' : ' – to be decided'}`,
  reposted: (count, total) => `📣 Messages published ${count}/${total} groups and channels`,
  buttons: {
    pending: '👁 Who has not acknowledged or reported',
    pause: '⏸ Pause',
    resume: '▶️ Resume sending',
    cancel: '✖️ Cancel the unsent part',
  },
  unsure: {
    button: (count) => `❓ ${plural(count, 'uncertain message')}`,
    title: (reference, count) =>
      `❓ ${reference}: ${plural(count, 'message')} may or may not have arrived`,
    line: (at, part) =>
      `${at}. ${part.organisation} – ${part.chat}${part.isResent ? ' (sent again, still uncertain)' : ''}`,
    advice:
      'Please ask the organisation. “Send again” sends one more copy that says so, and never another.',
    resend: (at) => `🔁 Send ${at} again`,
    arrived: (at) => `✔ ${at} has arrived`,
    none: (reference) => `✅ ${reference}: no message is uncertain any more.`,
    resentBefore:
      'This message was sent again once and is not sent a third time. Please phone the organisation.',
    settled: 'This message is settled already; nothing changes.',
  },
  none: 'No document has been released yet.',
  pendingAck: (names) => `📭 Not acknowledged (${names.length}): ${names.join('; ')}`,
  pendingReport: (names) => `📄 Not reported (${names.length}): ${names.join('; ')}`,
  pendingOverdue: (names) => `🔴 Report overdue (${names.length}): ${names.join('; ')}`,
  pendingNone: 'All organisations have acknowledged and have submitted all reports.',
  submission: (reference, organisation, name, at, late) =>
    `📄 ${organisation} submitted its report on ${reference} – ${name}, ${formatMoment(at)}${late ? ' (late)' : ''}`,
  submissionNil: (reference, organisation, name, at) =>
    `📄 ${organisation}: nil report on ${reference} – ${name}, ${formatMoment(at)}`,
};
