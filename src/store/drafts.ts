import type { DraftState } from '../domain/draft.ts';
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
  readonly state: DraftState;
  readonly updatedAt: Date;
  /** Fixed when the draft begins: a drill never becomes a real send, nor the other way round. */
  readonly drill: boolean;
  /** When a scheduled draft goes out, people's time. */
  readonly releaseAt: Date | null;
  readonly submittedAt: Date | null;
  /** The second person who agreed. */
  readonly approvedBy: string | null;
}

const columns = `d.id, d.dialogue, d.office_id as "officeId", d.person_id as "personId",
  d.chat_id as "chatId", d.step, d.revision, d.body, d.state, d.updated_at as "updatedAt",
  d.drill, d.release_at as "releaseAt", d.submitted_at as "submittedAt", d.approved_by as "approvedBy"`;

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
    readonly drill?: boolean;
  },
): Promise<DraftRow> {
  const { rows } = await tx.query<DraftRow>(
    `insert into draft as d (dialogue, office_id, person_id, chat_id, step, body, state, created_at, updated_at, drill)
     values ($1, $2, $3, $4, $5, $6::jsonb, 'open', $7, $7, $8) returning ${columns}`,
    [
      draft.dialogue,
      draft.officeId ?? null,
      draft.personId,
      draft.chatId,
      draft.step,
      JSON.stringify(draft.body),
      draft.at,
      draft.drill ?? false,
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

/** Drafts of a person that are not over yet, newest first. */
export async function draftsOf(
  db: Database,
  personId: string,
  dialogue: string,
): Promise<readonly DraftRow[]> {
  const { rows } = await db.query<DraftRow>(
    `select ${columns} from draft d where d.person_id = $1 and d.dialogue = $2 and d.state in ('open', 'saved', 'submitted', 'scheduled')
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

/** What is noted about a draft while it waits for somebody or for its moment. */
export type DraftWaiting = Pick<DraftRow, 'releaseAt' | 'submittedAt' | 'approvedBy'>;

/** Gives a draft another state and what is noted about it there; its buttons so far are void. */
export async function setDraftState(
  tx: Database,
  id: string,
  state: DraftState,
  { releaseAt, submittedAt, approvedBy }: DraftWaiting,
  at: Date,
): Promise<void> {
  await tx.query(
    `update draft set state = $2, release_at = $3, submitted_at = $4, approved_by = $5,
       revision = revision + 1, updated_at = $6 where id = $1`,
    [id, state, releaseAt, submittedAt, approvedBy, at],
  );
}

/** Scheduled drafts whose moment has come, soonest first. */
export async function dueDrafts(
  db: Database,
  now: Date,
  limit: number,
): Promise<readonly DraftRow[]> {
  const { rows } = await db.query<DraftRow>(
    `select ${columns} from draft d where d.state = 'scheduled' and d.release_at <= $1
     order by d.release_at limit $2`,
    [now, limit],
  );
  return rows;
}
