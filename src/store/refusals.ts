import type { Database } from '../ports/database.ts';

/** Records that the secrecy gate refused something: hashes, time, operator and rule, never content. */
export async function recordRefusal(
  db: Database,
  refusal: {
    readonly at: Date;
    readonly operator: string;
    readonly contentSha256?: string;
    readonly fileNameSha256?: string;
    readonly mark: string;
    readonly rule: string;
  },
): Promise<void> {
  await db.query(
    `insert into refusal (at, operator, content_sha256, file_name_sha256, matched_mark, matched_rule)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      refusal.at,
      refusal.operator,
      refusal.contentSha256 ?? null,
      refusal.fileNameSha256 ?? null,
      refusal.mark,
      refusal.rule,
    ],
  );
}
