import type { PartKind, PartState } from '../domain/delivery.ts';
import type { CardView } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';

/** What is stored for a part whose words do not follow from other rows. */
export type PartContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'card'; readonly view: CardView }
  | { readonly type: 'file'; readonly fileId: string; readonly caption?: string };

export interface PartRow {
  readonly id: string;
  readonly deliveryId: string | null;
  readonly chatId: string;
  readonly accountId: string;
  readonly position: number;
  readonly kind: PartKind;
  readonly lane: number;
  readonly state: PartState;
  readonly fence: number;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly nextTryAt: Date;
  readonly giveUpAt: Date;
  readonly messageId: string | null;
  readonly clientId: string;
  readonly reason: string | null;
  readonly resendOf: string | null;
  readonly replyTo: string | null;
  readonly subjectId: string | null;
  readonly content: PartContent | null;
  readonly shownHash: string | null;
  readonly stale: boolean;
}

export const partColumns = `p.id, p.delivery_id as "deliveryId", p.chat_id as "chatId",
  p.account_id as "accountId", p.position, p.kind, p.lane, p.state, p.fence, p.attempt,
  p.created_at as "createdAt", p.next_try_at as "nextTryAt", p.give_up_at as "giveUpAt",
  p.message_id as "messageId", p.client_id as "clientId", p.reason, p.resend_of as "resendOf",
  p.reply_to as "replyTo", p.subject_id as "subjectId", p.content, p.shown_hash as "shownHash", p.stale`;

export interface NewPart {
  readonly id: string;
  readonly deliveryId?: string;
  readonly chatId: string;
  readonly accountId: string;
  readonly position?: number;
  readonly kind: PartKind;
  readonly lane: number;
  readonly replyTo?: string;
  readonly resendOf?: string;
  readonly subjectId?: string;
  readonly content?: PartContent;
}

/** Queues parts; one that is there already (same delivery and position, same resend) is left alone. */
export async function insertParts(
  db: Database,
  parts: readonly NewPart[],
  times: { readonly now: Date; readonly giveUpAt: Date },
): Promise<void> {
  if (parts.length === 0) return;
  const column = <T>(pick: (part: NewPart) => T) => parts.map(pick);
  await db.query(
    `insert into part (id, delivery_id, chat_id, account_id, position, kind, lane, reply_to, resend_of,
       subject_id, content, client_id, state, created_at, next_try_at, give_up_at)
     select n.id, n.delivery_id, n.chat_id, n.account_id, n.position, n.kind, n.lane, n.reply_to, n.resend_of,
       n.subject_id, n.content::jsonb, n.client_id, 'queued', $13, $13, $14
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::int[], $8::uuid[],
       $9::uuid[], $10::uuid[], $11::text[], $12::text[])
       as n (id, delivery_id, chat_id, account_id, position, kind, lane, reply_to, resend_of, subject_id,
         content, client_id)
     on conflict do nothing`,
    [
      column((part) => part.id),
      column((part) => part.deliveryId ?? null),
      column((part) => part.chatId),
      column((part) => part.accountId),
      column((part) => part.position ?? 0),
      column((part) => part.kind),
      column((part) => part.lane),
      column((part) => part.replyTo ?? null),
      column((part) => part.resendOf ?? null),
      column((part) => part.subjectId ?? null),
      column((part) => (part.content ? JSON.stringify(part.content) : null)),
      column((part) => clientIdOf(part.id)),
      times.now,
      times.giveUpAt,
    ],
  );
}

/** Our own id of a part on networks that want a number: the first 48 bits of its uuid. */
function clientIdOf(partId: string): string {
  return String(Number.parseInt(partId.replaceAll('-', '').slice(0, 12), 16));
}

/**
 * A part of a directive goes out only while its directive does, and only to the organisation it was
 * written for: a chat may have been bound to another one since.
 */
const mayGoOut = `(d.id is null or (r.state in ('releasing', 'released') and c.state = 'active'
  and c.organisation_id = d.organisation_id))`;

/**
 * The parts an account may send next: best lane first, then oldest.
 *
 * A part waits while an earlier one of its delivery has not come to an end, so files follow their card.
 * Parts of directives that are paused or ended stay where they are.
 */
