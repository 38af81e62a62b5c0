import { createHash } from 'node:crypto';
import type { Driver } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import type { VersionFile } from './directives.ts';

/** What a later version of a directive does to what went out before it. */
export type Amending = 'corrects' | 'recalls';

/** A correction or a recall: a version that goes to the chats which have the original, and to no other. */
export interface AmendmentRow {
  readonly versionId: string;
  readonly directiveId: string;
  readonly relation: Amending;
  /** The words of the correction, or the reason of the recall. */
  readonly text: string;
  readonly at: Date;
  /** Who decided it. */
  readonly by: string;
}

/** Writes a correction or a recall as the next version of its directive. Returns the version's id. */
export async function insertAmendment(
  tx: Database,
  amendment: {
    readonly directiveId: string;
    readonly relation: Amending;
    readonly text: string;
    readonly files: readonly VersionFile[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<string> {
  const { directiveId, relation, text, files, by, at } = amendment;
  const content = JSON.stringify([relation, text, files]);
  const { rows } = await tx.query<{ id: string }>(
    `insert into directive_version (directive_id, version, relation, text, files, short_messages,
       content_sha256, declared_by, declared_at)
     select $1, max(version) + 1, $2, $3, $4::jsonb, '[]'::jsonb, $5, $6, $7
     from directive_version where directive_id = $1 returning id`,
    [
      directiveId,
      relation,
      text,
      JSON.stringify(files),
      createHash('sha256').update(content).digest('hex'),
      by,
      at,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error(`Amending directive ${directiveId} gave no version.`);
  return row.id;
}

/** Corrections and recalls of some directives, first to last. */
export async function amendmentsOf(
  db: Database,
  directiveIds: readonly string[],
): Promise<readonly AmendmentRow[]> {
  const { rows } = await db.query<AmendmentRow>(
    `select v.id as "versionId", v.directive_id as "directiveId", v.relation, v.text,
       v.declared_at as at, p.name as by
     from directive_version v join person p on p.id = v.declared_by
     where v.directive_id = any($1::uuid[]) and v.relation is not null order by v.version`,
    [[...directiveIds]],
  );
  return rows;
}

/** A chat that has, or may have, the original of a directive. */
export interface HolderRow {
  readonly chatId: string;
  readonly accountId: string;
  readonly driver: Driver;
  readonly kind: 'private' | 'group' | 'channel';
  readonly language: 'vi' | 'en';
  readonly organisationId: string;
  /** The first message there, which a notice answers. */
  readonly partId: string;
  /** Whether it got a short message to repost. */
  readonly hasShortMessage: boolean;
}

/** Reminders of a network's own are no messages: they do not show that a chat has the directive. */
const isOut = `(p.state in ('sent', 'acknowledged', 'uncertain', 'superseded')
  and p.kind <> 'native-reminder')`;

/**
 * The chats that have or may have a directive and no word of the given amendment yet. Public channels
 * are left out: nothing but the issuer's short messages stands there.
 */
export async function holdersWithoutNotice(
  tx: Database,
  directiveId: string,
  amendmentId: string,
  limit: number,
): Promise<readonly HolderRow[]> {
  const { rows } = await tx.query<HolderRow>(
    `select distinct on (c.id) c.id as "chatId", c.account_id as "accountId", c.driver, c.kind, c.language,
       d.organisation_id as "organisationId", p.id as "partId",
       exists (select 1 from delivery s where s.version_id = d.version_id and s.chat_id = c.id
         and s.purpose = 'short-message') as "hasShortMessage"
     from delivery d join directive_version v on v.id = d.version_id and v.relation is null
     join chat c on c.id = d.chat_id join part p on p.delivery_id = d.id
     where d.directive_id = $1 and ${isOut} and p.reason is distinct from 'twin'
       and c.kind <> 'channel' and c.state = 'active' and c.organisation_id = d.organisation_id
       and not exists (select 1 from delivery n where n.version_id = $2 and n.chat_id = c.id)
     order by c.id, d.purpose, p.position, (p.message_id is null), p.resend_of nulls first
     limit $3`,
    [directiveId, amendmentId, limit],
  );
  return rows;
}

/** How many chats have or may have a directive, and how many public channels carry its short message. */
export async function countHolders(
  db: Database,
  directiveId: string,
): Promise<{ readonly chats: number; readonly channels: number; readonly coming: number }> {
  const { rows } = await db.query<{ chats: number; channels: number; coming: number }>(
    `select
       (count(distinct c.id) filter (where c.kind <> 'channel' and ${isOut}))::int as chats,
       (count(distinct c.id) filter (where c.kind = 'channel' and ${isOut}))::int as channels,
       (count(distinct c.id) filter (where p.position = 0 and p.state in ('queued', 'sending')))::int as coming
     from delivery d join directive_version v on v.id = d.version_id and v.relation is null
     join chat c on c.id = d.chat_id join part p on p.delivery_id = d.id
     where d.directive_id = $1`,
    [directiveId],
  );
  return rows[0] ?? { chats: 0, channels: 0, coming: 0 };
}

/**
 * Asks for every message of a recalled directive, corrections included, to be taken back. What somebody
 * holds at this moment is skipped: it is asked for again until nothing is left. Returns the accounts.
 */
export async function wantRemoval(
  tx: Database,
  directiveId: string,
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ accountId: string }>(
    `with out as (
       select p.id from delivery d join directive_version v on v.id = d.version_id
       join part p on p.delivery_id = d.id
       where d.directive_id = $1 and v.relation is distinct from 'recalls' and ${isOut}
         and p.removal is null
       for update of p skip locked),
     changed as (
       update part p set removal = 'wanted', stale = true, edit_after = $2, settle_at = null
       from out where p.id = out.id returning p.account_id)
     select distinct account_id as "accountId" from changed`,
    [directiveId, now],
  );
  return rows.map((row) => row.accountId);
}

/** Notes that every chat which has the original is told, if no message of it is under way any more. */
export async function settleAmendment(tx: Database, amendmentId: string, at: Date): Promise<void> {
  await tx.query(
    `update directive_version a set settled_at = $2 where a.id = $1 and not exists (
       select 1 from delivery d join directive_version v on v.id = d.version_id
       join part p on p.delivery_id = d.id
       where d.directive_id = a.directive_id and v.version < a.version
         and (p.state in ('queued', 'sending')
           or (a.relation = 'recalls' and ${isOut} and p.removal is null)))`,
    [amendmentId, at],
  );
}

/** The amendments that still have to reach chats of some deliveries' directives. */
export async function openAmendments(
  db: Database,
  deliveryIds: readonly string[],
): Promise<readonly string[]> {
  if (deliveryIds.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `select distinct a.id from delivery d join directive_version a on a.directive_id = d.directive_id
     where d.id = any($1::uuid[]) and a.relation is not null and a.settled_at is null
       and a.id <> d.version_id`,
    [[...deliveryIds]],
  );
  return rows.map((row) => row.id);
}
