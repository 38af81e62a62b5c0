import type { Clock } from './ports/clock.ts';

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  msUntil: (at) => Math.max(0, at.getTime() - Date.now()),
};

/**
 * A clock that shows `startAt` at the real instant `realStart` (milliseconds, by default now) and
 * from there runs `factor` times as fast, so that a demonstration sees a week in minutes.
 */
export function scaledClock(options: {
  readonly startAt: Date;
  readonly factor: number;
  readonly realStart?: number;
}): Clock {
  const { startAt, factor, realStart = Date.now() } = options;
  if (!(factor > 0)) throw new Error(`A clock cannot run ${factor} times as fast`);
  const shown = () => startAt.getTime() + (Date.now() - realStart) * factor;
  return {
    now: () => new Date(shown()),
    // Rounded up: a timer that fires a moment early would find nothing due yet.
    msUntil: (at) => Math.max(0, Math.ceil((at.getTime() - shown()) / factor)),
  };
}
