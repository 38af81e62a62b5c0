import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { card } from './card.ts';
import { plural } from './plural.ts';

/** What reminders say; always in the debtor's own chat, as a reply to the card. */
export const reminder: Messages['reminder'] = {
  reportSoon: (reference, organisation, due, left) =>
    `⏰ Reminder: ${organisation} still has to submit its report on ${reference}. Due: ${formatMoment(due)} (${left} left).`,
  reportDue: (reference, organisation) =>
    `⏰ Due now: ${organisation} is asked to submit its report on ${reference}.`,
  reportOverdue: (reference, organisation, days) =>
    `🔴 Overdue by ${plural(days, 'day')}: ${organisation} has not submitted its report on ${reference}. Please submit it at once or state the reason.`,
  acknowledgeSoon: (reference, organisation, due) =>
    `⏰ Reminder: ${organisation} has not acknowledged ${reference}. Please acknowledge before ${formatMoment(due)}.`,
  acknowledgeDue: (reference, organisation) =>
    `⏰ ${organisation} has not acknowledged ${reference}. Please press «${card.buttons.acknowledge}» under the document.`,
  byHand: (reference, organisation) =>
    `🔔 Reminder from the issuing office: ${organisation} still has something to do under ${reference}.`,
  left: (ms) => {
    const hours = Math.max(1, Math.round(ms / 3_600_000));
    return hours >= 48 ? plural(Math.round(hours / 24), 'day') : plural(hours, 'hour');
  },
};
