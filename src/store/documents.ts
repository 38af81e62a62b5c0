import type { Database } from '../ports/database.ts';

/** Keeps what was read out of an official text, beside the file it came from (null: pasted text). */
export async function recordDocument(
  tx: Database,
  document: {
    readonly officeId: string;
    readonly fileId: string | null;
    readonly sha256: string;
    readonly parsed: unknown;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into document (office_id, file_id, sha256, parsed, read_at)
     values ($1, $2, $3, $4::jsonb, $5)`,
    [
      document.officeId,
      document.fileId,
      document.sha256,
      JSON.stringify(document.parsed),
      document.at,
    ],
  );
}
