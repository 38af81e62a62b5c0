import type { AckStatus, AckWay } from '../../domain/acknowledgement.ts';
import type { Reach, ReportVerdict } from '../../domain/tracking.ts';
import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

const reaches: Readonly<Record<Reach, string>> = {
  delivered: 'Delivered',
  uncertain: 'May have arrived',
  waiting: 'Waiting to go out',
  failed: 'Could not be sent',
  cancelled: 'Cancelled before it went out',
  'no-chat': 'No chat',
};

const statuses: Readonly<Record<AckStatus, string>> = {
  delivered: 'Delivered',
  rejected: 'Rejected',
  acknowledged: 'Acknowledged',
  assigned: 'Assigned',
  in_progress: 'In progress',
  done: 'Done',
  recall_requested: 'Take-back requested',
  recall_accepted: 'Take-back accepted',
  recall_refused: 'Take-back refused',
};

const ways: Readonly<Record<AckWay, string>> = {
  button: 'Button',
  'deep-link': 'Link',
  code: 'Code or words',
  quote: 'Reply',
  reaction: 'Reaction',
  'native-reminder': 'Reminder of the app',
  phone: 'Telephone',
  report: 'By reporting',
};

const verdicts: Readonly<Record<ReportVerdict, string>> = {
  'on-time': 'On time',
  late: 'Late',
  overdue: 'Overdue, not reported',
  waiting: 'Not reported, still in time',
  waived: 'No longer asked for',
};

export const report: Messages['report'] = {
  button: '📊 Report',
  title: (reference, moment) => `📊 ${reference} – as of ${formatMoment(moment)}`,
  delivered: (count, total) => `📤 Delivered to ${count}/${plural(total, 'organisation')}`,
  acknowledged: (count, total) => `📬 Acknowledged ${count}/${total}`,
  pending: (count, over) =>
    `📭 Not acknowledged ${count}${over > 0 ? `, of these overdue ${over}` : ''}`,
  reports: (onTime, late) => `📄 Reports: on time ${onTime} · late ${late}`,
  owing: (waiting, overdue) => `   not reported, still in time ${waiting} · overdue ${overdue}`,
  extended: (count) => `   deadline put off for ${count}`,
  notReached: '⚠️ Not reached:',
  notReachedLine: (organisation, why) => `– ${organisation}: ${why}`,
  more: (count) => `… and ${plural(count, 'more organisation')}, see the file`,
  fileName: (reference) => `Tracking sheet ${reference}`,
  reach: (reach) => reaches[reach],
  because: (reason) => {
    if (reason === 'chat-gone') return 'the bot was removed or the group is gone';
    if (reason === 'gave-up') return 'the network did not take it in time';
    if (reason.startsWith('chat-of-another') || reason === 'chat-rebound')
      return 'the group is another organisation’s by now';
    return 'the network refused it';
  },
  status: (status) => statuses[status],
  way: (way) => ways[way],
  verdict: (verdict) => verdicts[verdict],
  nil: 'nothing to report',
  extendedTo: (at) => `put off to ${formatMoment(at)}`,
  act: 'To act',
  inform: 'For information',
  sheet: 'Tracking sheet',
  columns: {
    number: 'No.',
    organisation: 'Organisation',
    code: 'Identifier code',
    role: 'Role',
    reach: 'Delivery',
    deliveredAt: 'Delivered at',
    acknowledgedAt: 'Acknowledged at',
    acknowledgedBy: 'Acknowledged by',
    acknowledgedAs: 'Role of that person',
    way: 'Way',
    dueAt: 'Report due',
    submittedAt: 'Reported at',
    verdict: 'Report',
    statusCode: 'Status code (edXML)',
    status: 'Status',
    reason: 'Reason',
  },
};
