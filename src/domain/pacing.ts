/**
 * Pacing by GCRA: each key (an account, a chat) owes a theoretical arrival time, and a call may go
 * out once that time is within the key's burst. Pure: the rows are read and stored by the caller.
 */
export interface Limit {
  readonly key: string;
  /** Milliseconds between calls in the long run. */
  readonly everyMs: number;
  /** Calls that may go out at once after a rest. */
  readonly burst: number;
}

export interface PaceRow {
  readonly tat: Date;
  /** Nothing goes out before it: the network said so. */
  readonly blockedUntil?: Date;
}

/** The first moment, not before `now`, at which a call bound by all of `limits` may go out. */
export function earliestCall(
  rows: ReadonlyMap<string, PaceRow>,
  limits: readonly Limit[],
  now: Date,
): Date {
  let at = now.getTime();
  for (const { key, everyMs, burst } of limits) {
    const row = rows.get(key);
    if (!row) continue;
    at = Math.max(at, row.tat.getTime() - (burst - 1) * everyMs, row.blockedUntil?.getTime() ?? 0);
  }
  return new Date(at);
}

/** Books a call at `at` on every key; changes `rows` in place. */
export function bookCall(rows: Map<string, PaceRow>, limits: readonly Limit[], at: Date): void {
  for (const { key, everyMs } of limits) {
    const row = rows.get(key);
    const tat = new Date(Math.max(row?.tat.getTime() ?? 0, at.getTime()) + everyMs);
    rows.set(key, row?.blockedUntil ? { tat, blockedUntil: row.blockedUntil } : { tat });
  }
}
