import type { AckStatus, AckWay, PositionRole } from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import type { Database } from '../ports/database.ts';

export interface AcknowledgementRow {
  readonly id: string;
  readonly directiveId: string;
  readonly versionId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly personName: string;
  /** Who held the role, when the person stood in for somebody who was away. */
  readonly insteadOfName: string | null;
  readonly role: PositionRole;
  readonly status: AckStatus;
  readonly way: AckWay;
  /** Given with a rejection, as it was typed. */
  readonly reason: string | null;
  readonly at: Date;
}

/** Records answers; one that its person had given already is left as it was. */
export async function insertAcknowledgements(
  tx: Database,
  acks: readonly (Omit<AcknowledgementRow, 'id' | 'personName' | 'insteadOfName' | 'reason'> & {
    readonly evidence: string;
    readonly reason?: string;
  })[],
): Promise<void> {
  await tx.query(
    `insert into acknowledgement (directive_id, version_id, organisation_id, person_id, role, status, way,
       evidence, at, reason, instead_of)
     select n.directive_id, n.version_id, n.organisation_id, n.person_id, n.role, n.status, n.way, n.evidence, n.at,
       n.reason,
       (select d.instead_of from position_on_duty d where d.person_id = n.person_id
          and d.organisation_id = n.organisation_id and d.role = n.role
          and d.valid_from <= n.day and (d.valid_to is null or d.valid_to >= n.day)
        order by d.instead_of is not null, d.instead_of limit 1)
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::timestamptz[], $10::text[], $11::text[]) as n (directive_id, version_id, organisation_id, person_id,
       role, status, way, evidence, at, day, reason)
     on conflict do nothing`,
    [
      acks.map((ack) => ack.directiveId),
      acks.map((ack) => ack.versionId),
      acks.map((ack) => ack.organisationId),
      acks.map((ack) => ack.personId),
      acks.map((ack) => ack.role),
      acks.map((ack) => ack.status),
      acks.map((ack) => ack.way),
      acks.map((ack) => ack.evidence),
      acks.map((ack) => ack.at),
      acks.map((ack) => dayOf(ack.at)),
      acks.map((ack) => ack.reason ?? null),
    ],
  );
}

/** The answers that stand, first to last, of some organisations for one version. */
export async function standingAcknowledgements(
  db: Database,
  versionId: string,
  organisationIds: readonly string[],
): Promise<readonly AcknowledgementRow[]> {
  const { rows } = await db.query<AcknowledgementRow>(
    `select a.id, a.directive_id as "directiveId", a.version_id as "versionId", a.organisation_id as "organisationId",
       a.person_id as "personId", p.name as "personName", i.name as "insteadOfName", a.role, a.status, a.way,
       a.reason, a.at
     from acknowledgement a join person p on p.id = a.person_id
       left join person i on i.id = a.instead_of
     where a.version_id = $1 and a.organisation_id = any($2::uuid[]) and a.withdrawn_at is null
     order by a.at, a.id`,
    [versionId, [...organisationIds]],
  );
  return rows;
}

/** Takes a record back: it stays, and says nothing any more. */
export async function withdrawAcknowledgement(tx: Database, id: string, at: Date): Promise<void> {
  await tx.query(
    'update acknowledgement set withdrawn_at = $2 where id = $1 and withdrawn_at is null',
    [id, at],
  );
}
