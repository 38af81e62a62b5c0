import type { Driver } from '../../ports/channel.ts';
import type { Database } from '../../ports/database.ts';
import type { Dates } from './habits.ts';

/** The directive of a play, as the records have it. */
export interface DirectiveRecord {
  readonly id: string;
  readonly versionId: string;
  readonly code: string;
  readonly reference: string;
  readonly issuedOn: string;
  readonly issuer: string;
  readonly subject: string;
  readonly dates: Dates;
}

/** The newest directive; undefined before a release. */
export async function releasedDirective(db: Database): Promise<DirectiveRecord | undefined> {
  const { rows } = await db.query<
    Omit<DirectiveRecord, 'dates'> & {
      readonly releasedAt: Date;
      readonly acknowledgeBy: Date | null;
      readonly reportBy: Date | null;
      readonly overdueAt: Date | null;
    }
  >(
    `select d.id, v.id as "versionId", d.code, d.number || '/' || d.symbol as reference,
       d.issued_on as "issuedOn", d.issuer, d.subject, d.released_at as "releasedAt",
       d.ack_due_at as "acknowledgeBy", max(l.due_at) as "reportBy", max(l.overdue_at) as "overdueAt"
     from directive d join directive_version v on v.directive_id = d.id and v.version = d.version
     left join deadline l on l.version_id = v.id
     group by d.id, v.id order by d.released_at desc limit 1`,
  );
  const [row] = rows;
  if (!row) return undefined;
  const { releasedAt, acknowledgeBy, reportBy, overdueAt, ...directive } = row;
  return {
    ...directive,
    dates: {
      releasedAt,
      acknowledgeBy: acknowledgeBy ?? undefined,
      reportBy: reportBy ?? undefined,
      overdueAt: overdueAt ?? undefined,
    },
  };
}

/** How a play stands; every number is counted from rows. */
export interface Counts {
  readonly audience: number;
  readonly fannedOut: number;
  readonly deliveries: number;
  readonly sent: number;
  readonly refused: number;
  readonly uncertain: number;
  readonly acting: number;
  readonly acknowledgements: number;
  readonly owing: number;
  readonly submissions: number;
  readonly reminders: number;
  readonly overdue: number;
  readonly reposts: number;
}

/** Counts a directive version. A delivery is sent when all of its parts are, its resends counted for what they repeat. */
export async function countsOf(
  db: Database,
  { id, versionId }: Pick<DirectiveRecord, 'id' | 'versionId'>,
): Promise<Counts> {
  const { rows } = await db.query<Counts>(
    `with end_of as (
       select p.delivery_id,
         bool_or(p.state = 'failed' and coalesce(r.state, '') not in ('sent', 'acknowledged')) as refused,
         bool_or(p.state = 'uncertain' and coalesce(r.state, '') not in ('sent', 'acknowledged')) as uncertain,
         bool_and(p.state in ('sent', 'acknowledged', 'superseded')
           or coalesce(r.state, '') in ('sent', 'acknowledged')) as sent
       from delivery d join part p on p.delivery_id = d.id left join part r on r.resend_of = p.id
       where d.version_id = $2 and p.resend_of is null group by p.delivery_id)
     select
       (select count(*)::int from audience where version_id = $2) as audience,
       (select count(*)::int from audience where version_id = $2 and fanned_out) as "fannedOut",
       (select count(*)::int from delivery where version_id = $2) as deliveries,
       (select count(*)::int from end_of where sent) as sent,
       (select count(*)::int from end_of where refused) as refused,
       (select count(*)::int from end_of where uncertain and not refused) as uncertain,
       (select count(*)::int from obligation where version_id = $2 and kind = 'acknowledge') as acting,
       (select count(distinct organisation_id)::int from acknowledgement
          where version_id = $2 and withdrawn_at is null) as acknowledgements,
       (select count(distinct organisation_id)::int from obligation
          where version_id = $2 and kind = 'report') as owing,
       (select count(distinct organisation_id)::int from submission where directive_id = $1) as submissions,
       (select count(*)::int from reminder r join obligation o on o.id = r.obligation_id
          where o.version_id = $2 and r.state = 'sent') as reminders,
       (select count(distinct organisation_id)::int from obligation where version_id = $2
          and kind = 'report' and state = 'open' and marked_overdue_at is not null) as overdue,
       (select count(*)::int from repost where version_id = $2) as reposts`,
    [id, versionId],
  );
  const [counts] = rows;
  if (!counts) throw new Error(`Counting directive ${id} gave no row.`);
  return counts;
}

/** One organisation of the audience and how it stands. */
export interface MemberRecord {
  readonly organisationId: string;
  readonly key: string;
  readonly name: string;
  readonly role: 'act' | 'inform';
  readonly chats: number;
  readonly unsent: number;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedLate: boolean;
  readonly owesAck: boolean;
  readonly owesReport: boolean;
  readonly reported: 'report' | 'nil' | null;
  readonly reportedLate: boolean;
  readonly reportOpen: boolean;
  readonly isOverdue: boolean;
  readonly reminders: number;
  readonly reposted: boolean;
}

