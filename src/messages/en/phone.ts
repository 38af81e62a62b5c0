import { formatDay, formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { card } from './card.ts';
import { plural } from './plural.ts';

export const phone: Messages['phone'] = {
  button: '☎️ Call sheet',
  title: (reference, count) =>
    `☎️ Call sheet ${reference}: ${plural(count, 'organisation')} not acknowledged`,
  readOut: (issuer, number, symbol, issuedOn, subject, code) =>
    `To read out: «${issuer} has sent directive ${number}/${symbol} of ${formatDay(issuedOn)} on ${subject}, code ${code}. Please confirm that it has been received.»`,
  line: (organisation, people) =>
    `${organisation}: ${people.length > 0 ? people.join('; ') : 'nobody is bound yet'}`,
  person: (name, role) => `${name} – ${card.role(role)}`,
  called: (organisation) => `✔ Called ${organisation}`,
  none: (reference) => `✅ ${reference}: everybody has acknowledged.`,
  more: (count) =>
    `… ${plural(count, 'more organisation')}, see the call sheet in the file of the report`,
  askWho: (organisation) =>
    `☎️ Who at ${organisation} confirmed by telephone? Choose, or type: name – role (clerk, focal point, leader).`,
  whoUnclear:
    'It is not clear who confirmed. Please type: name – role, such as: An Nguyen – clerk.',
  askReason: (organisation, name) => `☎️ ${organisation}, ${name}: why by telephone?`,
  reasons: ['The messaging app does not work there', 'The organisation has no group yet'],
  whoTaken: (name) => `☎️ Confirmed by: ${name}`,
  recorded: (organisation, name, role) =>
    `✅ ${organisation} is on record as having acknowledged by telephone: ${card.role(role)} ${name}.`,
  undo: '↩️ A mistake, take back',
  undone: '↩️ The acknowledgement by telephone is taken back. The organisation owes it again.',
  undoneBefore: 'It was taken back before, nothing has changed.',
  settled: (organisation, role, name, at) =>
    `${organisation} has acknowledged already: ${card.role(role)} ${name}, ${formatMoment(at)}. Nothing has changed.`,
  leaderNeeded: 'This directive needs a leader of the organisation. Please call the leader.',
  sheet: 'Call sheet',
  columns: {
    organisation: 'Organisation',
    people: 'Whom to ask for',
    readOut: 'To read out',
    called: 'Called (time, who answered)',
  },
};
