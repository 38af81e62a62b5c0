import type { Database } from '../ports/database.ts';

/**
 * The parts among `ids` that belong to a drill: they carry it, answer one of its messages, or say
 * something about it.
 */
export async function partsOfDrills(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>(
    `select p.id from part p
       left join part q on q.id = p.reply_to
       left join delivery d on d.id = coalesce(p.delivery_id, q.delivery_id)
       join directive r on r.id = coalesce(d.directive_id, p.about)
     where p.id = any($1::uuid[]) and r.drill`,
    [[...ids]],
  );
  return new Set(rows.map(({ id }) => id));
}
