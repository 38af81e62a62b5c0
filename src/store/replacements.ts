import type { Database } from '../ports/database.ts';

/** A directive that another one replaces, seen from either side. */
export interface ReplacementRow {
  /** The directive that was asked about. */
  readonly of: string;
  readonly id: string;
  readonly number: string;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly code: string;
  readonly releasedAt: Date;
  /** Who released it. */
  readonly by: string;
}

/** What replaces some directives. */
export async function successorsOf(
  db: Database,
  directiveIds: readonly string[],
): Promise<readonly ReplacementRow[]> {
  return replacements(db, 'n.relates_to', 'n', directiveIds);
}

/** What some directives replace. */
export async function predecessorsOf(
  db: Database,
  directiveIds: readonly string[],
): Promise<readonly ReplacementRow[]> {
  return replacements(db, 'n.id', 'o', directiveIds);
}

async function replacements(
  db: Database,
  of: 'n.relates_to' | 'n.id',
  wanted: 'n' | 'o',
  directiveIds: readonly string[],
): Promise<readonly ReplacementRow[]> {
  const { rows } = await db.query<ReplacementRow>(
    `select ${of} as of, r.id, r.number, r.symbol, r.issued_on as "issuedOn", r.code,
       r.released_at as "releasedAt", p.name as by
     from directive n join directive o on o.id = n.relates_to
     join directive r on r.id = ${wanted}.id join person p on p.id = r.created_by
     where n.relation = 'replaces' and ${of} = any($1::uuid[])`,
    [[...directiveIds]],
  );
  return rows;
}
