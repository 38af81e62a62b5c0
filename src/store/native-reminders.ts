import type { ChatKind } from '../domain/inbound-event.ts';
import type { MessageRef } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';

/** A chat that a directive goes to, as far as a reminder of the network's own needs it. */
export interface DeliveryChat {
  readonly deliveryId: string;
  readonly organisationId: string;
  readonly chatId: string;
  readonly accountId: string;
  readonly kind: ChatKind;
  readonly language: 'vi' | 'en';
}

/** The chats that a version goes to, of some organisations. */
export async function deliveryChats(
  tx: Database,
  versionId: string,
  organisationIds: readonly string[],
): Promise<readonly DeliveryChat[]> {
  const { rows } = await tx.query<DeliveryChat>(
    `select d.id as "deliveryId", d.organisation_id as "organisationId", c.id as "chatId",
       c.account_id as "accountId", c.kind, c.language
     from delivery d join chat c on c.id = d.chat_id
     where d.version_id = $1 and d.organisation_id = any($2::uuid[]) and d.purpose = 'directive'`,
    [versionId, [...organisationIds]],
  );
  return rows;
}

/** The newest reminders of an account that somebody may still accept in time to be heard. */
export async function openNativeReminders(
  db: Database,
  accountId: string,
  limit: number,
): Promise<readonly MessageRef[]> {
  const { rows } = await db.query<{ externalId: string; kind: ChatKind; messageId: string }>(
    `select c.external_id as "externalId", c.kind, p.message_id as "messageId"
     from part p join delivery d on d.id = p.delivery_id join chat c on c.id = p.chat_id
     where p.account_id = $1 and p.kind = 'native-reminder' and p.message_id is not null
       and c.state = 'active' and exists (select 1 from obligation o where o.version_id = d.version_id
         and o.organisation_id = d.organisation_id and o.kind = 'acknowledge' and o.state = 'open')
     order by p.created_at desc limit $2`,
    [accountId, limit],
  );
  return rows.map(({ externalId, kind, messageId }) => ({ chat: { externalId, kind }, messageId }));
}
