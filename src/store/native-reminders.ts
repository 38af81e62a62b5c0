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
  /** Where the next one stands in the delivery: behind the card and its files, whatever their number. */
  readonly position: number;
}

/** The chats of some organisations that a version goes to and in which no such reminder stands. */
export async function deliveryChats(
  tx: Database,
  versionId: string,
  organisationIds: readonly string[],
): Promise<readonly DeliveryChat[]> {
  const { rows } = await tx.query<DeliveryChat>(
    `select d.id as "deliveryId", d.organisation_id as "organisationId", c.id as "chatId",
       c.account_id as "accountId", c.kind, c.language,
       1000 + (select count(*)::int from part p where p.delivery_id = d.id
         and p.kind = 'native-reminder') as position
     from delivery d join chat c on c.id = d.chat_id
     where d.version_id = $1 and d.organisation_id = any($2::uuid[]) and d.purpose = 'directive'
       and not exists (select 1 from part p where p.delivery_id = d.id
         and p.kind = 'native-reminder' and p.removal is null)`,
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

/** Whose reminder is taken back. */
export interface WithdrawnReminder {
  readonly accountId: string;
  readonly directiveId: string;
  readonly organisationId: string;
}

/** Asks for reminders to be taken back whose deadline nobody owes anything by any more. */
export async function withdrawNativeReminders(
  tx: Database,
  now: Date,
  limit: number,
): Promise<readonly WithdrawnReminder[]> {
  const { rows } = await tx.query<WithdrawnReminder>(
    `with over as (
       select p.id, d.directive_id, d.organisation_id from part p join delivery d on d.id = p.delivery_id
       where p.kind = 'native-reminder' and p.removal is null and p.state in ('sent', 'uncertain')
         and not exists (select 1 from obligation b where b.version_id = d.version_id
           and b.organisation_id = d.organisation_id and b.state = 'open'
           and coalesce(b.extended_to, b.due_at) = (p.content ->> 'dueAt')::timestamptz)
       limit $2 for update of p skip locked)
     update part p set removal = 'wanted', stale = true, edit_after = $1, settle_at = null
     from over where p.id = over.id
     returning p.account_id as "accountId", over.directive_id as "directiveId",
       over.organisation_id as "organisationId"`,
    [now, limit],
  );
  return rows;
}
