const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

/** The pause an account keeps after Zalo wanted less of it. */
export interface Throttle {
  /** Milliseconds the account has to keep quiet; 0 when it may send. */
  leftMs(now: Date): number;
  /** Zalo complained again: the pause doubles, to a day at most, until a message goes through. */
  strike(now: Date): Date;
  /** A message went through. */
  clear(): void;
}

/** A throttle whose first pause is `firstMs`. */
export function createThrottle(firstMs: number): Throttle {
  let until: Date | undefined;
  let strikes = 0;
  return {
    leftMs: (now) => Math.max(0, (until?.getTime() ?? 0) - now.getTime()),
    strike: (now) => {
      const pauseMs = Math.min(LONGEST_PAUSE_MS, firstMs * 2 ** strikes);
      strikes += 1;
      until = new Date(now.getTime() + pauseMs);
      return until;
    },
    clear: () => {
      strikes = 0;
    },
  };
}
