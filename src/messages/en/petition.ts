import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';

/** What an organisation asks of the issuing office, and what the office answers. */
export const petition: Messages['petition'] = {
  rejection: (about) =>
    `↩️ ${about.organisation} does not accept ${about.reference} – ${about.name}, ${formatMoment(about.at)}`,
  extension: (about, due, until) =>
    `⏳ ${about.organisation} asks for more time for the report on ${about.reference}${until ? ` until ${formatMoment(until)}` : ''}${due ? ` (due ${formatMoment(due)})` : ''} – ${about.name}, ${formatMoment(about.at)}`,
  subject: (subject) => `Re: ${subject}`,
  reason: (reason) => `Reason: ${reason}`,
  withdrawn: (at) => `Nothing to decide any more: withdrawn or reported, ${formatMoment(at)}`,
  letOff: (by, at) => `✅ Agreed, the organisation has nothing to do – ${by}, ${formatMoment(at)}`,
  insisted: (by, at) => `🔁 The organisation was asked to accept – ${by}, ${formatMoment(at)}`,
  granted: (by, at, until) => `✅ Extended to ${formatMoment(until)} – ${by}, ${formatMoment(at)}`,
  refused: (by, at) => `✖️ Not extended – ${by}, ${formatMoment(at)}`,
  buttons: {
    letOff: '✅ Agree',
    insist: '🔁 Ask to accept',
    grant: (until) => `✅ Extend to ${formatMoment(until)}`,
    otherDate: '📅 Another date',
    refuse: '✖️ Do not extend',
  },
  toldLetOff: (reference) =>
    `✅ The issuing office agrees that ${reference} is not for the organisation: nothing more has to be done.`,
  toldInsisted: (reference, organisation) =>
    `🔁 The issuing office asks ${organisation} to accept ${reference}. Please press «Acknowledge receipt».`,
  toldGranted: (reference, until) =>
    `✅ The issuing office extends the report on ${reference} to ${formatMoment(until)}.`,
  toldRefused: (reference, reason) =>
    `✖️ The issuing office does not extend the report on ${reference}. Reason: ${reason}`,
  decidedBefore: (by, at) => `Somebody decided before: ${by}, ${formatMoment(at)}.`,
  noLongerOpen: 'There is nothing to decide any more.',
  askDate: (organisation) =>
    `Until which day is the deadline of ${organisation} to be extended? E.g. 20/1/2026 or 17h00 20/1/2026`,
  askRefusal: (organisation) => `Why is the deadline of ${organisation} not extended?`,
  badDate: 'The date could not be read. E.g. 20/1/2026 or 17h00 20/1/2026',
  dateNotLater: (due) =>
    `The new date has to be after the present deadline (${formatMoment(due)}) and not in the past.`,
};
