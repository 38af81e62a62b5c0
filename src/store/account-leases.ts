import type { Database } from '../ports/database.ts';

/**
 * Takes or renews the right to be the one process that receives for an account. Returns the fence of
 * the tenure, which grows with every new holder; undefined while another process holds the right.
 */
export async function holdAccount(
  db: Database,
  accountId: string,
  lease: { readonly owner: string; readonly now: Date; readonly until: Date },
): Promise<number | undefined> {
  const { rows } = await db.query<{ fence: number }>(
    `insert into account_lease as l (account_id, owner, fence, lease_until) values ($1, $2, 1, $4)
     on conflict (account_id) do update set owner = excluded.owner, lease_until = excluded.lease_until,
       fence = case when l.owner = excluded.owner then l.fence else l.fence + 1 end
     where l.owner = excluded.owner or l.lease_until <= $3
     returning fence`,
    [accountId, lease.owner, lease.now, lease.until],
  );
  return rows[0]?.fence;
}

/** Gives the right back, so that a standby need not wait. */
export async function releaseAccount(
  db: Database,
  accountId: string,
  owner: string,
  now: Date,
): Promise<void> {
  await db.query('update account_lease set lease_until = $3 where account_id = $1 and owner = $2', [
    accountId,
    owner,
    now,
  ]);
}
