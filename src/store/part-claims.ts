import type { Database } from '../ports/database.ts';
import { type PartRow, partColumns } from './parts.ts';

/**
 * A part of a directive goes out only while its directive does, and only to the organisation it was
 * written for: a chat may have been bound to another one since. A notice of its correction or recall goes
 * out whatever has become of the directive.
 */
const mayGoOut = `(d.id is null or ((r.state in ('releasing', 'released') or d.purpose = 'notice')
  and c.state = 'active' and c.organisation_id = d.organisation_id))`;

/**
 * A part waits while an earlier one of its delivery has not come to an end, and a short message while
 * the card and the files that it belongs to are on their way to the same chat.
 */
const isNext = `not exists (select 1 from part e where e.delivery_id = p.delivery_id
    and e.position < p.position and e.state in ('queued', 'sending'))
  and not exists (select 1 from delivery w join part e on e.delivery_id = w.id
    where d.purpose = 'short-message' and w.version_id = d.version_id and w.chat_id = d.chat_id
      and w.purpose = 'directive' and e.state in ('queued', 'sending'))`;

/** As much of a part as decides whether it is its turn. */
export type ReadyPart = Pick<PartRow, 'id' | 'chatId' | 'lane'>;

/**
 * The parts an account may send next: best lane first, then oldest. None is locked: whoever claims them
 * holds the account, and a part that somebody ends meanwhile is not claimed.
 *
 * Parts of directives that are paused or ended stay where they are.
 */
export async function readyParts(
  db: Database,
  accountId: string,
  now: Date,
  limit: number,
): Promise<readonly ReadyPart[]> {
  const { rows } = await db.query<ReadyPart>(
    `select p.id, p.chat_id as "chatId", p.lane from part p
     left join delivery d on d.id = p.delivery_id
     left join directive r on r.id = d.directive_id
     left join chat c on c.id = p.chat_id
     where p.account_id = $1 and p.state = 'queued' and p.next_try_at <= $2 and ${mayGoOut}
       and ${isNext}
     order by p.lane, p.created_at, p.position limit $3`,
    [accountId, now, limit],
  );
  return rows;
}

/** When the next queued or stale part of an account wants attention; undefined when none does. */
export async function nextAttention(db: Database, accountId: string): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date | null }>(
    `select least(
       (select min(p.next_try_at) from part p left join delivery d on d.id = p.delivery_id
          left join directive r on r.id = d.directive_id left join chat c on c.id = p.chat_id
          where p.account_id = $1 and p.state = 'queued' and ${mayGoOut}
          and ${isNext}),
       (select min(edit_after) from part where account_id = $1 and stale and message_id is not null
          and editing_until is null and state in ('sent', 'acknowledged', 'superseded'))
     ) as at`,
    [accountId],
  );
  return rows[0]?.at ?? undefined;
}

/** Marks queued parts as claimed by one process until `leaseUntil`; returns them, each with its new fence. */
export async function claimParts(
  tx: Database,
  ids: readonly string[],
  claim: { readonly by: string; readonly leaseUntil: Date },
): Promise<readonly PartRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<PartRow>(
    `update part p set state = 'sending', attempt = attempt + 1, fence = fence + 1, claimed_by = $2, lease_until = $3
     where id = any($1::uuid[]) and state = 'queued' returning ${partColumns}`,
    [[...ids], claim.by, claim.leaseUntil],
  );
  return rows;
}

/** Keeps what the numbered choices of parts stand for before anybody reads them. */
export async function keepChoices(
  db: Database,
  parts: readonly { readonly id: string; readonly choices: readonly string[] }[],
): Promise<void> {
  if (parts.length === 0) return;
  await db.query(
    `update part p set choices = string_to_array(n.choices, ' ')
     from unnest($1::uuid[], $2::text[]) as n (id, choices) where p.id = n.id`,
    [parts.map(({ id }) => id), parts.map(({ choices }) => choices.join(' '))],
  );
}

/** Puts off what a chat's own limit keeps back. */
export async function postponeParts(
  tx: Database,
  parts: readonly {
    readonly id: string;
    readonly at: Date;
    readonly action: 'send' | 'edit' | 'remove';
  }[],
): Promise<void> {
  if (parts.length === 0) return;
  await tx.query(
    `update part p set next_try_at = case when n.edit then p.next_try_at else n.at end,
       edit_after = case when n.edit then n.at else p.edit_after end
     from unnest($1::uuid[], $2::timestamptz[], $3::boolean[]) as n (id, at, edit) where p.id = n.id`,
    [
      parts.map((part) => part.id),
      parts.map((part) => part.at),
      parts.map((part) => part.action !== 'send'),
    ],
  );
}

/** Parts whose claim ran out: whoever held it is gone, and the message may or may not be out there. */
export async function expiredClaims(
  db: Database,
  now: Date,
  limit: number,
): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.state = 'sending' and p.lease_until <= $1
     order by p.lease_until limit $2`,
    [now, limit],
  );
  return rows;
}

/** Whether a part's directive still goes out; true for a part that belongs to none, and for a notice. */
export async function mayStillGo(tx: Database, deliveryId: string | null): Promise<boolean> {
  if (deliveryId === null) return true;
  const { rows } = await tx.query<{ state: string; purpose: string }>(
    `select r.state, d.purpose from delivery d join directive r on r.id = d.directive_id
     where d.id = $1 for share of r`,
    [deliveryId],
  );
  const [row] = rows;
  return (
    row?.purpose === 'notice' || ['releasing', 'released', 'paused'].includes(row?.state ?? '')
  );
}
