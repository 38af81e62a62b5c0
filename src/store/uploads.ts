import type { Database } from '../ports/database.ts';

/** A file somebody sent, on its way from the network through the gate. */
export interface UploadRow {
  readonly id: string;
  readonly accountId: string;
  readonly chatId: string;
  readonly personId: string | null;
  /** What the network calls it. */
  readonly remoteId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly purpose: 'draft' | 'report' | 'feedback' | 'amendment';
  /** The draft or the amendment it belongs to, or the message that brought a report or feedback. */
  readonly subjectId: string;
  /** The update of the inbox that brought it; null for one that came before this was kept. */
  readonly updateId: string | null;
  readonly state: 'new' | 'ready' | 'refused' | 'failed';
  readonly fileId: string | null;
  readonly reason: string | null;
  readonly attempt: number;
  readonly detail: Readonly<Record<string, string>>;
  readonly receivedAt: Date;
}

const columns = `u.id, u.account_id as "accountId", u.chat_id as "chatId", u.person_id as "personId",
  u.remote_id as "remoteId", u.name, u.media_type as "mediaType", u.bytes, u.purpose,
  u.subject_id as "subjectId", u.update_id as "updateId", u.state, u.file_id as "fileId", u.reason, u.attempt, u.detail,
  u.received_at as "receivedAt"`;

export async function insertUpload(
  tx: Database,
  upload: Pick<
    UploadRow,
    | 'id'
    | 'accountId'
    | 'chatId'
    | 'personId'
    | 'remoteId'
    | 'name'
    | 'mediaType'
    | 'bytes'
    | 'purpose'
    | 'subjectId'
    | 'updateId'
    | 'detail'
    | 'receivedAt'
  >,
): Promise<void> {
  await tx.query(
    `insert into upload (id, account_id, chat_id, person_id, remote_id, name, media_type, bytes, purpose,
       subject_id, update_id, state, detail, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'new', $12::jsonb, $13)`,
    [
      upload.id,
      upload.accountId,
      upload.chatId,
      upload.personId,
      upload.remoteId,
      upload.name,
      upload.mediaType,
      upload.bytes,
      upload.purpose,
      upload.subjectId,
      upload.updateId,
      JSON.stringify(upload.detail),
      upload.receivedAt,
    ],
  );
}

export async function lockUpload(tx: Database, id: string): Promise<UploadRow | undefined> {
  const { rows } = await tx.query<UploadRow>(
    `select ${columns} from upload u where u.id = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function uploadById(db: Database, id: string): Promise<UploadRow | undefined> {
  const { rows } = await db.query<UploadRow>(`select ${columns} from upload u where u.id = $1`, [
    id,
  ]);
  return rows[0];
}

/** The files of one draft or one message, in the order they came. */
export async function uploadsOf(db: Database, subjectId: string): Promise<readonly UploadRow[]> {
  const { rows } = await db.query<UploadRow>(
    `select ${columns} from upload u where u.subject_id = $1 order by u.received_at, u.id`,
    [subjectId],
  );
  return rows;
}

export async function settleUpload(
  tx: Database,
  id: string,
  end: {
    readonly state: 'ready' | 'refused' | 'failed';
    readonly fileId?: string;
    readonly reason?: string;
  },
): Promise<void> {
  await tx.query('update upload set state = $2, file_id = $3, reason = $4 where id = $1', [
    id,
    end.state,
    end.fileId ?? null,
    end.reason ?? null,
  ]);
}

/** Forgets the name of a file that the gate refused. */
export async function eraseUploadName(tx: Database, id: string): Promise<void> {
  await tx.query(`update upload set name = '', detail = '{}' where id = $1`, [id]);
}

/** Counts a try to fetch; returns how many there were. */
export async function countFetch(db: Database, id: string): Promise<number> {
  const { rows } = await db.query<{ attempt: number }>(
    'update upload set attempt = attempt + 1 where id = $1 returning attempt',
    [id],
  );
  return rows[0]?.attempt ?? 0;
}

/** Ids of files that nobody has fetched yet, oldest first. */
export async function waitingUploads(db: Database, limit: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from upload where state = 'new' order by received_at limit $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}
