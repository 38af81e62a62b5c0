/**
 * Pacing by GCRA: each key (an account, a chat) owes a theoretical arrival time, and a call may go
 * out once that time is within the key's burst. A key that the network complained about goes slower
 * for a while. Pure: the rows are read and stored by the caller.
 */
export interface Limit {
  readonly key: string;
  /** Milliseconds between calls in the long run. */
  readonly everyMs: number;
  /** Calls that may go out at once after a rest. */
  readonly burst: number;
}

export interface PaceRow {
  /** The theoretical arrival time in milliseconds since 1970; a fraction counts, there are 30 calls a second. */
  readonly tatMs: number;
  /** Nothing goes out before it: the network said so. */
  readonly blockedUntil?: Date;
  /** How much slower than its limit the key goes, since when; see `slowFactor`. */
  readonly slowed?: Slowed;
}

export interface Slowed {
  /** 150 means that calls are half as far apart again as the limit says. */
  readonly percent: number;
  readonly at: Date;
}

/** One complaint makes a key half as slow again; many make it eight times as slow at most. */
const complaintFactor = 1.5;
const slowestPercent = 800;

/** Complaints this close together are one: their calls were under way before anybody could slow down. */
const oneComplaintMs = 5_000;

/** In this time half of the slowness is gone. */
const halfLifeMs = 60_000;

/** How many times further apart than its limit says the calls of a key are now; 1 when nothing is wrong. */
export function slowFactor(slowed: Slowed | undefined, now: Date): number {
  if (!slowed) return 1;
  const halvings = Math.max(0, now.getTime() - slowed.at.getTime()) / halfLifeMs;
  const excess = (slowed.percent / 100 - 1) * 0.5 ** halvings;
  return excess < 0.01 ? 1 : 1 + excess;
}

/** What a key is slowed to when the network answers "too many requests" although its limit was kept. */
export function slowDown(slowed: Slowed | undefined, now: Date): Slowed {
  if (slowed && now.getTime() - slowed.at.getTime() < oneComplaintMs) return slowed;
  const percent = Math.round(100 * slowFactor(slowed, now) * complaintFactor);
  return { percent: Math.min(slowestPercent, percent), at: now };
}

/**
 * The first moment, not before `now`, at which a call bound by all of `limits` may go out; in
 * milliseconds since 1970 like all bookings, which must not lose their fractions.
 */
export function earliestCall(
  rows: ReadonlyMap<string, PaceRow>,
  limits: readonly Limit[],
  now: Date,
): number {
  let at = now.getTime();
  for (const { key, everyMs, burst } of limits) {
    const row = rows.get(key);
    if (!row) continue;
    const spacing = everyMs * slowFactor(row.slowed, now);
    at = Math.max(at, row.tatMs - (burst - 1) * spacing, row.blockedUntil?.getTime() ?? 0);
  }
  return at;
}

/** Books a call at `atMs` on every key; changes `rows` in place. */
export function bookCall(rows: Map<string, PaceRow>, limits: readonly Limit[], atMs: number): void {
  for (const { key, everyMs } of limits) {
    const row = rows.get(key);
    const spacing = everyMs * slowFactor(row?.slowed, new Date(atMs));
    rows.set(key, { ...row, tatMs: Math.max(row?.tatMs ?? 0, atMs) + spacing });
  }
}
