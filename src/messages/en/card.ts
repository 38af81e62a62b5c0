import type { PositionRole } from '../../domain/acknowledgement.ts';
import type { Urgency } from '../../domain/document/document.ts';
import { formatBytes, formatDay, formatHour, formatMoment, formatWeekdayEn } from '../format.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

// The degrees of urgency are words of the law: kept, and explained.
const urgencies: Readonly<Record<Urgency, string>> = {
  none: '',
  khan: '⚡ KHẨN (urgent)',
  thuong_khan: '⚡ THƯỢNG KHẨN (very urgent)',
  hoa_toc: '🚨 HỎA TỐC (flash)',
};

const roles: Readonly<Record<PositionRole, string>> = {
  clerk: 'Registry clerk',
  focal_point: 'Focal point',
  leader: 'Leader',
};

/** What a directive's card and its answers say. */
export const card: Messages['card'] = {
  role: (role) => roles[role],
  headline: (urgency, issuer) =>
    urgency === 'none' ? `📄 ${issuer}` : `${urgencies[urgency]} – ${issuer}`,
  drill: '🟨 DIỄN TẬP (drill) – not a real document',
  reference: (number, symbol, issuedOn) => `No. ${number}/${symbol} of ${formatDay(issuedOn)}`,
  subject: (subject) => `Re: ${subject}`,
  tasksOf: (organisation) => `▸ Tasks of ${organisation}:`,
  task: (task) => `– ${task}`,
  moreTasks: (count) => `– (${plural(count, 'more item')}, see the full text enclosed)`,
  informed: (organisation) => `${organisation} receives this for information.`,
  report: (phrase, last) =>
    `⏰ Report: ${phrase} (at the latest by the end of ${formatWeekdayEn(last)})`,
  reportAt: (phrase, due) => `⏰ Report: ${phrase} (${formatHour(due)} ${formatWeekdayEn(due)})`,
  reportUndated: (phrase) => `⏰ Report: ${phrase}`,
  acknowledgeBy: (due) => `✍️ Acknowledge receipt before ${formatMoment(due)}`,
  files: (files) =>
    `📎 ${files.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(', ')}`,
  fileBelow: '📎 The file is in the message below',
  textBelow: '📃 Full text in the message below',
  original: 'The original is sent through the document exchange axis/document system.',
  code: (code) => `Code: ${code}`,
  resent:
    '🔁 Sent again because it is not certain that it arrived the first time; if it did, nothing more has to be done.',
  fileAgain: (name: string) =>
    `🔁 The file “${name}” is sent again because it is not certain that it arrived; if it did, nothing needs to be done.`,
  nativeReminder: (reference: string, code: string, due: Date) =>
    `${reference} (code ${code}) – due ${formatMoment(due)}. Accepting this reminder acknowledges receipt.`,
  twin: 'Duplicate – see the copy above',
  acknowledgedBy: (role, name, organisation, at) =>
    `✅ Acknowledged: ${roles[role]} ${name}, ${organisation} – ${formatMoment(at)}`,
  acknowledgedByMore: (count) => `   and ${plural(count, 'other person', 'other people')}`,
  submitted: (role, name, at) =>
    `📄 Report submitted: ${roles[role]} ${name} – ${formatMoment(at)}`,
  submittedNil: (role, name, at) => `📄 Nil report: ${roles[role]} ${name} – ${formatMoment(at)}`,
  onTimeExtended: '(on time, deadline extended)',
  rejectedBy: (role, name, at, reason) =>
    `↩️ Not accepted: ${roles[role]} ${name} – ${formatMoment(at)}. Reason: ${reason}`,
  awaitsDecision: '   Awaits the decision of the issuing office',
  letOff: '   The issuing office agreed: the organisation has nothing more to do',
  delegateAsked: (name) => `👤 Being assigned to ${name}, not accepted yet`,
  delegate: (name) => `👤 Assigned to: ${name}`,
  inProgress: (role, name, at) => `🛠 In progress: ${roles[role]} ${name} – ${formatMoment(at)}`,
  done: (role, name, at) => `🏁 Done: ${roles[role]} ${name} – ${formatMoment(at)}`,
  extensionAsked: (until) =>
    `⏳ Extension to ${formatMoment(until)} requested, awaits the decision of the issuing office`,
  extendedTo: (until) => `🗓 Report deadline extended to ${formatMoment(until)}`,
  overdue: '🔴 Report overdue',
  repostThis: '📣 Please publish the text below word for word, then press «Published»:',
  recalled: '⛔ DOCUMENT RECALLED',
  replaced: '⚠️ REPLACED BY ANOTHER DOCUMENT',
  buttons: {
    acknowledge: '✅ Acknowledge receipt',
    report: '📄 Submit report',
    nilReport: 'Nil report',
    more: '☰ More',
    register: '👤 Register as focal point',
    posted: '📣 Published',
  },
};
