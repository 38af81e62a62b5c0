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
): Promise<readonly CardRow[]> {
  return cardsOfEach(db, [{ versionId, organisationId }]);
}

/** A card in front of people. */
export interface CardRow {
  readonly versionId: string;
  readonly organisationId: string;
  readonly partId: string;
  readonly chatId: string;
  readonly accountId: string;
}

/** As `cardsOf`, of several. */
export async function cardsOfEach(
  db: Database,
  pairs: readonly { readonly versionId: string; readonly organisationId: string }[],
): Promise<readonly CardRow[]> {
  const { rows } = await db.query<CardRow>(
    // Each is looked up by version and chat, whatever is planned: a version may go to thousands of chats.
    `with place as materialized (
       select n.version_id, n.organisation_id, c.id as chat_id
       from unnest($1::uuid[], $2::uuid[]) as n (version_id, organisation_id)
       join chat c on c.organisation_id = n.organisation_id)
     select distinct on (l.version_id, l.organisation_id, l.chat_id) l.version_id as "versionId",
       l.organisation_id as "organisationId", p.id as "partId", p.chat_id as "chatId",
       p.account_id as "accountId"
     from place l cross join lateral (
       select d.id from delivery d where d.version_id = l.version_id and d.chat_id = l.chat_id
         and d.organisation_id = l.organisation_id and d.purpose = 'directive' offset 0) d
     join part p on p.delivery_id = d.id
     where p.kind = 'card' and p.state in ('sent', 'acknowledged', 'uncertain')
     order by l.version_id, l.organisation_id, l.chat_id, (p.message_id is null), p.created_at desc`,
    [pairs.map((pair) => pair.versionId), pairs.map((pair) => pair.organisationId)],
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
