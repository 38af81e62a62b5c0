import type { PaceRow } from '../domain/pacing.ts';
import type { Database } from '../ports/database.ts';

interface StoredPace {
  readonly key: string;
  readonly tat: Date;
  readonly blockedUntil: Date | null;
}

/** Makes sure the account's pace row exists and locks it: bookings of one account happen one at a time. */
export async function lockAccountPace(tx: Database, key: string, now: Date): Promise<void> {
  await tx.query('insert into pace (key, tat) values ($1, $2) on conflict do nothing', [key, now]);
  await tx.query('select 1 from pace where key = $1 for update', [key]);
}

/** The pace rows of the keys that have one. */
export async function paceRows(
  tx: Database,
  keys: readonly string[],
): Promise<Map<string, PaceRow>> {
  const { rows } = await tx.query<StoredPace>(
    'select key, tat, blocked_until as "blockedUntil" from pace where key = any($1::text[])',
    [[...keys]],
  );
  return new Map(
    rows.map(({ key, tat, blockedUntil }) => [key, blockedUntil ? { tat, blockedUntil } : { tat }]),
  );
}

export async function savePace(tx: Database, rows: ReadonlyMap<string, PaceRow>): Promise<void> {
  if (rows.size === 0) return;
  await tx.query(
    `insert into pace (key, tat) select * from unnest($1::text[], $2::timestamptz[])
     on conflict (key) do update set tat = excluded.tat`,
    [[...rows.keys()], [...rows.values()].map((row) => row.tat)],
  );
}

/** Holds every call under a key back until `until`; a later hold stands. */
export async function blockPace(tx: Database, key: string, until: Date): Promise<void> {
  await tx.query(
    `insert into pace (key, tat, blocked_until) values ($1, $2, $2)
     on conflict (key) do update set blocked_until = greatest(pace.blocked_until, excluded.blocked_until)`,
    [key, until],
  );
}
