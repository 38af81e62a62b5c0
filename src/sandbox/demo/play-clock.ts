import type { Clock } from '../../ports/clock.ts';

/** People's time in a play: runs faster than the machine's, by a factor that may change between phases. */
export interface PlayClock extends Clock {
  readonly factor: number;
  /** From now on runs `factor` times as fast as the machine. */
  run(factor: number): void;
}

/** Starts people's time at `startAt`. */
export function playClock(startAt: Date, factor: number): PlayClock {
  let pace = factor;
  let shownThen = startAt.getTime();
  let realThen = Date.now();
  const shown = () => shownThen + (Date.now() - realThen) * pace;
  return {
    get factor() {
      return pace;
    },
    now: () => new Date(shown()),
    // Rounded up: a timer that fires a moment early would find nothing due yet.
    msUntil: (at) => Math.max(0, Math.ceil((at.getTime() - shown()) / pace)),
    run: (next) => {
      shownThen = shown();
      realThen = Date.now();
      pace = next;
    },
  };
}
