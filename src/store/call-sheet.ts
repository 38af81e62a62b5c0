import type { PositionRole } from '../domain/acknowledgement.ts';
import type { Database } from '../ports/database.ts';

/** An organisation that has not acknowledged, and whom to ask for. No telephone numbers are kept. */
export interface CallSheetRow {
  /** The open acknowledgement; names directive and organisation in one. */
  readonly obligationId: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly people: readonly {
    readonly personId: string;
    readonly name: string;
    readonly role: PositionRole;
  }[];
}

/** Who has not acknowledged a directive, by name, with those who hold a position there on a day. */
export async function callSheet(
  db: Database,
  directiveId: string,
  day: string,
): Promise<readonly CallSheetRow[]> {
  const { rows } = await db.query<CallSheetRow>(
    `select b.id as "obligationId", o.id as "organisationId", o.name as organisation,
       coalesce((select jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'role', q.role)
           order by q.role <> 'leader', p.name)
         from position_on_duty q join person p on p.id = q.person_id
         where q.organisation_id = o.id and q.valid_from <= $2
           and (q.valid_to is null or q.valid_to >= $2)), '[]'::jsonb) as people
     from obligation b join organisation o on o.id = b.organisation_id
     where b.directive_id = $1 and b.kind = 'acknowledge' and b.state = 'open' order by o.name, o.id`,
    [directiveId, day],
  );
  return rows;
}

/** The acknowledgement that a recorded call is. */
export interface CallRow {
  readonly id: string;
  readonly directiveId: string;
  readonly versionId: string;
  readonly organisationId: string;
  readonly withdrawnAt: Date | null;
}

/** The directive under which something is owed. */
export async function directiveOfObligation(
  db: Database,
  obligationId: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ directiveId: string }>(
    'select directive_id as "directiveId" from obligation where id = $1',
    [obligationId],
  );
  return rows[0]?.directiveId;
}

/** Notes on an acknowledgement who of the staff recorded the call. Returns the acknowledgement's id. */
export async function markRecordedBy(
  tx: Database,
  call: {
    readonly versionId: string;
    readonly organisationId: string;
    readonly personId: string;
    readonly recordedBy: string;
    readonly reason: string;
  },
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `update acknowledgement set recorded_by = $4, reason = $5
     where version_id = $1 and organisation_id = $2 and person_id = $3 and status = 'acknowledged'
       and withdrawn_at is null returning id`,
    [call.versionId, call.organisationId, call.personId, call.recordedBy, call.reason],
  );
  return rows[0]?.id;
}

/** An acknowledgement that was given by telephone; undefined for any other. */
export async function callById(db: Database, id: string): Promise<CallRow | undefined> {
  const { rows } = await db.query<CallRow>(
    `select id, directive_id as "directiveId", version_id as "versionId",
       organisation_id as "organisationId", withdrawn_at as "withdrawnAt"
     from acknowledgement where id = $1 and way = 'phone'`,
    [id],
  );
  return rows[0];
}

/** Takes a recorded call back: it stays on record, and says nothing any more. */
export async function withdrawCall(tx: Database, id: string, at: Date): Promise<void> {
  await tx.query('update acknowledgement set withdrawn_at = $2 where id = $1', [id, at]);
}

/** Opens what an organisation owed again; returns it. */
export async function reopenAcknowledgement(
  tx: Database,
  call: Pick<CallRow, 'versionId' | 'organisationId'>,
): Promise<readonly { readonly id: string }[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update obligation set state = 'open', met_at = null, met_by = null
     where version_id = $1 and organisation_id = $2 and kind = 'acknowledge' and state in ('met', 'late')
     returning id`,
    [call.versionId, call.organisationId],
  );
  return rows;
}

/** Takes the dates away that reports got by counting from a receipt that did not happen; returns them. */
export async function undateReports(
  tx: Database,
  call: Pick<CallRow, 'versionId' | 'organisationId'>,
): Promise<readonly { readonly id: string }[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update obligation b set due_at = null, overdue_at = null, marked_overdue_at = null from deadline d
     where d.id = b.deadline_id and d.due_at is null and b.version_id = $1 and b.organisation_id = $2
       and b.kind = 'report' and b.state = 'open' and b.due_at is not null returning b.id`,
    [call.versionId, call.organisationId],
  );
  return rows;
}
