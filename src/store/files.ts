import type { Database } from '../ports/database.ts';

export interface FileRow {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
}

const columns = 'f.id, f.sha256, f.name, f.bytes, f.media_type as "mediaType"';

/** Records a file whose bytes are kept already; the same bytes under the same name are one row. */
export async function recordFile(db: Database, file: Omit<FileRow, 'id'>): Promise<FileRow> {
  const { rows } = await db.query<FileRow>(
    `insert into file as f (sha256, name, bytes, media_type) values ($1, $2, $3, $4)
     on conflict (sha256, name) do update set media_type = excluded.media_type returning ${columns}`,
    [file.sha256, file.name, file.bytes, file.mediaType],
  );
  const [row] = rows;
  if (!row) throw new Error(`Recording file ${file.sha256} gave no row.`);
  return row;
}

export async function filesById(db: Database, ids: readonly string[]): Promise<readonly FileRow[]> {
  const { rows } = await db.query<FileRow>(
    `select ${columns} from file f where f.id = any($1::uuid[])`,
    [[...ids]],
  );
  return rows;
}

/** What the network calls files that this account uploaded before, by file id. */
export async function remoteFiles(
  db: Database,
  accountId: string,
  fileIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ fileId: string; remoteId: string }>(
    `select file_id as "fileId", remote_id as "remoteId" from remote_file
     where account_id = $1 and file_id = any($2::uuid[])`,
    [accountId, [...fileIds]],
  );
  return new Map(rows.map((row) => [row.fileId, row.remoteId]));
}

export async function rememberRemoteFile(
  db: Database,
  remote: { readonly fileId: string; readonly accountId: string; readonly remoteId: string },
): Promise<void> {
  await db.query(
    `insert into remote_file (file_id, account_id, remote_id) values ($1, $2, $3)
     on conflict (file_id, account_id) do update set remote_id = excluded.remote_id`,
    [remote.fileId, remote.accountId, remote.remoteId],
  );
}
