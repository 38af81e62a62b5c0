import type { ObligationKind, ObligationState } from '../domain/obligation.ts';
import type { Database } from '../ports/database.ts';

export interface ObligationRow {
  readonly id: string;
  readonly directiveId: string;
  readonly versionId: string;
  readonly organisationId: string;
  readonly kind: ObligationKind;
  readonly deadlineId: string | null;
  /** 1 for the first round of a recurring deadline, and for everything that does not recur. */
  readonly occurrence: number;
  readonly dueAt: Date | null;
  readonly overdueAt: Date | null;
  readonly extendedTo: Date | null;
  readonly state: ObligationState;
  readonly markedOverdueAt: Date | null;
  readonly metAt: Date | null;
  /** Id of the person by whose act it ended. */
  readonly metBy: string | null;
}

export const obligationColumns = `b.id, b.directive_id as "directiveId", b.version_id as "versionId",
  b.organisation_id as "organisationId", b.kind, b.deadline_id as "deadlineId", b.occurrence, b.due_at as "dueAt",
  b.overdue_at as "overdueAt", b.extended_to as "extendedTo", b.state,
  b.marked_overdue_at as "markedOverdueAt", b.met_at as "metAt", b.met_by as "metBy"`;

/** What organisations owe and owed under a directive, soonest first. */
export async function obligationsOf(
  db: Database,
  directiveId: string,
  organisationIds: readonly string[],
): Promise<readonly ObligationRow[]> {
  const { rows } = await db.query<ObligationRow>(
    `select ${obligationColumns} from obligation b
     where b.directive_id = $1 and b.organisation_id = any($2::uuid[]) order by b.due_at nulls last, b.kind`,
    [directiveId, [...organisationIds]],
  );
  return rows;
}

