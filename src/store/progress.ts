import type { Database } from '../ports/database.ts';

/** How far a directive has come; every number is counted from rows. */
export interface Progress {
  readonly audience: number;
  readonly fannedOut: number;
  /** Chats, by how the card for them stands; a resend counts for the part it repeats. */
  readonly chats: number;
  readonly reached: number;
  readonly waiting: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly cancelled: number;
  readonly resent: number;
  /** Organisations of the audience without a single chat. */
  readonly withoutChat: readonly string[];
  /** Organisations that say the directive is not for them, and why. */
  readonly rejections: readonly Rejection[];
  readonly owedAck: number;
  readonly acknowledged: number;
  readonly owedReport: number;
  readonly reported: number;
  readonly overdue: number;
  readonly repostChats: number;
  readonly reposted: number;
}

export interface Rejection {
  readonly organisation: string;
  readonly reason: string;
  /** Whether the issuing office agreed. */
  readonly isLetOff: boolean;
}

/** Counts the progress of a directive's current version. */
export async function progressOf(db: Database, versionId: string): Promise<Progress> {
  const { rows } = await db.query<Omit<Progress, 'withoutChat' | 'rejections'>>(
    `with own as (
       select p.id, p.state, p.kind, p.resend_of, d.purpose, r.state as resend_state, c.kind as chat_kind
       from delivery d join part p on p.delivery_id = d.id join chat c on c.id = d.chat_id
       left join part r on r.resend_of = p.id
       where d.version_id = $1),
     card as (select * from own where purpose = 'directive' and kind = 'card' and resend_of is null),
     -- Who was let off after a rejection does not count.
     owed as (select kind, organisation_id, state, marked_overdue_at from obligation b where version_id = $1
       and not (state = 'waived' and exists (select 1 from acknowledgement k where k.version_id = b.version_id
         and k.organisation_id = b.organisation_id and k.status = 'rejected' and k.withdrawn_at is null)))
     select
       (select count(*)::int from audience where version_id = $1) as audience,
       (select count(*)::int from audience where version_id = $1 and fanned_out) as "fannedOut",
       (select count(*)::int from card) as chats,
       (select count(*)::int from card where state in ('sent', 'acknowledged', 'superseded')
          or resend_state in ('sent', 'acknowledged', 'superseded')) as reached,
       (select count(*)::int from card where state in ('queued', 'sending')
          or (state = 'uncertain' and resend_state in ('queued', 'sending'))) as waiting,
       (select count(*)::int from card where state = 'failed') as failed,
       (select count(*)::int from own where state = 'uncertain' and resend_of is null and kind <> 'native-reminder'
          and coalesce(resend_state, 'uncertain') not in ('sent', 'acknowledged', 'queued', 'sending')) as uncertain,
       (select count(*)::int from own where state = 'cancelled') as cancelled,
       (select count(*)::int from own where resend_of is not null) as resent,
       (select count(*)::int from owed where kind = 'acknowledge') as "owedAck",
       (select count(*)::int from owed where kind = 'acknowledge' and state in ('met', 'late')) as acknowledged,
       (select count(*)::int from owed where kind = 'report') as "owedReport",
       (select count(*)::int from owed where kind = 'report' and state in ('met', 'late')) as reported,
       (select count(distinct organisation_id)::int from owed where kind = 'report' and state = 'open'
          and marked_overdue_at is not null) as overdue,
       (select count(*)::int from own where purpose = 'short-message' and resend_of is null) as "repostChats",
       (select count(*)::int from repost where version_id = $1)
         + (select count(*)::int from own where purpose = 'short-message' and chat_kind = 'channel'
              and state in ('sent', 'acknowledged')) as reposted`,
    [versionId],
  );
  const [counts] = rows;
  if (!counts) throw new Error(`Counting the progress of version ${versionId} gave no row.`);
  return {
    ...counts,
    withoutChat: await withoutChat(db, versionId),
    rejections: await rejectionsOf(db, versionId),
  };
}

/** The rejections of a version that stand, by organisation. */
export async function rejectionsOf(db: Database, versionId: string): Promise<readonly Rejection[]> {
  const { rows } = await db.query<Rejection>(
    `select o.name as organisation, coalesce(k.reason, '') as reason,
       not exists (select 1 from obligation b where b.version_id = k.version_id
         and b.organisation_id = k.organisation_id and b.state = 'open') as "isLetOff"
     from acknowledgement k join organisation o on o.id = k.organisation_id
     where k.version_id = $1 and k.status = 'rejected' and k.withdrawn_at is null order by o.name`,
    [versionId],
  );
  return rows;
}

async function withoutChat(db: Database, versionId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select o.name from (
       select organisation_id from audience where version_id = $1 and fanned_out
       except select organisation_id from delivery where version_id = $1 and purpose = 'directive') as a
     join organisation o on o.id = a.organisation_id
     order by o.name`,
    [versionId],
  );
  return rows.map((row) => row.name);
}

/** Names of the organisations that owe something of a kind, those overdue first. */
export async function debtorsOf(
  db: Database,
  versionId: string,
  kind: 'acknowledge' | 'report',
): Promise<readonly { readonly name: string; readonly overdue: boolean }[]> {
  const { rows } = await db.query<{ name: string; overdue: boolean }>(
    `select o.name, bool_or(b.marked_overdue_at is not null) as overdue
     from obligation b join organisation o on o.id = b.organisation_id
     where b.version_id = $1 and b.kind = $2 and b.state = 'open'
     group by o.id, o.name order by overdue desc, o.name`,
    [versionId, kind],
  );
  return rows;
}
