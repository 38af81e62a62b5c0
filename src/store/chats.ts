import type { ChatKind } from '../domain/inbound-event.ts';
import type { ChatAddress, Driver } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';

/** What a chat is used for: `publish` is a public channel in which the account itself posts. */
export type ChatPurpose = 'receive' | 'repost' | 'publish';

export type ChatState = 'unbound' | 'pending' | 'active' | 'gone';

export interface ChatRow {
  readonly id: string;
  readonly driver: Driver;
  readonly accountId: string;
  readonly externalId: string;
  readonly threadId: string;
  readonly kind: ChatKind;
  readonly title: string;
  readonly language: 'vi' | 'en';
  readonly organisationId: string | null;
  /** The person of a private chat, once bound. */
  readonly personId: string | null;
  readonly purposes: readonly ChatPurpose[];
  readonly state: ChatState;
}

export const chatColumns = `c.id, c.driver, c.account_id as "accountId", c.external_id as "externalId",
  c.thread_id as "threadId", c.kind, c.title, c.language, c.organisation_id as "organisationId",
  c.person_id as "personId", c.purposes, c.state`;

/** Where the network finds a chat. */
export function addressOf(chat: Pick<ChatRow, 'externalId' | 'kind' | 'threadId'>): ChatAddress {
  return {
    externalId: chat.externalId,
    kind: chat.kind,
    ...(chat.threadId ? { threadId: chat.threadId } : {}),
  };
}

export async function chatById(db: Database, id: string): Promise<ChatRow | undefined> {
  const { rows } = await db.query<ChatRow>(`select ${chatColumns} from chat c where c.id = $1`, [
    id,
  ]);
  return rows[0];
}

/**
 * Finds or records a chat as the network names it; the title follows the network. What comes from a
 * group that became a supergroup is found under its new id.
 */
export async function recordChat(
  db: Database,
  seen: {
    readonly driver: Driver;
    readonly accountId: string;
    readonly externalId: string;
    readonly threadId?: string | undefined;
    readonly kind: ChatKind;
    readonly title?: string | undefined;
  },
): Promise<ChatRow> {
  const { rows } = await db.query<ChatRow>(
    `insert into chat as c (driver, account_id, external_id, thread_id, kind, title, state)
     values ($1, $2, coalesce((select now.external_id from former_chat f join chat now on now.id = f.chat_id
         where f.account_id = $2 and f.external_id = $3), $3), $4, $5, $6, 'unbound')
     on conflict (account_id, external_id, thread_id) do update
       set title = case when excluded.title = '' then c.title else excluded.title end
     returning ${chatColumns}`,
    [
      seen.driver,
      seen.accountId,
      seen.externalId,
      seen.threadId ?? '',
      seen.kind,
      seen.title ?? '',
    ],
  );
  const [row] = rows;
  if (!row) throw new Error(`Recording chat ${seen.externalId} of ${seen.accountId} gave no row.`);
  return row;
}

/**
 * The chats of an account as the network names them, each under that name; those that nobody has recorded
 * are not among them.
 */
