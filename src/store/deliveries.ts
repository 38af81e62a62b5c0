import type { Database } from '../ports/database.ts';

/** A notice tells a chat that has a directive of its correction or recall. */
export type DeliveryPurpose = 'directive' | 'short-message' | 'notice';

export interface DeliveryRow {
  readonly id: string;
  readonly directiveId: string;
  readonly versionId: string;
  readonly organisationId: string;
  readonly chatId: string;
  readonly purpose: DeliveryPurpose;
}

const columns = `d.id, d.directive_id as "directiveId", d.version_id as "versionId",
  d.organisation_id as "organisationId", d.chat_id as "chatId", d.purpose`;

/** Writes deliveries; returns those that were not there before. */
export async function insertDeliveries(
  tx: Database,
  deliveries: readonly DeliveryRow[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into delivery (id, directive_id, version_id, organisation_id, chat_id, purpose)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[])
     on conflict do nothing returning id`,
    [
      deliveries.map((d) => d.id),
      deliveries.map((d) => d.directiveId),
      deliveries.map((d) => d.versionId),
      deliveries.map((d) => d.organisationId),
      deliveries.map((d) => d.chatId),
      deliveries.map((d) => d.purpose),
    ],
  );
  return new Set(rows.map((row) => row.id));
}

export async function deliveriesById(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeliveryRow>> {
  const { rows } = await db.query<DeliveryRow>(
    `select ${columns} from delivery d where d.id = any($1::uuid[])`,
    [[...ids]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The card of a directive in each chat of an organisation, the copy people have in front of them:
 * only chats that are still the organisation's, and cards that are or may be there.
 */
export async function cardsOf(
  db: Database,
  versionId: string,
  organisationId: string,
): Promise<
  readonly { readonly partId: string; readonly chatId: string; readonly accountId: string }[]
> {
  const { rows } = await db.query<{ partId: string; chatId: string; accountId: string }>(
    `select distinct on (d.chat_id) p.id as "partId", p.chat_id as "chatId", p.account_id as "accountId"
     from delivery d join part p on p.delivery_id = d.id join chat c on c.id = d.chat_id
     where d.version_id = $1 and d.organisation_id = $2 and d.purpose = 'directive' and p.kind = 'card'
       and c.organisation_id = d.organisation_id and p.state in ('sent', 'acknowledged', 'uncertain')
     order by d.chat_id, (p.message_id is null), p.created_at desc`,
    [versionId, organisationId],
  );
  return rows;
}

/** Those of some deliveries whose directive was recalled. */
export async function recalledDeliveries(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select d.id from delivery d join directive r on r.id = d.directive_id
     where d.id = any($1::uuid[]) and r.state = 'recalled'`,
    [[...ids]],
  );
  return new Set(rows.map((row) => row.id));
}
