import type { Database } from '../ports/database.ts';

/** A release by an office in which the bytes of a file went out before. */
export interface EarlierRelease {
  readonly fileId: string;
  readonly number: string;
  readonly symbol: string;
  readonly releasedAt: Date;
}

/** Where an office has released files with the same bytes before, newest first; drills do not count. */
export async function earlierReleases(
  db: Database,
  officeId: string,
  fileIds: readonly string[],
): Promise<readonly EarlierRelease[]> {
  if (fileIds.length === 0) return [];
  const { rows } = await db.query<EarlierRelease>(
    `select f.id as "fileId", r.number, r.symbol, max(r.released_at) as "releasedAt"
     from file f join file same on same.sha256 = f.sha256
       join directive_version v on v.files @> jsonb_build_array(jsonb_build_object('fileId', same.id))
       join directive r on r.id = v.directive_id
     where f.id = any($1::uuid[]) and r.office_id = $2 and not r.drill
     group by f.id, r.number, r.symbol order by max(r.released_at) desc`,
    [[...fileIds], officeId],
  );
  return rows;
}