export async function readyParts(
  db: Database,
  accountId: string,
  now: Date,
  limit: number,
): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p
     left join delivery d on d.id = p.delivery_id
     left join directive r on r.id = d.directive_id
     left join chat c on c.id = p.chat_id
     where p.account_id = $1 and p.state = 'queued' and p.next_try_at <= $2 and ${mayGoOut}
       and not exists (select 1 from part e where e.delivery_id = p.delivery_id and e.position < p.position
         and e.state in ('queued', 'sending'))
     order by p.lane, p.created_at, p.position limit $3
     for update of p skip locked`,
    [accountId, now, limit],
  );
  return rows;
}

/** Sent cards whose content has changed since people last saw them and which may be edited now. */
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

/** When the next queued or stale part of an account wants attention; undefined when none does. */
export async function nextAttention(db: Database, accountId: string): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date | null }>(
    `select least(
       (select min(p.next_try_at) from part p left join delivery d on d.id = p.delivery_id
          left join directive r on r.id = d.directive_id left join chat c on c.id = p.chat_id
          where p.account_id = $1 and p.state = 'queued' and ${mayGoOut}
          and not exists (select 1 from part e where e.delivery_id = p.delivery_id
            and e.position < p.position and e.state in ('queued', 'sending'))),
       (select min(edit_after) from part where account_id = $1 and stale and message_id is not null
          and editing_until is null and state in ('sent', 'acknowledged', 'superseded'))
     ) as at`,
    [accountId],
  );
  return rows[0]?.at ?? undefined;
}

/** Marks queued parts as claimed by one process until `leaseUntil`; returns the fence of each claim. */
export async function claimParts(
  tx: Database,
  ids: readonly string[],
  claim: { readonly by: string; readonly leaseUntil: Date },
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.query<{ id: string; fence: number }>(
    `update part set state = 'sending', attempt = attempt + 1, fence = fence + 1, claimed_by = $2, lease_until = $3
     where id = any($1::uuid[]) and state = 'queued' returning id, fence`,
    [[...ids], claim.by, claim.leaseUntil],
  );
  return new Map(rows.map((row) => [row.id, row.fence]));
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

/** Asks again for edits whose process is gone; doing one twice changes nothing. Returns how many. */
export async function restoreLostEdits(db: Database, now: Date): Promise<number> {
  const { rows } = await db.query(
    `update part set stale = true, editing_until = null, edit_after = coalesce(edit_after, $1)
     where editing_until <= $1 returning id`,
    [now],
  );
  return rows.length;
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
       returning account_id)
     select distinct account_id as "accountId" from changed`,
    [[...(where.subjectIds ?? [])], [...(where.partIds ?? [])], now],
  );
  return rows.map((row) => row.accountId);
}

export async function lockPart(tx: Database, id: string): Promise<PartRow | undefined> {
  const { rows } = await tx.query<PartRow>(
    `select ${partColumns} from part p where p.id = $1 for update of p`,
    [id],
  );
  return rows[0];
}

export async function partById(db: Database, id: string): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(`select ${partColumns} from part p where p.id = $1`, [
    id,
  ]);
  return rows[0];
}

/** The part that a message of ours in a chat is; undefined for a message that we do not know. */
export async function partByMessage(
  db: Database,
  chatId: string,
  messageId: string,
): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.chat_id = $1 and p.message_id = $2`,
    [chatId, messageId],
  );
  return rows[0];
}

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
     from unnest($1::uuid[], $2::text[], $3::text[], $5::int[]) as s (id, message_id, shown_hash, fence)
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

/** Puts off what a chat's own limit keeps back. */
export async function postponeParts(
  tx: Database,
  parts: readonly { readonly id: string; readonly at: Date; readonly action: 'send' | 'edit' }[],
): Promise<void> {
  if (parts.length === 0) return;
  await tx.query(
    `update part p set next_try_at = case when n.edit then p.next_try_at else n.at end,
       edit_after = case when n.edit then n.at else p.edit_after end
     from unnest($1::uuid[], $2::timestamptz[], $3::boolean[]) as n (id, at, edit) where p.id = n.id`,
    [
      parts.map((part) => part.id),
      parts.map((part) => part.at),
      parts.map((part) => part.action === 'edit'),
    ],
  );
}

export async function putOffEdit(tx: Database, id: string, until: Date): Promise<void> {
  await tx.query('update part set edit_after = $2 where id = $1', [id, until]);
}

/** Ends everything that still waits to go to a chat that is gone. */
export async function failQueuedParts(tx: Database, chatId: string, reason: string): Promise<void> {
  await tx.query(
    `update part set state = 'failed', reason = $2 where chat_id = $1 and state = 'queued'`,
    [chatId, reason],
  );
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
       where kind = 'progress' and subject_id in (
         select distinct directive_id from delivery where id = any($1::uuid[]))
       returning account_id)
     select distinct account_id as "accountId" from changed`,
    [[...new Set(deliveryIds)], now],
  );
  return rows.map((row) => row.accountId);
}

