import type { PositionRole } from '../domain/acknowledgement.ts';
import type { Database } from '../ports/database.ts';

export interface SubmissionRow {
  readonly id: string;
  readonly obligationId: string;
  readonly directiveId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly personName: string;
  /** Whose place the person took who handed it in, while they were away. */
  readonly insteadOfName: string | null;
  readonly role: PositionRole;
  readonly kind: 'report' | 'nil';
  readonly at: Date;
  readonly onTime: boolean;
}

export async function insertSubmission(
  tx: Database,
  submission: {
    readonly obligationId: string;
    readonly directiveId: string;
    readonly organisationId: string;
    readonly personId: string;
    readonly insteadOf?: string;
    readonly kind: 'report' | 'nil';
    readonly text?: string;
    readonly fileIds: readonly string[];
    readonly at: Date;
    readonly onTime: boolean;
  },
): Promise<void> {
  await tx.query(
    `insert into submission (obligation_id, directive_id, organisation_id, person_id, kind, text, file_ids, at, on_time, instead_of)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      submission.obligationId,
      submission.directiveId,
      submission.organisationId,
      submission.personId,
      submission.kind,
      submission.text ?? null,
      [...submission.fileIds],
      submission.at,
      submission.onTime,
      submission.insteadOf ?? null,
    ],
  );
}

/** What organisations handed in under a directive, first to last; the role is the one held on that day. */
export async function submissionsOf(
  db: Database,
  directiveId: string,
  organisationIds: readonly string[],
): Promise<readonly SubmissionRow[]> {
  const { rows } = await db.query<SubmissionRow>(
    `select s.id, s.obligation_id as "obligationId", s.directive_id as "directiveId",
       s.organisation_id as "organisationId", s.person_id as "personId", p.name as "personName",
       i.name as "insteadOfName",
       coalesce((select q.role from position_on_duty q where q.person_id = s.person_id
         and q.organisation_id = s.organisation_id order by q.instead_of is not null, q.valid_from desc limit 1), 'focal_point') as role,
       s.kind, s.at, s.on_time as "onTime"
     from submission s join person p on p.id = s.person_id left join person i on i.id = s.instead_of
     where s.directive_id = $1 and s.organisation_id = any($2::uuid[]) order by s.at, s.id`,
    [directiveId, [...organisationIds]],
  );
  return rows;
}
