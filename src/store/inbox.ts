import type { RawUpdate } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';

export interface InboxRow {
  readonly id: string;
  readonly accountId: string;
  readonly networkId: string;
  readonly receivedAt: Date;
  readonly payload: unknown;
  readonly attempt: number;
}

/** Stores raw updates once each; resolves when they are durable. Returns how many were new. */
export async function storeUpdates(
  db: Database,
  accountId: string,
  updates: readonly Pick<RawUpdate, 'networkId' | 'chatKey' | 'urgent' | 'payload'>[],
  receivedAt: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `insert into inbox (account_id, network_id, chat_key, urgent, received_at, payload)
     select $1, n.network_id, n.chat_key, n.urgent, $6, n.payload::jsonb
     from unnest($2::text[], $3::text[], $4::boolean[], $5::text[]) as n (network_id, chat_key, urgent, payload)
     on conflict (account_id, network_id) do nothing returning id`,
    [
      accountId,
      updates.map((update) => update.networkId),
      updates.map((update) => update.chatKey),
      updates.map((update) => update.urgent),
      updates.map((update) => JSON.stringify(update.payload)),
      receivedAt,
    ],
  );
  return rows.length;
}

/**
 * Locks and returns the updates to work off next: presses first, and otherwise in the order they came.
 * Who else works off updates, of any account, waits until this transaction has ended: nobody's second step
 * is taken before the first, and no two of them lock the same rows in different orders.
 */
export async function takeUpdates(
  tx: Database,
  accountId: string,
  limit: number,
): Promise<readonly InboxRow[]> {
  // Whatever stands behind the lock in one connection is read once it is held.
  const [, { rows }] = await Promise.all([
    tx.query(`select pg_advisory_xact_lock(hashtext('inbox'))`),
    tx.query<InboxRow>(
      `select i.id, i.account_id as "accountId", i.network_id as "networkId",
       i.received_at as "receivedAt", i.payload, i.attempt
     from inbox i
     where i.id in (select id from (
       (select id, seq, urgent from inbox where account_id = $1 and state = 'new' and urgent order by seq limit $2)
       union all
       (select id, seq, urgent from inbox where account_id = $1 and state = 'new' and not urgent order by seq limit $2)
     ) as next order by urgent desc, seq limit $2)
     order by i.urgent desc, i.seq
     for update`,
      [accountId, limit],
    ),
  ]);
  return rows;
}

/** Marks updates as worked off. */
export async function closeUpdates(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(`update inbox set state = 'done' where id = any($1::uuid[])`, [[...ids]]);
}

/** Ends an update that is not worked off any more. */
export async function closeUpdate(
  tx: Database,
  id: string,
  end: { readonly state: 'done' | 'failed'; readonly reason?: string },
): Promise<void> {
  await tx.query('update inbox set state = $2, reason = $3 where id = $1', [
    id,
    end.state,
    end.reason ?? null,
  ]);
}

/** Forgets what an update said, once it is known to have brought a secret document. */
export async function eraseUpdate(tx: Database, id: string): Promise<void> {
  await tx.query(`update inbox set payload = '{}' where id = $1`, [id]);
}

/** Deletes some updates that were worked off and came before a moment. Returns how many. */
export async function dropOldUpdates(db: Database, before: Date, limit: number): Promise<number> {
  const { rows } = await db.query(
    `delete from inbox where id in (select id from inbox where state = 'done' and received_at < $1
       order by received_at limit $2 for update skip locked) returning id`,
    [before, limit],
  );
  return rows.length;
}

/** Counts a try that ended in an error; the row stays until `closeUpdate` gives it up. */
export async function countTry(db: Database, id: string): Promise<number> {
  const { rows } = await db.query<{ attempt: number }>(
    'update inbox set attempt = attempt + 1 where id = $1 returning attempt',
    [id],
  );
  return rows[0]?.attempt ?? 0;
}

export async function waitingUpdates(db: Database, accountId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from inbox where account_id = $1 and state = 'new'`,
    [accountId],
  );
  return rows[0]?.n ?? 0;
}