/** Asks for the cards and short messages of a version to be edited, for one organisation or for everybody. */
export async function markCardsStale(
  tx: Database,
  versionId: string,
  organisationId: string | 'everybody',
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ accountId: string }>(
    `with changed as (
       update part p set stale = true, edit_after = greatest(coalesce(p.edit_after, $3), $3)
       from delivery d where d.id = p.delivery_id and d.version_id = $1
         and ($2 = 'everybody' or d.organisation_id::text = $2) and p.kind in ('card', 'short-message')
         and p.state <> 'queued'
       returning p.account_id)
     select distinct account_id as "accountId" from changed`,
    [versionId, organisationId, now],
  );
  return rows.map((row) => row.accountId);
}

/** The one resend of an uncertain part. */
export async function resendOf(db: Database, partId: string): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.resend_of = $1`,
    [partId],
  );
  return rows[0];
}

/** Marks the resend of a part that had arrived after all: it is taken back, or never goes out. */
export async function markTwin(tx: Database, id: string, now: Date): Promise<void> {
  await tx.query(
    `update part set reason = 'twin', edit_after = $2,
       state = case state when 'queued' then 'cancelled' when 'sending' then 'sending' else 'superseded' end,
       stale = state not in ('queued', 'sending'), settle_at = null
     where id = $1 and state in ('queued', 'sending', 'sent', 'uncertain')`,
    [id, now],
  );
}

/** The newest card about a subject in a chat that is, or will be, in front of people. */
export async function cardInChat(
  db: Database,
  chatId: string,
  kind: PartKind,
  subjectId: string,
): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.chat_id = $1 and p.kind = $2 and p.subject_id = $3
       and p.state in ('queued', 'sending', 'sent', 'acknowledged') order by p.created_at desc, p.id limit 1`,
    [chatId, kind, subjectId],
  );
  return rows[0];
}

/** Gives a card new content; one that went out with the old content is edited at once. */
export async function setPartContent(
  tx: Database,
  id: string,
  content: PartContent,
  now: Date,
): Promise<void> {
  await tx.query(
    `update part set content = $2::jsonb, stale = state <> 'queued', edit_after = $3 where id = $1`,
    [id, JSON.stringify(content), now],
  );
}

/** Gives a card content that nobody has to see: it is not out yet, or looks the same. */
export async function replacePartContent(
  tx: Database,
  id: string,
  content: PartContent,
): Promise<void> {
  await tx.query('update part set content = $2::jsonb where id = $1', [
    id,
    JSON.stringify(content),
  ]);
}

/** Lets go of edits on an account whose network has none; a twin is still taken back. */
export async function dropEdits(tx: Database, accountId: string): Promise<void> {
  await tx.query(
    `update part set stale = false where account_id = $1 and stale and reason is distinct from 'twin'`,
    [accountId],
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

/** The accounts through which a directive goes out. */
export async function directiveAccounts(
  db: Database,
  directiveId: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ accountId: string }>(
    `select distinct p.account_id as "accountId" from delivery d join part p on p.delivery_id = d.id
     where d.directive_id = $1`,
    [directiveId],
  );
  return rows.map((row) => row.accountId);
}

/** The part that went out under one of our own ids. */
export async function partByClientId(
  db: Database,
  chatId: string,
  clientId: string,
): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.chat_id = $1 and p.client_id = $2`,
    [chatId, clientId],
  );
  return rows[0];
}

/**
 * The newest messages with which people in a chat can do something, newest first. One that is on its
 * way may be in front of them already.
 */
export async function newestCards(
  db: Database,
  chatId: string,
  limit: number,
): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.chat_id = $1
       and p.state in ('sending', 'uncertain', 'sent', 'acknowledged')
       and p.kind in ('card', 'progress', 'dialogue', 'join', 'short-message', 'notice')
     order by p.created_at desc, p.position desc limit $2`,
    [chatId, limit],
  );
  return rows;
}

/** Whether a part's directive still goes out; true for a part that belongs to none. */
export async function mayStillGo(tx: Database, deliveryId: string | null): Promise<boolean> {
  if (deliveryId === null) return true;
  const { rows } = await tx.query<{ state: string }>(
    `select r.state from delivery d join directive r on r.id = d.directive_id where d.id = $1 for share of r`,
    [deliveryId],
  );
  return ['releasing', 'released', 'paused'].includes(rows[0]?.state ?? '');
}

/** Lets what waited while a directive was paused have its full time to go out. */
export async function extendGiveUp(tx: Database, directiveId: string, until: Date): Promise<void> {
  await tx.query(
    `update part p set give_up_at = greatest(p.give_up_at, $2) from delivery d
     where d.id = p.delivery_id and d.directive_id = $1 and p.state = 'queued'`,
    [directiveId, until],
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
