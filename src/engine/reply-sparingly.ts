import { recentEvents, recordEvent } from '../store/event-log.ts';
import { reply, type Turn } from './turn.ts';

const action = 'answered-sparingly';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Answers a sender gets at most: soon one after the other, and in a day. */
const mostSoon = { within: 10 * minuteMs, count: 3 } as const;
const mostADay = { stranger: 5, bound: 20 } as const;

/**
 * Answers what went wrong or was not understood, a few times at most: after that the sender gets
 * silence, so that two machines never talk to each other for ever.
 */
export async function replySparingly(
  turn: Turn,
  text: string,
  options: { readonly about?: string } = {},
): Promise<void> {
  const { tx, at, person, externalUserId } = turn;
  const sender = `${turn.channel.driver}:${externalUserId}`;
  const count = (ms: number) => recentEvents(tx, action, sender, new Date(at.getTime() - ms));
  const [soon, today] = [await count(mostSoon.within), await count(dayMs)];
  if (soon >= mostSoon.count || today >= (person ? mostADay.bound : mostADay.stranger)) return;
  await recordEvent(tx, {
    at,
    actor: person ? { person: person.id } : { stranger: externalUserId },
    action,
    subject: { kind: 'network-account', id: sender },
    detail: { chatId: turn.chat.id },
  });
  await reply(turn, text, options);
}
