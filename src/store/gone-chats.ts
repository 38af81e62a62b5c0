import type { Database } from '../ports/database.ts';

/**
 * Ends what was queued for a chat while, in another transaction, the account was put out of it or it
 * was given to another organisation: it never goes out. Returns the deliveries concerned.
 */
export async function failPartsOfGoneChats(tx: Database): Promise<readonly string[]> {
  const { rows } = await tx.query<{ deliveryId: string }>(
    `update part p set state = 'failed',
       reason = case when c.state = 'gone' then 'chat-gone' else 'chat-of-another-organisation' end
     from chat c, delivery d
     where c.id = p.chat_id and d.id = p.delivery_id and p.state = 'queued'
       and (c.state = 'gone' or c.organisation_id is distinct from d.organisation_id)
     returning p.delivery_id as "deliveryId"`,
  );
  return rows.map(({ deliveryId }) => deliveryId);
}