export async function knownChats(
  db: Database,
  accountId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, ChatRow>> {
  const { rows } = await db.query<ChatRow & { seenAs: string }>(
    `select n.seen_as as "seenAs", ${chatColumns} from unnest($2::text[]) as n (seen_as)
     join chat c on c.account_id = $1 and c.thread_id = '' and c.external_id = coalesce(
       (select now.external_id from former_chat f join chat now on now.id = f.chat_id
         where f.account_id = $1 and f.external_id = n.seen_as), n.seen_as)`,
    [accountId, [...new Set(externalIds)]],
  );
  return new Map(rows.map(({ seenAs, ...chat }) => [seenAs, chat]));
}

export async function setChatState(db: Database, id: string, state: ChatState): Promise<void> {
  await db.query('update chat set state = $2 where id = $1', [id, state]);
}

export async function setChatLanguage(
  db: Database,
  id: string,
  language: 'vi' | 'en',
): Promise<void> {
  await db.query('update chat set language = $2 where id = $1', [id, language]);
}

/** Binds a chat to an organisation: it receives from now on. */
export async function bindChat(
  db: Database,
  id: string,
  to: {
    readonly organisationId: string;
    readonly purposes: readonly ChatPurpose[];
    readonly verifiedBy: string;
    readonly at: Date;
  },
): Promise<void> {
  await db.query(
    `update chat set organisation_id = $2, purposes = $3, state = 'active', verified_by = $4, verified_at = $5
     where id = $1`,
    [id, to.organisationId, [...to.purposes], to.verifiedBy, to.at],
  );
}

export async function bindPrivateChat(db: Database, id: string, personId: string): Promise<void> {
  await db.query(`update chat set person_id = $2, state = 'active' where id = $1`, [id, personId]);
}

/**
 * Follows a group that became a supergroup. The network says so up to three times: the row that is
 * bound to an organisation takes the new id over, and any other row of that group is retired.
 *
 * Messages count anew in the supergroup, and those of before can no longer be edited: their ids, which
 * would name others now, are forgotten. False when nothing was to be followed.
 */
export async function moveChat(db: Database, id: string, newExternalId: string): Promise<boolean> {
  const known = await chatById(db, id);
  if (!known || known.externalId === newExternalId) return false;
  const { rows } = await db.query<{ id: string }>(
    `select c.id from chat c join chat old on old.account_id = c.account_id
     where old.id = $1 and c.id <> old.id and c.external_id = $2
       and (c.organisation_id is not null or old.organisation_id is null)`,
    [id, newExternalId],
  );
  const [successor] = rows;
  await db.query(
    `insert into former_chat (account_id, external_id, chat_id) values ($1, $2, $3)
     on conflict (account_id, external_id) do update set chat_id = excluded.chat_id`,
    [known.accountId, known.externalId, successor?.id ?? id],
  );
  if (successor) {
    await setChatState(db, id, 'gone');
    await db.query(
      `update part set chat_id = $2 where chat_id = $1 and state in ('queued', 'sending')`,
      [id, successor.id],
    );
    await db.query('update part set stale = false where chat_id = $1', [id]);
    return true;
  }
  await db.query(
    `update chat set external_id = external_id || ':moved:' || id, state = 'gone'
     where external_id = $2 and id <> $1 and account_id = (select account_id from chat where id = $1)`,
    [id, newExternalId],
  );
  await db.query('update chat set external_id = $2 where id = $1', [id, newExternalId]);
  await db.query(
    'update part set message_id = null, stale = false where chat_id = $1 and message_id is not null',
    [id],
  );
  return true;
}

/** The active chats of organisations for a purpose, by organisation. */
export async function chatsOf(
  db: Database,
  organisationIds: readonly string[],
  purpose: ChatPurpose,
): Promise<readonly ChatRow[]> {
  const { rows } = await db.query<ChatRow>(
    `select ${chatColumns} from chat c
     where c.organisation_id = any($1::uuid[]) and c.state = 'active' and $2 = any(c.purposes)
     order by c.organisation_id, c.external_id`,
    [[...organisationIds], purpose],
  );
  return rows;
}

/** The private chat in which an account reaches a person; the newest when there are several. */
export async function privateChatOf(db: Database, personId: string): Promise<ChatRow | undefined> {
  return (await privateChatsOf(db, [personId])).get(personId);
}

/** As `privateChatOf`, of several people, by person. */
export async function privateChatsOf(
  db: Database,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, ChatRow>> {
  const { rows } = await db.query<ChatRow & { personId: string }>(
    `select distinct on (c.person_id) ${chatColumns} from chat c
     where c.person_id = any($1::uuid[]) and c.kind = 'private' and c.state = 'active'
     order by c.person_id, c.id`,
    [[...personIds]],
  );
  return new Map(rows.map((row) => [row.personId, row]));
}

/** The ids of an account's private chats with people who hold a staff right on a day. */
export async function staffChats(
  db: Database,
  accountId: string,
  day: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select c.id from chat c
     where c.account_id = $1 and c.kind = 'private' and c.state = 'active'
       and exists (select 1 from staff_on_duty s where s.person_id = c.person_id
         and s.valid_from <= $2 and (s.valid_to is null or s.valid_to >= $2))
     order by c.id`,
    [accountId, day],
  );
  return rows.map(({ id }) => id);
}

export async function chatsById(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ChatRow>> {
  const { rows } = await db.query<ChatRow>(
    `select ${chatColumns} from chat c where c.id = any($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The account is back in a chat: one that was verified receives again, another has to be bound. */
export async function reviveChat(db: Database, id: string): Promise<void> {
  await db.query(
    `update chat set state = case when (organisation_id is not null and verified_by is not null)
       or person_id is not null then 'active' else 'unbound' end where id = $1`,
    [id],
  );
}

/** Nobody confirmed a chat: it stays unbound, unless it belonged to somebody all along. */
export async function leavePending(db: Database, id: string): Promise<void> {
  await db.query(`update chat set state = 'unbound' where id = $1 and state = 'pending'`, [id]);
}
