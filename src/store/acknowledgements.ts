import type { AckStatus, AckWay, PositionRole } from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import type { Database } from '../ports/database.ts';

export interface AcknowledgementRow {
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
  readonly at: Date;
}

/** Records one answer; returns false when this person had given it already. */
export async function insertAcknowledgement(
  tx: Database,
  ack: Omit<AcknowledgementRow, 'personName' | 'insteadOfName'> & {
    readonly evidence?: string;
    readonly reason?: string;
  },
): Promise<boolean> {
  const { rows } = await tx.query(
    `insert into acknowledgement (directive_id, version_id, organisation_id, person_id, role, status, way,
       evidence, reason, at, instead_of)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
       (select d.instead_of from position_on_duty d where d.person_id = $4 and d.organisation_id = $3 and d.role = $5
          and d.valid_from <= $11 and (d.valid_to is null or d.valid_to >= $11)
        order by d.instead_of is not null, d.instead_of limit 1)) on conflict do nothing returning id`,
    [
      ack.directiveId,
      ack.versionId,
      ack.organisationId,
      ack.personId,
      ack.role,
      ack.status,
      ack.way,
      ack.evidence ?? null,
      ack.reason ?? null,
      ack.at,
      dayOf(ack.at),
    ],
  );
  return rows.length > 0;
}

/** The answers that stand, first to last, of some organisations for one version. */
export async function standingAcknowledgements(
  db: Database,
  versionId: string,
  organisationIds: readonly string[],
): Promise<readonly AcknowledgementRow[]> {
  const { rows } = await db.query<AcknowledgementRow>(
    `select a.directive_id as "directiveId", a.version_id as "versionId", a.organisation_id as "organisationId",
       a.person_id as "personId", p.name as "personName", i.name as "insteadOfName", a.role, a.status, a.way, a.at
     from acknowledgement a join person p on p.id = a.person_id
       left join person i on i.id = a.instead_of
     where a.version_id = $1 and a.organisation_id = any($2::uuid[]) and a.withdrawn_at is null
     order by a.at, a.id`,
    [versionId, [...organisationIds]],
  );
  return rows;
}
