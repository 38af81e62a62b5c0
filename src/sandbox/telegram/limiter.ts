import { tooManyRequests } from './faults.ts';

/** The limits as Telegram's FAQ gives them; strict sliding windows, no burst on top. */
export interface Limits {
  /** Messages of one bot in any second. */
  readonly perSecond: number;
  /** Messages to one private chat in any second. */
  readonly perChatSecond: number;
  /** Messages to one group or channel in any minute; edits have a second window of the same size. */
  readonly perGroupMinute: number;
}

/** The documented limits. */
export const TELEGRAM_LIMITS: Limits = { perSecond: 30, perChatSecond: 1, perGroupMinute: 20 };

/** Answers 429 to whoever sends too fast. Off until it is given limits. */
export interface Limiter {
  limits: Limits | undefined;
  /** Throws 429 when `weight` more messages would break a limit, otherwise counts them. */
  admit(bot: number, chat: number, method: string, weight: number): void;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const SENDS = /^(send(?!ChatAction)|copy|forward)/;
const EDITS = /^editMessage/;

/**
 * A limiter on the network's clock. A sliding window forgets a message exactly one second or minute after it, so
 * `retry_after` is exact. A call answered 429 does not count; one refused for another reason later does.
 */
export function createLimiter(now: () => number, limits: Limits | undefined): Limiter {
  const windows = new Map<string, number[]>();

  const waitFor = (key: string, windowMs: number, most: number, weight: number): number => {
    const times = windows.get(key);
    if (times === undefined) return 0;
    const from = times.findIndex((at) => at > now() - windowMs);
    times.splice(0, from < 0 ? times.length : from);
    if (times.length + Math.min(weight, most) <= most) return 0;
    const freeing = times[times.length + Math.min(weight, most) - most - 1] ?? now();
    return freeing + windowMs - now();
  };

  const count = (key: string, weight: number): void => {
    const times = windows.get(key) ?? [];
    windows.set(key, times);
    for (let copy = 0; copy < weight; copy += 1) times.push(now());
  };

  return {
    limits,
    admit(bot, chat, method, weight) {
      if (this.limits === undefined) return;
      const isSend = SENDS.test(method);
      if (!isSend && !EDITS.test(method)) return;
      const what = isSend ? 'send' : 'edit';
      const rules: readonly (readonly [key: string, windowMs: number, most: number])[] = [
        [`${bot}`, SECOND_MS, this.limits.perSecond],
        chat > 0
          ? [`${bot} ${what} ${chat}`, SECOND_MS, this.limits.perChatSecond]
          : [`${bot} ${what} ${chat}`, MINUTE_MS, this.limits.perGroupMinute],
      ];
      const waitMs = Math.max(
        ...rules.map(([key, windowMs, most]) => waitFor(key, windowMs, most, weight)),
      );
      if (waitMs > 0) throw tooManyRequests(Math.ceil(waitMs / 1000));
      for (const [key] of rules) count(key, weight);
    },
  };
}
