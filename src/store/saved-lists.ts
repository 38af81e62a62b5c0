import type { Database } from '../ports/database.ts';

/** Recipients that an office has kept under a name. */
export interface SavedListRow<Audience = unknown> {
  readonly id: string;
  readonly name: string;
  readonly audience: Audience;
}

/** The lists of an office, by name. */
export async function savedLists<Audience>(
  db: Database,
  officeId: string,
): Promise<readonly SavedListRow<Audience>[]> {
  const { rows } = await db.query<SavedListRow<Audience>>(
    'select id, name, audience from saved_list where office_id = $1 order by name, id',
    [officeId],
  );
  return rows;
}

/** Keeps recipients under a name; the same name, in whatever case, is replaced. Returns the list's id. */
export async function saveList(
  tx: Database,
  list: {
    readonly officeId: string;
    readonly name: string;
    readonly audience: unknown;
    readonly by: string;
    readonly at: Date;
  },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into saved_list (office_id, name, audience, saved_by, saved_at) values ($1, $2, $3::jsonb, $4, $5)
     on conflict (office_id, lower(name)) do update set name = excluded.name, audience = excluded.audience,
       saved_by = excluded.saved_by, saved_at = excluded.saved_at
     returning id`,
    [list.officeId, list.name, JSON.stringify(list.audience), list.by, list.at],
  );
  const [row] = rows;
  if (!row) throw new Error(`Saving a list of office ${list.officeId} gave no row.`);
  return row.id;
}

export async function dropList(tx: Database, officeId: string, id: string): Promise<void> {
  await tx.query('delete from saved_list where id = $1 and office_id = $2', [id, officeId]);
}
