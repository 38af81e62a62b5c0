import type { Database } from '../ports/database.ts';

/** A conversation that is being held: which dialogue, at which step, with what it has gathered. */
export interface DraftRow<Body = unknown> {
  readonly id: string;
  readonly dialogue: string;
  readonly officeId: string | null;
  readonly personId: string;
  readonly chatId: string;
  readonly step: string;
  /** Grows with every change; a button carries the one it was shown with. */
  readonly revision: number;
  readonly body: Body;
  readonly state: 'open' | 'saved' | 'done' | 'cancelled';
  readonly updatedAt: Date;
}

const columns = `d.id, d.dialogue, d.office_id as "officeId", d.person_id as "personId",
  d.chat_id as "chatId", d.step, d.revision, d.body, d.state, d.updated_at as "updatedAt"`;

export async function createDraft(
  tx: Database,
  draft: {
    readonly dialogue: string;
    readonly officeId?: string;
    readonly personId: string;
    readonly chatId: string;
    readonly step: string;
    readonly body: unknown;
    readonly at: Date;
  },
): Promise<DraftRow> {
  const { rows } = await tx.query<DraftRow>(
    `insert into draft as d (dialogue, office_id, person_id, chat_id, step, body, state, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, 'open', $7, $7) returning ${columns}`,
    [
      draft.dialogue,
      draft.officeId ?? null,
      draft.personId,
      draft.chatId,
      draft.step,
      JSON.stringify(draft.body),
      draft.at,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error(`Starting the dialogue ${draft.dialogue} gave no row.`);
  return row;
}

export async function lockDraft(tx: Database, id: string): Promise<DraftRow | undefined> {
  const { rows } = await tx.query<DraftRow>(
    `select ${columns} from draft d where d.id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** The dialogue a chat is in: its open draft that changed last. */
export async function openDraft(
  tx: Database,
  chatId: string,
  personId: string,
): Promise<DraftRow | undefined> {
  const { rows } = await tx.query<DraftRow>(
    `select ${columns} from draft d where d.chat_id = $1 and d.person_id = $2 and d.state = 'open'
     order by d.updated_at desc, d.id limit 1 for update`,
    [chatId, personId],
  );
  return rows[0];
}

/** The open draft of a dialogue that stands at the same step with the same body. */
export async function openDraftAt(
  tx: Database,
  at: Pick<DraftRow, 'dialogue' | 'personId' | 'chatId' | 'step' | 'body'>,
): Promise<DraftRow | undefined> {
  const { rows } = await tx.query<DraftRow>(
    `select ${columns} from draft d where d.chat_id = $1 and d.person_id = $2 and d.state = 'open'
       and d.dialogue = $3 and d.step = $4 and d.body = $5::jsonb limit 1 for update`,
    [at.chatId, at.personId, at.dialogue, at.step, JSON.stringify(at.body)],
  );
  return rows[0];
}

/** Drafts of a person that are open or saved, newest first. */
export async function draftsOf(
  db: Database,
  personId: string,
  dialogue: string,
): Promise<readonly DraftRow[]> {
  const { rows } = await db.query<DraftRow>(
    `select ${columns} from draft d where d.person_id = $1 and d.dialogue = $2 and d.state in ('open', 'saved')
     order by d.updated_at desc limit 20`,
    [personId, dialogue],
  );
  return rows;
}

export async function saveDraft(
  tx: Database,
  draft: Pick<DraftRow, 'id' | 'step' | 'body' | 'state'>,
  at: Date,
): Promise<void> {
  await tx.query(
    `update draft set step = $2, body = $3::jsonb, state = $4, revision = revision + 1, updated_at = $5
     where id = $1`,
    [draft.id, draft.step, JSON.stringify(draft.body), draft.state, at],
  );
}

/** Changes the office a draft is written for. */
export async function setDraftOffice(tx: Database, id: string, officeId: string): Promise<void> {
  await tx.query('update draft set office_id = $2 where id = $1', [id, officeId]);
}
