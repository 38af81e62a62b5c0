import type { AckPolicy } from '../domain/acknowledgement.ts';
import type { Deadline } from '../domain/deadline/deadline.ts';
import type { DirectiveState } from '../domain/directive-life.ts';
import type { Circulation, Urgency } from '../domain/document/document.ts';
import type { Database } from '../ports/database.ts';
import type { Amending } from './amendments.ts';

export type { DirectiveState };

export interface DirectiveRow {
  readonly id: string;
  readonly officeId: string;
  readonly code: string;
  readonly number: string;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly issuer: string;
  readonly subject: string;
  /** Code of the document's type, e.g. 'KH'; null when nobody said. */
  readonly kind: string | null;
  readonly urgency: Urgency;
  readonly circulation: Circulation;
  readonly ackPolicy: AckPolicy;
  readonly ackDueAt: Date | null;
  readonly state: DirectiveState;
  readonly drill: boolean;
  readonly createdBy: string;
  /** The second person who agreed; null where none was needed. */
  readonly approvedBy: string | null;
  readonly releasedAt: Date;
  /** The directive that this one replaces. */
  readonly relatesTo: string | null;
  /** Whether acknowledgements of that one do not stand for this one. */
  readonly askAgain: boolean;
  readonly versionId: string;
}

export interface VersionFile {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
}

export interface VersionRow {
  readonly id: string;
  readonly directiveId: string;
  readonly version: number;
  /** What it does to the versions before it; null for the directive itself. */
  readonly relation: Amending | null;
  readonly text: string;
  readonly files: readonly VersionFile[];
  readonly shortMessages: readonly { readonly body: string; readonly source: string }[];
}

export interface DeadlineRow {
  readonly id: string;
  readonly versionId: string;
  readonly phrase: string;
  readonly kind: string;
  readonly boundary: Deadline['boundary'];
  readonly dueAt: Date | null;
  readonly overdueAt: Date | null;
  readonly namedDate: string | null;
  readonly namedTime: string | null;
  readonly recurrence: string | null;
  readonly anchor: string | null;
  readonly offset: string | null;
}

const columns = `r.id, r.office_id as "officeId", r.code, r.number, r.symbol, r.issued_on as "issuedOn",
  r.issuer, r.subject, r.kind, r.urgency, r.circulation, r.ack_policy as "ackPolicy", r.ack_due_at as "ackDueAt",
  r.state, r.drill, r.created_by as "createdBy", r.approved_by as "approvedBy",
  r.released_at as "releasedAt", r.relates_to as "relatesTo", r.ask_again as "askAgain", v.id as "versionId"`;
const source =
  'directive r join directive_version v on v.directive_id = r.id and v.version = r.version';

export async function directiveById(db: Database, id: string): Promise<DirectiveRow | undefined> {
  const { rows } = await db.query<DirectiveRow>(
    `select ${columns} from ${source} where r.id = $1`,
    [id],
  );
  return rows[0];
}

export async function directivesById(
  db: Database,
  ids: readonly string[],
): Promise<readonly DirectiveRow[]> {
  const { rows } = await db.query<DirectiveRow>(
    `select ${columns} from ${source} where r.id = any($1::uuid[])`,
    [[...ids]],
  );
  return rows;
}

/** Locks a directive against a change of its state; call inside a transaction. */
export async function lockDirective(tx: Database, id: string): Promise<DirectiveRow | undefined> {
  const { rows } = await tx.query<DirectiveRow>(
    `select ${columns} from ${source} where r.id = $1 for update of r`,
    [id],
  );
  return rows[0];
}

/** As `lockDirective`, of several; in the order of their ids, so that nobody waits for each other. */
export async function lockDirectives(
  tx: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DirectiveRow>> {
  const { rows } = await tx.query<DirectiveRow>(
    `select ${columns} from ${source} where r.id = any($1::uuid[]) order by r.id for update of r`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function directiveByCode(
  db: Database,
  code: string,
): Promise<DirectiveRow | undefined> {
  const { rows } = await db.query<DirectiveRow>(
    `select ${columns} from ${source} where r.code = $1`,
    [code],
  );
  return rows[0];
}

/** Directives of an office, newest first; `reference` narrows to a number, a number/symbol or a code. */
export async function directivesOf(
  db: Database,
  officeIds: readonly string[],
  reference: string | undefined,
  limit: number,
): Promise<readonly DirectiveRow[]> {
  const { rows } = await db.query<DirectiveRow>(
    `select ${columns} from ${source} where r.office_id = any($1::uuid[])
       and ($2::text is null or r.number = $2 or r.number || '/' || r.symbol = $2 or r.code = upper($2))
     order by r.released_at desc, r.id limit $3`,
    [[...officeIds], reference ?? null, limit],
  );
  return rows;
}

export async function setDirectiveState(
  tx: Database,
  id: string,
  state: DirectiveState,
): Promise<void> {
  await tx.query('update directive set state = $2 where id = $1', [id, state]);
}

export async function versionsById(
  db: Database,
  ids: readonly string[],
): Promise<readonly VersionRow[]> {
  const { rows } = await db.query<VersionRow>(
    `select id, directive_id as "directiveId", version, relation, text, files, short_messages as "shortMessages"
     from directive_version where id = any($1::uuid[])`,
    [[...ids]],
  );
  return rows;
}

export async function deadlinesOf(
  db: Database,
  versionIds: readonly string[],
): Promise<readonly DeadlineRow[]> {
  const { rows } = await db.query<DeadlineRow>(
    `select id, version_id as "versionId", phrase, kind, boundary, due_at as "dueAt",
       overdue_at as "overdueAt", named_date as "namedDate", named_time as "namedTime", recurrence, anchor,
       offset_text as "offset"
     from deadline where version_id = any($1::uuid[]) order by due_at nulls last, id`,
    [[...versionIds]],
  );
  return rows;
}

/** Whether a short code is taken already. */
export async function codeExists(db: Database, code: string): Promise<boolean> {
  const { rows } = await db.query('select 1 from directive where code = $1', [code]);
  return rows.length > 0;
}

/** When staff last had those reminded who owe something under a directive, and who did. */
export async function lastReminded(
  db: Database,
  id: string,
): Promise<{ readonly at: Date; readonly by: string } | undefined> {
  const { rows } = await db.query<{ at: Date; by: string }>(
    `select r.reminded_at as at, p.name as by from directive r join person p on p.id = r.reminded_by
     where r.id = $1`,
    [id],
  );
  return rows[0];
}

export async function setReminded(
  tx: Database,
  id: string,
  by: { readonly personId: string; readonly at: Date },
): Promise<void> {
  await tx.query('update directive set reminded_at = $2, reminded_by = $3 where id = $1', [
    id,
    by.at,
    by.personId,
  ]);
}