/** Locks one obligation; call inside a transaction. */
export async function lockObligation(tx: Database, id: string): Promise<ObligationRow | undefined> {
  const { rows } = await tx.query<ObligationRow>(
    `select ${obligationColumns} from obligation b where b.id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** As `obligationsOf`, locked. */
export async function lockObligationsOf(
  tx: Database,
  directiveId: string,
  organisationIds: readonly string[],
): Promise<readonly ObligationRow[]> {
  const { rows } = await tx.query<ObligationRow>(
    `select ${obligationColumns} from obligation b where b.directive_id = $1 and b.organisation_id = any($2::uuid[])
     order by b.due_at nulls last, b.kind for update`,
    [directiveId, [...organisationIds]],
  );
  return rows;
}

/** Locks the open obligations of one kind that an organisation has under a directive. */
export async function lockOpenObligations(
  tx: Database,
  directiveId: string,
  organisationId: string,
  kind: ObligationKind,
): Promise<readonly ObligationRow[]> {
  const { rows } = await tx.query<ObligationRow>(
    `select ${obligationColumns} from obligation b where b.directive_id = $1 and b.organisation_id = $2
       and b.kind = $3 and b.state = 'open' order by b.due_at nulls last for update`,
    [directiveId, organisationId, kind],
  );
  return rows;
}

/** Locks everything open that some organisations owe under some directives, soonest first. */
export async function lockOwedBy(
  tx: Database,
  pairs: readonly { readonly directiveId: string; readonly organisationId: string }[],
): Promise<readonly ObligationRow[]> {
  const { rows } = await tx.query<ObligationRow>(
    `select ${obligationColumns} from obligation b where (b.directive_id, b.organisation_id) in (
       select * from unnest($1::uuid[], $2::uuid[])) and b.state = 'open'
     order by b.due_at nulls last, b.id for update`,
    [pairs.map((pair) => pair.directiveId), pairs.map((pair) => pair.organisationId)],
  );
  return rows;
}

/** Everything an organisation still owes to anybody, soonest first. */
export async function openObligationsOf(
  db: Database,
  organisationIds: readonly string[],
): Promise<readonly ObligationRow[]> {
  const { rows } = await db.query<ObligationRow>(
    `select ${obligationColumns} from obligation b where b.organisation_id = any($1::uuid[]) and b.state = 'open'
     order by b.due_at nulls last, b.directive_id, b.kind`,
    [[...organisationIds]],
  );
  return rows;
}

export async function closeObligation(
  tx: Database,
  id: string,
  end: { readonly state: ObligationState; readonly at: Date; readonly by?: string },
): Promise<void> {
  await tx.query('update obligation set state = $2, met_at = $3, met_by = $4 where id = $1', [
    id,
    end.state,
    end.at,
    end.by ?? null,
  ]);
}

/** As `closeObligation`, of several. */
export async function closeObligations(
  tx: Database,
  ends: readonly {
    readonly id: string;
    readonly state: ObligationState;
    readonly at: Date;
    readonly by: string;
  }[],
): Promise<void> {
  if (ends.length === 0) return;
  await tx.query(
    `update obligation b set state = n.state, met_at = n.at, met_by = n.by
     from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[]) as n (id, state, at, by)
     where b.id = n.id`,
    [
      ends.map(({ id }) => id),
      ends.map(({ state }) => state),
      ends.map(({ at }) => at),
      ends.map(({ by }) => by),
    ],
  );
}

/**
 * Acknowledgements that each person of an organisation has to give, some given, of those who hold a
 * position on a day none missing: somebody must have left.
 */
export async function awaitingEach(
  db: Database,
  day: string,
  limit: number,
): Promise<readonly { readonly directiveId: string; readonly organisationId: string }[]> {
  const { rows } = await db.query<{ directiveId: string; organisationId: string }>(
    `select b.directive_id as "directiveId", b.organisation_id as "organisationId"
     from obligation b join directive r on r.id = b.directive_id
     where b.kind = 'acknowledge' and b.state = 'open' and r.ack_policy = 'each'
       and r.state in ('releasing', 'released', 'paused')
       and exists (select 1 from acknowledgement k where k.version_id = b.version_id
         and k.organisation_id = b.organisation_id and k.status = 'acknowledged' and k.withdrawn_at is null)
       and not exists (select 1 from position q where q.organisation_id = b.organisation_id
         and q.valid_from <= $1 and (q.valid_to is null or q.valid_to >= $1)
         and not exists (select 1 from acknowledgement k where k.version_id = b.version_id
           and k.organisation_id = b.organisation_id
           and (k.person_id = q.person_id or k.person_id in (select d.person_id from position_on_duty d
             where d.instead_of = q.person_id and d.organisation_id = q.organisation_id))
           and k.status = 'acknowledged' and k.withdrawn_at is null))
       and exists (select 1 from position q where q.organisation_id = b.organisation_id
         and q.valid_from <= $1 and (q.valid_to is null or q.valid_to >= $1))
     limit $2`,
    [day, limit],
  );
  return rows;
}

/** Puts a deadline off; an obligation that was overdue is not any more. */
export async function extendObligation(tx: Database, id: string, until: Date): Promise<void> {
  await tx.query('update obligation set extended_to = $2, marked_overdue_at = null where id = $1', [
    id,
    until,
  ]);
}

/** Nobody asks any more for what is still open under a directive. */
export async function waiveObligations(tx: Database, directiveId: string, at: Date): Promise<void> {
  await tx.query(
    `update obligation set state = 'waived', met_at = $2 where directive_id = $1 and state = 'open'`,
    [directiveId, at],
  );
}

/** Gives an obligation that had no date one. */
export async function setDue(tx: Database, id: string, dueAt: Date): Promise<void> {
  await tx.query('update obligation set due_at = $2, overdue_at = $2 where id = $1', [id, dueAt]);
}

/** Writes the round after `ended`; false when it was written before. */
export async function insertNextOccurrence(
  tx: Database,
  ended: ObligationRow,
  next: { readonly id: string; readonly dueAt: Date; readonly overdueAt: Date },
): Promise<boolean> {
  const { rows } = await tx.query(
    `insert into obligation (id, directive_id, version_id, organisation_id, kind, deadline_id, occurrence, due_at,
       overdue_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open') on conflict do nothing returning id`,
    [
      next.id,
      ended.directiveId,
      ended.versionId,
      ended.organisationId,
      ended.kind,
      ended.deadlineId,
      ended.occurrence + 1,
      next.dueAt,
      next.overdueAt,
    ],
  );
  return rows.length > 0;
}

/**
 * Marks open obligations whose last moment has passed, the longest overdue first up to a limit, and
 * returns them. Waits for nobody: what somebody has locked is left for the next time.
 */
export async function markOverdue(
  tx: Database,
  now: Date,
  limit: number,
): Promise<readonly ObligationRow[]> {
  const { rows } = await tx.query<ObligationRow>(
    `with passed as (
       select b.id from obligation b
       where b.state = 'open' and b.marked_overdue_at is null
         and coalesce(b.extended_to, b.overdue_at, b.due_at) < $1
         and exists (select 1 from directive r where r.id = b.directive_id
           and r.state in ('releasing', 'released', 'paused'))
       order by coalesce(b.extended_to, b.overdue_at, b.due_at) limit $2
       for update of b skip locked)
     update obligation b set marked_overdue_at = $1 from passed where b.id = passed.id
     returning ${obligationColumns}`,
    [now, limit],
  );
  return rows;
}
