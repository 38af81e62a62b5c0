import type { PartState } from '../domain/delivery.ts';
import type { Database } from '../ports/database.ts';
import { type PartRow, partColumns } from './parts.ts';

/** Writes what became of a part. Only given fields change. */
export async function settlePart(
  tx: Database,
  id: string,
  change: {
    readonly state?: PartState;
    readonly messageId?: string;
    readonly reason?: string;
    readonly sentAt?: Date;
    readonly nextTryAt?: Date;
    readonly settleAt?: Date | null;
    readonly shownHash?: string;
  },
): Promise<void> {
  await tx.query(
    `update part set state = coalesce($2, state), message_id = coalesce($3, message_id),
       reason = coalesce($4, reason), sent_at = coalesce($5, sent_at), next_try_at = coalesce($6, next_try_at),
       settle_at = case when $8 then $7 else settle_at end, shown_hash = coalesce($9, shown_hash),
       claimed_by = case when $2 is null or $2 = 'sending' then claimed_by end,
       lease_until = case when $2 is null or $2 = 'sending' then lease_until end
     where id = $1`,
    [
      id,
      change.state ?? null,
      change.messageId ?? null,
      change.reason ?? null,
      change.sentAt ?? null,
      change.nextTryAt ?? null,
      change.settleAt ?? null,
      change.settleAt !== undefined,
      change.shownHash ?? null,
    ],
  );
}

/** Records many ordinary ends in one statement: parts still `sending` become `sent`. */
export async function settleSent(
  tx: Database,
  sent: readonly {
    readonly id: string;
    readonly fence: number;
    readonly messageId: string;
    readonly shownHash: string;
  }[],
  at: Date,
): Promise<readonly string[]> {
  if (sent.length === 0) return [];
  const { rows } = await tx.query<{ id: string }>(
    `update part p set state = 'sent', message_id = s.message_id, shown_hash = s.shown_hash, sent_at = $4,
       claimed_by = null, lease_until = null
     from unnest($1::uuid[], $2::text[], $3::text[], $5::int[])
       as s (id, message_id, shown_hash, fence)
     where p.id = s.id and p.state = 'sending' and p.fence = s.fence and p.reason is distinct from 'twin'
     returning p.id`,
    [
      sent.map((s) => s.id),
      sent.map((s) => s.messageId),
      sent.map((s) => s.shownHash),
      at,
      sent.map((s) => s.fence),
    ],
  );
  return rows.map((row) => row.id);
}

/** Uncertain parts whose wait for evidence is over. */
export async function unsettledParts(
  db: Database,
  now: Date,
  limit: number,
): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.state = 'uncertain' and p.settle_at <= $1
     order by p.settle_at limit $2`,
    [now, limit],
  );
  return rows;
}

/** Marks the resend of a part that had arrived after all: it is taken back, or never goes out. */
export async function markTwin(tx: Database, id: string, now: Date): Promise<void> {
  await tx.query(
    `update part set reason = 'twin', edit_after = $2,
       state = case state when 'queued' then 'cancelled' when 'sending' then 'sending' else 'superseded' end,
       stale = state not in ('queued', 'sending'), settle_at = null,
       removal = case when state <> 'queued' then 'wanted' end
     where id = $1 and state in ('queued', 'sending', 'sent', 'uncertain')`,
    [id, now],
  );
}

/** Ends everything that still waits to go to a chat that is gone. */
export async function failQueuedParts(tx: Database, chatId: string, reason: string): Promise<void> {
  await tx.query(
    `update part set state = 'failed', reason = $2 where chat_id = $1 and state = 'queued'`,
    [chatId, reason],
  );
}

/** Ends what was written for another organisation, before its chat goes over to a new one. */
export async function failPartsOfOthers(
  tx: Database,
  chatId: string,
  organisationId: string,
): Promise<void> {
  await tx.query(
    `update part p set state = 'failed', reason = 'chat-rebound' from delivery d
     where d.id = p.delivery_id and p.chat_id = $1 and p.state = 'queued' and d.organisation_id <> $2`,
    [chatId, organisationId],
  );
}

/** Stops what has not gone out yet of a directive; also resends that were waiting. */
export async function cancelQueuedParts(tx: Database, directiveId: string): Promise<void> {
  await tx.query(
    `update part p set state = 'cancelled', fence = p.fence + 1 from delivery d
     where d.id = p.delivery_id and d.directive_id = $1 and p.state = 'queued'`,
    [directiveId],
  );
}

/** Lets what waited while a directive was paused have its full time to go out. */
export async function extendGiveUp(tx: Database, directiveId: string, until: Date): Promise<void> {
  await tx.query(
    `update part p set give_up_at = greatest(p.give_up_at, $2) from delivery d
     where d.id = p.delivery_id and d.directive_id = $1 and p.state = 'queued'`,
    [directiveId, until],
  );
}
