import type { Database } from '../ports/database.ts';

/** What an organisation wrote to the issuing office about a directive, or the office's answer to it. */
export interface FeedbackRow {
  readonly id: string;
  readonly directiveId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly personName: string;
  /** Where the organisation's side talks: answers go there. */
  readonly chatId: string;
  /** The message of the organisation that this one answers; null for the organisation's own. */
  readonly answers: string | null;
  readonly at: Date;
}

export async function insertFeedback(
  tx: Database,
  feedback: Omit<FeedbackRow, 'id' | 'personName'> & {
    readonly text: string;
    readonly fileIds: readonly string[];
  },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into feedback (directive_id, organisation_id, person_id, chat_id, answers, text, file_ids, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      feedback.directiveId,
      feedback.organisationId,
      feedback.personId,
      feedback.chatId,
      feedback.answers,
      feedback.text,
      [...feedback.fileIds],
      feedback.at,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error(`Recording feedback on ${feedback.directiveId} gave no row.`);
  return row.id;
}

export async function feedbackById(db: Database, id: string): Promise<FeedbackRow | undefined> {
  const { rows } = await db.query<FeedbackRow>(
    `select f.id, f.directive_id as "directiveId", f.organisation_id as "organisationId",
       f.person_id as "personId", p.name as "personName", f.chat_id as "chatId", f.answers, f.at
     from feedback f join person p on p.id = f.person_id where f.id = $1`,
    [id],
  );
  return rows[0];
}
