import { performance } from 'node:perf_hooks';
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
  at: number;
  /** How long this process had been idle, ever, when the call left and when its answer was seen. */
  idleAtStart: number;
  idleAtEnd: number | undefined;
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
 * and never close behind the one before. An answer that came while this process was at work waited for it
 * and not for the network: only idle time counts as delay.
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
  const idleTimes: number[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  /** When each call arrived at the latest, if the way always takes at least the shortest wait seen. */
  const arrivals = (): readonly number[] => {
    const usual = Math.min(...idleTimes, windowMs);
    const now = idleMs();
    return departures.map(({ at, idleAtStart, idleAtEnd }) => {
      const late = Math.max(0, (idleAtEnd ?? now) - idleAtStart - usual);
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
    const departure: Departure = {
      at: performance.now(),
      idleAtStart: idleMs(),
      idleAtEnd: undefined,
    };
    departures.push(departure);
    // What this process still does before the call is on the wire is a delay.
    setImmediate(() => {
      departure.at = performance.now();
      departure.idleAtStart = idleMs();
    });
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
        departure.idleAtEnd = idleMs();
        idleTimes.push(Math.max(0, departure.idleAtEnd - departure.idleAtStart));
        if (idleTimes.length > remembered) idleTimes.shift();
      };
    },
  };
}

/** How long the event loop of this process has had nothing to do. */
function idleMs(): number {
  return performance.eventLoopUtilization().idle;
}

async function pause(ms: number): Promise<void> {
  if (ms <= 0) return;
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
