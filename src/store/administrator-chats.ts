import type { Database } from '../ports/database.ts';
import { type ChatRow, chatColumns } from './chats.ts';

/** The private chats in which administrators of any office can be reached on a day. */
export async function administratorChats(db: Database, day: string): Promise<readonly ChatRow[]> {
  const { rows } = await db.query<ChatRow>(
    `select ${chatColumns} from chat c
     where c.kind = 'private' and c.state = 'active' and exists (
       select 1 from staff_on_duty s where s.person_id = c.person_id and s.role = 'admin'
         and s.valid_from <= $1 and (s.valid_to is null or s.valid_to >= $1))
     order by c.id`,
    [day],
  );
  return rows;
}
