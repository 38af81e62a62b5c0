import type { ObligationKind, ObligationState } from '../domain/obligation.ts';
import type { Database } from '../ports/database.ts';

export interface ObligationRow {
  readonly id: string;
  readonly directiveId: string;
  readonly versionId: string;
  readonly organisationId: string;
  readonly kind: ObligationKind;
  readonly deadlineId: string | null;
  readonly dueAt: Date | null;
  readonly overdueAt: Date | null;
  readonly extendedTo: Date | null;
  readonly state: ObligationState;
  readonly markedOverdueAt: Date | null;
  readonly metAt: Date | null;
}

const columns = `b.id, b.directive_id as "directiveId", b.version_id as "versionId",
  b.organisation_id as "organisationId", b.kind, b.deadline_id as "deadlineId", b.due_at as "dueAt",
  b.overdue_at as "overdueAt", b.extended_to as "extendedTo", b.state,
  b.marked_overdue_at as "markedOverdueAt", b.met_at as "metAt"`;

/** What organisations owe and owed under a directive, soonest first. */
export async function obligationsOf(
  db: Database,
  directiveId: string,
  organisationIds: readonly string[],
): Promise<readonly ObligationRow[]> {
  const { rows } = await db.query<ObligationRow>(
    `select ${columns} from obligation b
     where b.directive_id = $1 and b.organisation_id = any($2::uuid[]) order by b.due_at nulls last, b.kind`,
    [directiveId, [...organisationIds]],
  );
  return rows;
}

/** Locks one obligation; call inside a transaction. */
export async function lockObligation(tx: Database, id: string): Promise<ObligationRow | undefined> {
  const { rows } = await tx.query<ObligationRow>(
    `select ${columns} from obligation b where b.id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** Locks the open obligations of one kind that an organisation has under a directive. */
export async function lockOpenObligations(
  tx: Database,
  directiveId: string,
  organisationId: string,
  kind: ObligationKind,
): Promise<readonly ObligationRow[]> {
  const { rows } = await tx.query<ObligationRow>(
    `select ${columns} from obligation b where b.directive_id = $1 and b.organisation_id = $2
       and b.kind = $3 and b.state = 'open' order by b.due_at nulls last for update`,
    [directiveId, organisationId, kind],
  );
  return rows;
}

/** Everything an organisation still owes to anybody, soonest first. */
export async function openObligationsOf(
  db: Database,
  organisationIds: readonly string[],
): Promise<readonly ObligationRow[]> {
  const { rows } = await db.query<ObligationRow>(
    `select ${columns} from obligation b where b.organisation_id = any($1::uuid[]) and b.state = 'open'
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

/** Marks open obligations whose last moment has passed; returns the directives they belong to. */
export async function markOverdue(tx: Database, now: Date): Promise<readonly string[]> {
  const { rows } = await tx.query<{ directiveId: string }>(
    `update obligation set marked_overdue_at = $1
     where state = 'open' and marked_overdue_at is null and coalesce(extended_to, overdue_at, due_at) < $1
     returning directive_id as "directiveId"`,
    [now],
  );
  return rows.map((row) => row.directiveId);
}
