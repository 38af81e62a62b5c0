import type { Database } from '../ports/database.ts';

export interface RepostRow {
  readonly deliveryId: string;
  readonly personId: string | null;
  readonly link: string | null;
  readonly at: Date;
}

/** Who reported a repost, by delivery. */
export async function repostsOf(
  db: Database,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, RepostRow>> {
  const { rows } = await db.query<RepostRow>(
    `select d.id as "deliveryId", r.person_id as "personId", r.link, r.at from repost r
     join delivery d on d.version_id = r.version_id and d.chat_id = r.chat_id and d.purpose = 'short-message'
     where d.id = any($1::uuid[])`,
    [[...deliveryIds]],
  );
  return new Map(rows.map((row) => [row.deliveryId, row]));
}

/** Records that a chat's organisation posted the short message; false when it was recorded before. */
export async function insertRepost(
  tx: Database,
  repost: {
    readonly versionId: string;
    readonly organisationId: string;
    readonly chatId: string;
    readonly personId: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } = await tx.query(
    `insert into repost (version_id, organisation_id, chat_id, person_id, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [repost.versionId, repost.organisationId, repost.chatId, repost.personId, repost.at],
  );
  return rows.length > 0;
}

export async function setRepostLink(
  tx: Database,
  versionId: string,
  chatId: string,
  link: string,
): Promise<boolean> {
  const { rows } = await tx.query(
    'update repost set link = $3 where version_id = $1 and chat_id = $2 returning id',
    [versionId, chatId, link],
  );
  return rows.length > 0;
}
