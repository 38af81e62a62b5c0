import type { Database } from '../ports/database.ts';

/** A draft whose author cannot go on with it today. */
export interface LeftDraftRow {
  readonly id: string;
  readonly officeId: string;
  readonly chatId: string;
  readonly author: string;
  readonly body: unknown;
}

/**
 * The drafts of some offices that were begun by people who no longer work there, or for whom
 * `personId` stands in on the day; newest first.
 */
export async function leftDrafts(
  db: Database,
  officeIds: readonly string[],
  personId: string,
  day: string,
): Promise<readonly LeftDraftRow[]> {
  const held = `s.person_id = d.person_id and s.office_id = d.office_id
    and s.valid_from <= $2 and (s.valid_to is null or s.valid_to >= $2)`;
  const { rows } = await db.query<LeftDraftRow>(
    `select d.id, d.office_id as "officeId", d.chat_id as "chatId", p.name as author, d.body
     from draft d join person p on p.id = d.person_id
     where d.dialogue = 'compose' and d.state in ('open', 'saved') and d.office_id = any($1::uuid[])
       and d.person_id <> $3 and (
         not exists (select 1 from staff_on_duty s where ${held})
         or exists (select 1 from staff_on_duty u where u.person_id = $3 and u.instead_of = d.person_id
           and u.office_id = d.office_id and u.valid_from <= $2 and (u.valid_to is null or u.valid_to >= $2)))
     order by d.updated_at desc limit 10`,
    [[...officeIds], day, personId],
  );
  return rows;
}

/** Hands a draft to somebody else, in their chat; buttons shown so far are void. */
export async function handOverDraft(
  tx: Database,
  id: string,
  to: { readonly personId: string; readonly chatId: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `update draft set person_id = $2, chat_id = $3, state = 'open', revision = revision + 1, updated_at = $4
     where id = $1`,
    [id, to.personId, to.chatId, to.at],
  );
}
