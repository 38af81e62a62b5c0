import { compareIds } from './marks.ts';

/** More pages than any outage we want to make good; a first connection reads only one. */
const MAX_PAGES = 40;

/**
 * Fetches what was missed, from the newest page back to the mark. Zalo documents neither the size of
 * a page nor how far back it goes: the walk ends at the mark, or where pages stop getting older.
 */
export interface CatchUp {
  /** Takes the ids of one page; gives the id before which to ask on, or `undefined` at the end. */
  next(messageIds: readonly string[]): string | undefined;
}

export function createCatchUp(mark: string | undefined): CatchUp {
  let oldest: string | undefined;
  let pages = 0;
  return {
    next: (messageIds) => {
      pages += 1;
      const [first] = messageIds.toSorted(compareIds);
      const isOlder =
        first !== undefined && (oldest === undefined || compareIds(first, oldest) < 0);
      if (!isOlder) return undefined;
      oldest = first;
      const isReached = mark === undefined || compareIds(first, mark) <= 0;
      return isReached || pages >= MAX_PAGES ? undefined : first;
    },
  };
}
