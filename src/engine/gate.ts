import type { Limit } from '../domain/pacing.ts';

/** The door through which the calls of one account leave this process, one after the other. */
export interface Gate {
  /**
   * Waits for a call's turn, which comes in `ms` at the earliest. Call the result when the call has
   * ended.
   */
  pass(ms: number): Promise<() => void>;
}

interface Departure {
  readonly at: number;
  endedAt: number | undefined;
}

/** The window in which networks count. */
const windowMs = 1_000;

/** A pace that no timer can keep is left to the bookings. */
const finestMs = 1;

/** Timers and clocks are this coarse. */
const coarsenessMs = 2;

/** How much closer than booked two calls may leave, so that a late timer is made up for. */
const closest = 0.6;

/** How many answers the usual time of an answer is the shortest of. */
const remembered = 60;

/**
 * A booking says when a call may leave; a network counts when calls arrive. A process that was held up
 * sends late, an answer that was held up may mean a late arrival, and the calls after it must not close
 * up. So a call leaves only when so many others as fill the window have certainly arrived a window ago,
 * and never close behind the one before.
 */
export function createGate({ everyMs, burst }: Pick<Limit, 'everyMs' | 'burst'>): Gate {
  if (everyMs < finestMs) {
    return {
      pass: async (ms) => {
        await pause(ms);
        return () => {};
      },
    };
  }
  const perWindow = Math.max(1, Math.round(windowMs / everyMs)) + burst - 1;
  const departures: Departure[] = [];
  const answerTimes: number[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  /** When each call arrived at the latest, if the way always takes at least the shortest time seen. */
  const arrivals = (): readonly number[] => {
    const usual = Math.min(...answerTimes, windowMs);
    const now = performance.now();
    return departures.map(({ at, endedAt }) => {
      const late = Math.max(0, (endedAt ?? now) - at - usual);
      return at + Math.min(windowMs, late);
    });
  };
  const free = (): number => {
    const last = departures.at(-1);
    const spaced = last && burst === 1 ? last.at + closest * everyMs : 0;
    if (departures.length < perWindow) return spaced;
    const filling = [...arrivals()].sort((a, b) => b - a)[perWindow - 1] ?? 0;
    return Math.max(spaced, filling + windowMs + coarsenessMs);
  };
  const leave = async (notBefore: number): Promise<Departure> => {
    for (;;) {
      const waitMs = Math.max(notBefore, free()) - performance.now();
      if (waitMs <= 0) break;
      await pause(waitMs);
    }
    const departure: Departure = { at: performance.now(), endedAt: undefined };
    departures.push(departure);
    if (departures.length > 2 * perWindow) departures.shift();
    return departure;
  };

  return {
    pass: async (ms) => {
      const notBefore = performance.now() + ms;
      const own = turn.then(() => leave(notBefore));
      turn = own;
      const departure = await own;
      return () => {
        departure.endedAt = performance.now();
        answerTimes.push(departure.endedAt - departure.at);
        if (answerTimes.length > remembered) answerTimes.shift();
      };
    },
  };
}

async function pause(ms: number): Promise<void> {
  if (ms <= 0) return;
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
