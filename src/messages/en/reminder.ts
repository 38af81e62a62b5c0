import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { card } from './card.ts';
import { plural } from './plural.ts';

const howToReport = `Press «${card.buttons.report}» or reply to the document's message; if there is nothing to report, press «${card.buttons.nilReport}».`;

/** What reminders say; always in the debtor's own chat, as a reply to the card. */
export const reminder: Messages['reminder'] = {
  reportSoon: (reference, organisation, due, left) =>
    `⏰ Reminder: ${organisation} still has to submit its report on ${reference}. Due: ${formatMoment(due)} (${left} left). ${howToReport}`,
  reportDue: (reference, organisation) =>
    `⏰ Due now: ${organisation} is asked to submit its report on ${reference}. ${howToReport}`,
  reportOpen: (reference, organisation) =>
    `⏰ Reminder: ${organisation} still has to report under ${reference}. ${howToReport}`,
  reportOverdue: (reference, organisation, days) =>
    `🔴 Overdue by ${plural(days, 'day')}: ${organisation} has not submitted its report on ${reference}. Please submit it at once, or tell the issuing office the reason.`,
  acknowledgeSoon: (reference, organisation, due) =>
    `⏰ Reminder: ${organisation} has not acknowledged ${reference}. Please acknowledge before ${formatMoment(due)}.`,
  acknowledgeDue: (reference, organisation) =>
    `⏰ ${organisation} has not acknowledged ${reference}. Please press «${card.buttons.acknowledge}» under the document.`,
  acknowledgeOverdue: (reference, organisation) =>
    `🔴 Acknowledgement overdue: ${organisation} has not acknowledged ${reference}. Please press «${card.buttons.acknowledge}» under the document's message.`,
  left: (ms) => {
    const hours = Math.max(1, Math.round(ms / 3_600_000));
    return hours >= 48 ? plural(Math.round(hours / 24), 'day') : plural(hours, 'hour');
  },
};
