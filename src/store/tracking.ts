import type { AckStatus, AckWay, PositionRole } from '../domain/acknowledgement.ts';
import type { Reach } from '../domain/tracking.ts';
import type { Database } from '../ports/database.ts';

/** A member of a directive's audience and how its card stands there. */
export interface ReachRow {
  readonly organisationId: string;
  readonly organisation: string;
  readonly code: string | null;
  readonly role: 'act' | 'inform';
  readonly reach: Reach;
  readonly reachReason: string | null;
  readonly deliveredAt: Date | null;
}

/** The audience of a version, by name, each with the best that its chats have; a resend counts too. */
export async function reachOf(db: Database, versionId: string): Promise<readonly ReachRow[]> {
  const { rows } = await db.query<ReachRow>(
    `with card as (
       select d.organisation_id, p.state, p.reason, p.sent_at
       from delivery d join part p on p.delivery_id = d.id
       where d.version_id = $1 and d.purpose = 'directive' and p.kind = 'card'),
     best as (
       select organisation_id,
         case when bool_or(state in ('sent', 'acknowledged', 'superseded')) then 'delivered'
           when bool_or(state in ('queued', 'sending')) then 'waiting'
           when bool_or(state = 'uncertain') then 'uncertain'
           when bool_or(state = 'failed') then 'failed' else 'cancelled' end as reach,
         max(reason) filter (where state = 'failed') as reason, min(sent_at) as "deliveredAt"
       from card group by organisation_id)
     select o.id as "organisationId", o.name as organisation, coalesce(o.code_qd20, o.code_old) as code, a.role,
       coalesce(b.reach, case when a.fanned_out then 'no-chat' else 'waiting' end) as reach,
       case when b.reach = 'failed' then b.reason end as "reachReason", b."deliveredAt"
     from audience a join organisation o on o.id = a.organisation_id
     left join best b on b.organisation_id = a.organisation_id
     where a.version_id = $1 order by o.name, o.id`,
    [versionId],
  );
  return rows;
}

export interface AnswerRow {
  readonly organisationId: string;
  readonly status: AckStatus;
  readonly name: string;
  readonly role: PositionRole;
  readonly way: AckWay;
  readonly at: Date;
  readonly reason: string | null;
}

/** Every answer that stands under a version, first to last. */
export async function answersUnder(db: Database, versionId: string): Promise<readonly AnswerRow[]> {
  const { rows } = await db.query<AnswerRow>(
    `select a.organisation_id as "organisationId", a.status, p.name, a.role, a.way, a.at, a.reason
     from acknowledgement a join person p on p.id = a.person_id
     where a.version_id = $1 and a.withdrawn_at is null order by a.at, a.id`,
    [versionId],
  );
  return rows;
}