/** The audience in the order of the directory's names. */
export async function membersOf(
  db: Database,
  { id, versionId }: Pick<DirectiveRecord, 'id' | 'versionId'>,
): Promise<readonly MemberRecord[]> {
  const { rows } = await db.query<MemberRecord>(
    `select o.id as "organisationId", o.key, o.name, a.role,
       (select count(*)::int from delivery d where d.version_id = $2 and d.organisation_id = o.id) as chats,
       (select count(*)::int from delivery d join part p on p.delivery_id = d.id
          left join part r on r.resend_of = p.id
          where d.version_id = $2 and d.organisation_id = o.id and p.resend_of is null
            and p.state not in ('sent', 'acknowledged', 'superseded')
            and coalesce(r.state, '') not in ('sent', 'acknowledged')) as unsent,
       (select min(k.at) from acknowledgement k where k.version_id = $2 and k.organisation_id = o.id
          and k.withdrawn_at is null) as "acknowledgedAt",
       exists (select 1 from obligation b where b.version_id = $2 and b.organisation_id = o.id
          and b.kind = 'acknowledge' and b.state = 'late') as "acknowledgedLate",
       exists (select 1 from obligation b where b.version_id = $2 and b.organisation_id = o.id
          and b.kind = 'acknowledge') as "owesAck",
       a.role = 'act' and cardinality(a.deadline_ids) > 0 as "owesReport",
       (select min(s.kind) from submission s where s.directive_id = $1 and s.organisation_id = o.id) as reported,
       exists (select 1 from submission s where s.directive_id = $1 and s.organisation_id = o.id
          and not s.on_time) as "reportedLate",
       exists (select 1 from obligation b where b.version_id = $2 and b.organisation_id = o.id
          and b.kind = 'report' and b.state = 'open') as "reportOpen",
       exists (select 1 from obligation b where b.version_id = $2 and b.organisation_id = o.id
          and b.kind = 'report' and b.state = 'open' and b.marked_overdue_at is not null) as "isOverdue",
       (select count(*)::int from reminder r join obligation b on b.id = r.obligation_id
          where b.version_id = $2 and b.organisation_id = o.id and r.state = 'sent') as reminders,
       exists (select 1 from repost q where q.version_id = $2 and q.organisation_id = o.id) as reposted
     from audience a join organisation o on o.id = a.organisation_id
     where a.version_id = $2 order by a.role, o.name`,
    [id, versionId],
  );
  return rows;
}

/** Whether anything still waits to be sent, edited, settled, read or fetched. */
export async function isQuiet(db: Database): Promise<boolean> {
  const { rows } = await db.query<{ busy: boolean }>(
    `select exists (select 1 from part where state in ('queued', 'sending') or stale
         or (state = 'uncertain' and settle_at is not null))
       or exists (select 1 from inbox where state = 'new')
       or exists (select 1 from upload where state = 'new')
       or exists (select 1 from audience where not fanned_out) as busy`,
  );
  return rows[0]?.busy === false;
}

/** A message the records say is, or may be, in a chat. */
export interface SentPart {
  readonly chat: string;
  readonly organisationKey: string | null;
  readonly kind: string;
  readonly state: string;
  readonly messageId: string | null;
  readonly isDirective: boolean;
  readonly isResend: boolean;
  readonly sha256: string | null;
}

/** Every part that a network was ever given, with the chat's id there. */
export async function sentParts(db: Database, driver: Driver): Promise<readonly SentPart[]> {
  const { rows } = await db.query<SentPart>(
    `select c.external_id as chat, o.key as "organisationKey", p.kind, p.state, p.message_id as "messageId",
       p.delivery_id is not null as "isDirective", p.resend_of is not null as "isResend", f.sha256
     from part p join chat c on c.id = p.chat_id left join organisation o on o.id = c.organisation_id
     left join file f on f.id = (p.content ->> 'fileId')::uuid
     where p.state not in ('queued', 'cancelled') and c.driver = $1`,
    [driver],
  );
  return rows;
}

/** What one network carried: deliveries sent, and organisations that acknowledged there. */
export interface NetworkCounts {
  readonly sent: number;
  readonly acknowledgements: number;
}

/** Counts a directive version on one network. An acknowledgement is where its update came from. */
export async function networkCounts(
  db: Database,
  versionId: string,
  driver: Driver,
): Promise<NetworkCounts> {
  const { rows } = await db.query<NetworkCounts>(
    `select
       (select count(*)::int from delivery d join chat c on c.id = d.chat_id
          where d.version_id = $1 and c.driver = $2 and not exists (
            select 1 from part p left join part r on r.resend_of = p.id
            where p.delivery_id = d.id and p.resend_of is null
              and p.state not in ('sent', 'acknowledged', 'superseded')
              and coalesce(r.state, '') not in ('sent', 'acknowledged'))) as sent,
       (select count(distinct a.organisation_id)::int from acknowledgement a
          join inbox i on i.id::text = a.evidence
          join chat c on c.account_id = i.account_id
          where a.version_id = $1 and a.withdrawn_at is null and c.driver = $2) as acknowledgements`,
    [versionId, driver],
  );
  return rows[0] ?? { sent: 0, acknowledgements: 0 };
}
