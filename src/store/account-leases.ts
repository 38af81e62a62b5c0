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

/** Whether another process than `owner` receives for an account now. */
export async function isHeldElsewhere(
  db: Database,
  accountId: string,
  { owner, now }: { readonly owner: string; readonly now: Date },
): Promise<boolean> {
  const { rows } = await db.query(
    'select 1 from account_lease where account_id = $1 and owner <> $2 and lease_until > $3',
    [accountId, owner, now],
  );
  return rows.length > 0;
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

/** What an account needs to log in again, as the driver sealed it; undefined when nothing was kept. */
export async function loadCredentials(
  db: Database,
  accountId: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ credentials: string | null }>(
    'select credentials from account_lease where account_id = $1',
    [accountId],
  );
  return rows[0]?.credentials ?? undefined;
}

/** Keeps sealed credentials beside the lease of their account. */
export async function saveCredentials(
  db: Database,
  accountId: string,
  credentials: string,
  now: Date,
): Promise<void> {
  await db.query(
    `insert into account_lease (account_id, owner, fence, lease_until, credentials) values ($1, '', 0, $3, $2)
     on conflict (account_id) do update set credentials = excluded.credentials`,
    [accountId, credentials, now],
  );
}
