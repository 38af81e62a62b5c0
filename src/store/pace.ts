import { type PaceRow, slowDown } from '../domain/pacing.ts';
import type { Database } from '../ports/database.ts';

interface StoredPace {
  readonly key: string;
  readonly tat: Date;
  readonly blockedUntil: Date | null;
  readonly slowedPercent: number | null;
  readonly slowedAt: Date | null;
}

const columns = `key, tat, blocked_until as "blockedUntil", slowed_percent as "slowedPercent",
  slowed_at as "slowedAt"`;

/**
 * Takes, or keeps, the right of one process to call for an account until `until`. Undefined when it has
 * it now, else the end of the other one's right. Locks the account's row to the end of the transaction.
 */
export async function holdAccountPace(
  tx: Database,
  key: string,
  hold: { readonly by: string; readonly now: Date; readonly until: Date },
): Promise<Date | undefined> {
  const { rows } = await tx.query<{ heldBy: string; heldUntil: Date }>(
    `insert into pace as p (key, tat, held_by, held_until) values ($1, $3, $2, $4)
     on conflict (key) do update set
       held_by = case when p.held_by is null or p.held_by = $2 or p.held_until <= $3 then $2 else p.held_by end,
       held_until = case when p.held_by is null or p.held_by = $2 or p.held_until <= $3 then $4 else p.held_until end
     returning held_by as "heldBy", held_until as "heldUntil"`,
    [key, hold.by, hold.now, hold.until],
  );
  const [row] = rows;
  return row && row.heldBy !== hold.by ? row.heldUntil : undefined;
}

/**
 * Makes whoever changes several parts of some accounts take turns. Call it before the first of them is
 * locked: two transactions that lock the same parts in different orders would wait for each other.
 */
export async function lockAccountPaces(tx: Database, keys: readonly string[]): Promise<void> {
  await tx.query('select 1 from pace where key = any($1::text[]) order by key for update', [
    [...keys],
  ]);
}

/** Gives the right to call for an account back before its end. */
export async function releaseAccountPace(db: Database, key: string, by: string): Promise<void> {
  await db.query(
    'update pace set held_by = null, held_until = null where key = $1 and held_by = $2',
    [key, by],
  );
}

/** The pace rows of the keys that have one. */
export async function paceRows(
  tx: Database,
  keys: readonly string[],
): Promise<Map<string, PaceRow>> {
  const { rows } = await tx.query<StoredPace>(
    `select ${columns} from pace where key = any($1::text[])`,
    [[...keys]],
  );
  return new Map(rows.map((row) => [row.key, paceOf(row)]));
}

/** Keeps the bookings of some keys; a fraction of a millisecond is rounded up. */
export async function savePace(tx: Database, rows: ReadonlyMap<string, PaceRow>): Promise<void> {
  if (rows.size === 0) return;
  await tx.query(
    `insert into pace (key, tat) select * from unnest($1::text[], $2::timestamptz[])
     on conflict (key) do update set tat = greatest(pace.tat, excluded.tat)`,
    [[...rows.keys()], [...rows.values()].map(({ tatMs }) => new Date(Math.ceil(tatMs)))],
  );
}

/** Lets the next call under each key come no sooner: the one before came later than it was booked. */
export async function delayPace(tx: Database, tats: ReadonlyMap<string, Date>): Promise<void> {
  if (tats.size === 0) return;
  await tx.query(
    `update pace p set tat = greatest(p.tat, n.tat)
     from unnest($1::text[], $2::timestamptz[]) as n (key, tat) where p.key = n.key`,
    [[...tats.keys()], [...tats.values()]],
  );
}

/** Holds every call under a key back until `until`, and lets it go slower for a while after that. */
export async function blockPace(
  tx: Database,
  key: string,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<void> {
  const { rows } = await tx.query<StoredPace>(
    `insert into pace as p (key, tat, blocked_until) values ($1, $2, $2)
     on conflict (key) do update set blocked_until = greatest(p.blocked_until, excluded.blocked_until)
     returning ${columns}`,
    [key, until],
  );
  const [row] = rows;
  const { percent, at } = slowDown(row && paceOf(row).slowed, now);
  await tx.query('update pace set slowed_percent = $2, slowed_at = $3 where key = $1', [
    key,
    percent,
    at,
  ]);
}

function paceOf({ tat, blockedUntil, slowedPercent, slowedAt }: StoredPace): PaceRow {
  return {
    tatMs: tat.getTime(),
    ...(blockedUntil ? { blockedUntil } : {}),
    ...(slowedPercent !== null && slowedAt
      ? { slowed: { percent: slowedPercent, at: slowedAt } }
      : {}),
  };
}
