/** What a look at something outside means, after the looks before it. */
export type Turn = 'began' | 'ended' | undefined;

/** Follows something that may be out of reach, look by look. */
export interface Outage {
  /** Takes one look; answers when it has been away for long enough to tell, and when it is back after that. */
  look(isThere: boolean, now: Date): Turn;
  /** Whether it has been away for long enough to tell. */
  readonly isTold: boolean;
  /** Since when it is away; undefined while it is there. */
  readonly since: Date | undefined;
}

/** Starts with something that is there; what is away for less than `tellAfterMs` is not worth telling. */
export function followOutage(tellAfterMs: number): Outage {
  let since: Date | undefined;
  let isTold = false;
  return {
    get isTold() {
      return isTold;
    },
    get since() {
      return since;
    },
    look(isThere, now) {
      if (isThere) {
        const wasTold = isTold;
        since = undefined;
        isTold = false;
        return wasTold ? 'ended' : undefined;
      }
      since ??= now;
      if (isTold || now.getTime() - since.getTime() < tellAfterMs) return undefined;
      isTold = true;
      return 'began';
    },
  };
}
