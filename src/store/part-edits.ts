import type { Database } from '../ports/database.ts';
import { type PartContent, type PartRow, partColumns } from './parts.ts';

/**
 * Sent cards whose content has changed since people last saw them, and messages to be taken back, which
 * may be edited or removed now.
 */
export async function staleParts(
  db: Database,
  accountId: string,
  now: Date,
  limit: number,
): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p
     where p.account_id = $1 and p.stale and p.message_id is not null
       and p.state in ('sent', 'acknowledged', 'superseded') and coalesce(p.edit_after, $2) <= $2
       and p.editing_until is null
     order by p.lane, p.edit_after limit $3
     for update of p skip locked`,
    [accountId, now, limit],
  );
  return rows;
}

/**
 * Takes stale cards for editing until the lease ends: whatever changes after this makes them stale
 * again, and no second edit starts before this one is recorded.
 */
export async function takeStale(
  tx: Database,
  ids: readonly string[],
  take: { readonly editAfter: Date; readonly leaseUntil: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update part set stale = false, edit_after = $2, editing_until = $3 where id = any($1::uuid[])`,
    [[...ids], take.editAfter, take.leaseUntil],
  );
}

/** Notes that an edit has ended, however it did. */
export async function endEdit(tx: Database, id: string): Promise<void> {
  await tx.query('update part set editing_until = null where id = $1', [id]);
}

/**
 * Asks again for edits whose process is gone; doing one twice changes nothing. Returns how many. What
 * people see now is not known.
 */
export async function restoreLostEdits(db: Database, now: Date): Promise<number> {
  const { rows } = await db.query(
    `update part set stale = true, editing_until = null, shown_hash = null,
       edit_after = coalesce(edit_after, $1)
     where editing_until <= $1 returning id`,
    [now],
  );
  return rows.length;
}

/** Asks again for an edit or a removal that may not have happened, not before `at`. */
export async function restoreEdit(tx: Database, id: string, at: Date): Promise<void> {
  // A chat that moved in between has taken the message's id along.
  await tx.query(
    'update part set stale = message_id is not null, edit_after = $2, shown_hash = null where id = $1',
    [id, at],
  );
}

/** Notes how taking a message back has ended. */
export async function endRemoval(
  tx: Database,
  id: string,
  end: { readonly removal: 'removed' | 'kept'; readonly reason?: string },
): Promise<void> {
  await tx.query('update part set removal = $2, removal_reason = $3 where id = $1', [
    id,
    end.removal,
    end.reason ?? null,
  ]);
}

/** Lets go of edits on an account whose network has none; what is to be taken back still is. */
export async function dropEdits(tx: Database, accountId: string): Promise<void> {
  await tx.query(
    `update part set stale = false where account_id = $1 and stale and removal is distinct from 'wanted'`,
    [accountId],
  );
}

/** Asks for cards to be edited to their newest state, not sooner than their last edit allows. */
export async function markStale(
  tx: Database,
  where: { readonly subjectIds?: readonly string[]; readonly partIds?: readonly string[] },
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ accountId: string }>(
    `with changed as (
       update part set stale = true, edit_after = greatest(coalesce(edit_after, $3), $3)
       where (subject_id = any($1::uuid[]) or id = any($2::uuid[])) and kind in ('card', 'progress', 'dialogue', 'join', 'short-message')
         and not stale and removal is distinct from 'removed'
       returning account_id)
     select distinct account_id as "accountId" from changed`,
    [[...(where.subjectIds ?? [])], [...(where.partIds ?? [])], now],
  );
  return rows.map((row) => row.accountId);
}

/** Asks for the progress cards of the directives that some deliveries belong to. Returns their accounts. */
export async function markProgressStale(
  tx: Database,
  deliveryIds: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  if (deliveryIds.length === 0) return [];
  const { rows } = await tx.query<{ accountId: string }>(
    `with changed as (
       update part set stale = true, edit_after = greatest(coalesce(edit_after, $2), $2)
       where kind = 'progress' and not stale and subject_id in (
         select distinct directive_id from delivery where id = any($1::uuid[]))
       returning account_id)
     select distinct account_id as "accountId" from changed`,
    [[...new Set(deliveryIds)], now],
  );
  return rows.map((row) => row.accountId);
}

/** Asks for the cards and short messages of a directive to be edited, for some organisations or for everybody. */
export async function markCardsStale(
  tx: Database,
  directive: { readonly id: string; readonly versionId: string },
  organisationIds: readonly string[] | 'everybody',
  now: Date,
): Promise<readonly string[]> {
  const everybody = organisationIds === 'everybody';
  const { rows } = await tx.query<{ accountId: string }>(
    `with changed as (
       update part p set stale = true, edit_after = greatest(coalesce(p.edit_after, $2), $2)
       from delivery d where d.id = p.delivery_id and d.version_id = $1
         and ${everybody ? 'true' : 'd.directive_id = $3 and d.organisation_id = any($4::uuid[])'}
         and p.kind in ('card', 'short-message') and not p.stale
         and p.state <> 'queued' and p.removal is distinct from 'removed'
       returning p.account_id)
     select distinct account_id as "accountId" from changed`,
    everybody
      ? [directive.versionId, now]
      : [directive.versionId, now, directive.id, [...organisationIds]],
  );
  return rows.map((row) => row.accountId);
}

/** As `markCardsStale`, for the copies of these cards in other chats. */
export async function markReferencesStale(
  tx: Database,
  directive: { readonly id: string; readonly versionId: string },
  organisationIds: readonly string[] | 'everybody',
  now: Date,
): Promise<readonly string[]> {
  const everybody = organisationIds === 'everybody';
  const { rows } = await tx.query<{ accountId: string }>(
    `with changed as (
       update part p set stale = true, edit_after = greatest(coalesce(p.edit_after, $2), $2)
       from delivery d join part o on o.delivery_id = d.id
       where d.version_id = $1
         and ${everybody ? 'true' : 'd.directive_id = $3 and d.organisation_id = any($4::uuid[])'}
         and o.kind = 'card' and p.subject_id = o.id and p.kind = 'reference' and not p.stale
         and p.state <> 'queued' and p.removal is distinct from 'removed'
       returning p.account_id)
     select distinct account_id as "accountId" from changed`,
    everybody
      ? [directive.versionId, now]
      : [directive.versionId, now, directive.id, [...organisationIds]],
  );
  return rows.map((row) => row.accountId);
}

/** Gives a card new content; one that went out with the old content is edited at once. */
export async function setPartContent(
  tx: Database,
  id: string,
  content: PartContent,
  now: Date,
): Promise<void> {
  await tx.query(
    `update part set content = $2::jsonb, choices = null, stale = state <> 'queued', edit_after = $3
     where id = $1`,
    [id, JSON.stringify(content), now],
  );
}

/** Gives a card content that nobody has to see: it is not out yet, or looks the same. */
export async function replacePartContent(
  tx: Database,
  id: string,
  content: PartContent,
): Promise<void> {
  await tx.query('update part set content = $2::jsonb, choices = null where id = $1', [
    id,
    JSON.stringify(content),
  ]);
}
