import { formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';
import { plural } from './plural.ts';

export const nudge: Messages['nudge'] = {
  button: '🔔 Remind',
  title: (reference, count) =>
    `🔔 Reminder under ${reference}: ${plural(count, 'organisation')}, one message each`,
  who: (names) => `Will be reminded: ${names.join('; ')}`,
  sample: (text) => `Words: «${text}»`,
  unreachable: (names) =>
    `☎️ Out of reach by message, please telephone (${names.length}): ${names.join('; ')}`,
  later: (at) => `🌙 Quiet hours: the reminders go out at ${formatMoment(at)}`,
  onlyWhoOwe: 'Whoever has finished before a message goes out is not reminded.',
  go: (count) => `🔔 Remind ${plural(count, 'organisation')}`,
  done: (reference, count) =>
    `🔔 Reminders under ${reference} sent to ${plural(count, 'organisation')}.`,
  planned: (reference, count, at) =>
    `🌙 Reminders under ${reference} for ${plural(count, 'organisation')} are set for ${formatMoment(at)}. Only those are reminded who still owe by then.`,
  tooSoon: (reference, by, at, from) =>
    `${by} had reminders sent under ${reference} at ${formatMoment(at)}. The next ones are possible from ${formatMoment(from)}.`,
  paused: (reference) => `${reference} is paused, so nobody is reminded. Please resume it first.`,
  ended: (reference) => `${reference} has ended, there is nothing to remind of.`,
  nobody: (reference) => `✅ ${reference}: nobody is left to be reminded.`,
};
