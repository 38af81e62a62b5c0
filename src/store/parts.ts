import type { PartKind, PartState } from '../domain/delivery.ts';
import type { CardView } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';

/** What is stored for a part whose words do not follow from other rows. */
export type PartContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'card'; readonly view: CardView }
  | { readonly type: 'file'; readonly fileId: string; readonly caption?: string }
  /** `at` is an ISO time. */
  | {
      readonly type: 'native-reminder';
      readonly title: string;
      readonly at: string;
      /** The deadline it is for. */
      readonly dueAt: string;
    };

/**
 * Whether a message that is out there is to be taken back: asked for, done, or not possible. A message
 * whose id is not known yet stays `wanted` until the id shows itself.
 */
export type Removal = 'wanted' | 'removed' | 'kept';

export interface PartRow {
  readonly id: string;
  readonly deliveryId: string | null;
  readonly chatId: string;
  readonly accountId: string;
  readonly position: number;
  readonly kind: PartKind;
  readonly lane: number;
  readonly state: PartState;
  readonly fence: number;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly nextTryAt: Date;
  readonly giveUpAt: Date;
  readonly messageId: string | null;
  readonly clientId: string;
  readonly reason: string | null;
  readonly resendOf: string | null;
  readonly replyTo: string | null;
  readonly subjectId: string | null;
  readonly content: PartContent | null;
  readonly shownHash: string | null;
  /** What the numbered choices stand for as they were printed, on networks without buttons. */
  readonly choices: readonly string[] | null;
  readonly stale: boolean;
  readonly removal: Removal | null;
  /** The directive that a message outside its deliveries speaks of. */
  readonly about: string | null;
}

export const partColumns = `p.id, p.delivery_id as "deliveryId", p.chat_id as "chatId",
  p.account_id as "accountId", p.position, p.kind, p.lane, p.state, p.fence, p.attempt,
  p.created_at as "createdAt", p.next_try_at as "nextTryAt", p.give_up_at as "giveUpAt",
  p.message_id as "messageId", p.client_id as "clientId", p.reason, p.resend_of as "resendOf",
  p.reply_to as "replyTo", p.subject_id as "subjectId", p.content, p.shown_hash as "shownHash", p.choices,
  p.stale, p.removal, p.about`;

export interface NewPart {
  readonly id: string;
  readonly deliveryId?: string;
  readonly chatId: string;
  readonly accountId: string;
  readonly position?: number;
  readonly kind: PartKind;
  readonly lane: number;
  readonly replyTo?: string;
  readonly resendOf?: string;
  readonly subjectId?: string;
  /** The directive that a message outside its deliveries speaks of. */
  readonly about?: string;
  readonly content?: PartContent;
}

/** Queues parts; one that is there already (same delivery and position, same resend) is left alone. */
export async function insertParts(
  db: Database,
  parts: readonly NewPart[],
  times: { readonly now: Date; readonly giveUpAt: Date },
): Promise<void> {
  if (parts.length === 0) return;
  const column = <T>(pick: (part: NewPart) => T) => parts.map(pick);
  await db.query(
    `insert into part (id, delivery_id, chat_id, account_id, position, kind, lane, reply_to, resend_of,
       subject_id, content, client_id, about, state, created_at, next_try_at, give_up_at)
     select n.id, n.delivery_id, n.chat_id, n.account_id, n.position, n.kind, n.lane, n.reply_to, n.resend_of,
       n.subject_id, n.content::jsonb, n.client_id, n.about, 'queued', $14, $14, $15
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::int[], $8::uuid[],
       $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::uuid[])
       as n (id, delivery_id, chat_id, account_id, position, kind, lane, reply_to, resend_of, subject_id,
         content, client_id, about)
     on conflict do nothing`,
    [
      column((part) => part.id),
      column((part) => part.deliveryId ?? null),
      column((part) => part.chatId),
      column((part) => part.accountId),
      column((part) => part.position ?? 0),
      column((part) => part.kind),
      column((part) => part.lane),
      column((part) => part.replyTo ?? null),
      column((part) => part.resendOf ?? null),
      column((part) => part.subjectId ?? null),
      column((part) => (part.content ? JSON.stringify(part.content) : null)),
      column((part) => clientIdOf(part.id)),
      column((part) => part.about ?? null),
      times.now,
      times.giveUpAt,
    ],
  );
}

/** Our own id of a part on networks that want a number: the first 48 bits of its uuid. */
function clientIdOf(partId: string): string {
  return String(Number.parseInt(partId.replaceAll('-', '').slice(0, 12), 16));
}

/** Locks a part; messages that answer it may be written meanwhile. */
export async function lockPart(tx: Database, id: string): Promise<PartRow | undefined> {
  const { rows } = await tx.query<PartRow>(
    `select ${partColumns} from part p where p.id = $1 for no key update of p`,
    [id],
  );
  return rows[0];
}

export async function partsById(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PartRow>> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.id = any($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function partById(db: Database, id: string): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(`select ${partColumns} from part p where p.id = $1`, [
    id,
  ]);
  return rows[0];
}

/** The part that a message of ours in a chat is; undefined for a message that we do not know. */
export async function partByMessage(
  db: Database,
  chatId: string,
  messageId: string,
): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.chat_id = $1 and p.message_id = $2`,
    [chatId, messageId],
  );
  return rows[0];
}

/** Ids of the parts that messages of ours are, each under `chatId messageId`. */
export async function partsByMessage(
  db: Database,
  messages: readonly { readonly chatId: string; readonly messageId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; chatId: string; messageId: string }>(
    `select p.id, p.chat_id as "chatId", p.message_id as "messageId" from part p
     where (p.chat_id, p.message_id) in (select * from unnest($1::uuid[], $2::text[]))`,
    [messages.map(({ chatId }) => chatId), messages.map(({ messageId }) => messageId)],
  );
  return new Map(rows.map((row) => [`${row.chatId} ${row.messageId}`, row.id]));
}

/** The part that went out under one of our own ids. */
export async function partByClientId(
  db: Database,
  chatId: string,
  clientId: string,
): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.chat_id = $1 and p.client_id = $2`,
    [chatId, clientId],
  );
  return rows[0];
}

/** The one resend of an uncertain part. */
export async function resendOf(db: Database, partId: string): Promise<PartRow | undefined> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.resend_of = $1`,
    [partId],
  );
  return rows[0];
}

/** The newest card about a subject in a chat that is, or will be, in front of people. */
export async function cardInChat(
  db: Database,
  chatId: string,
  kind: PartKind,
  subjectId: string,
): Promise<PartRow | undefined> {
  return (await cardsInChats(db, kind, [{ chatId, subjectId }]))[0];
}

/** As `cardInChat`, for several chats and subjects. */
export async function cardsInChats(
  db: Database,
  kind: PartKind,
  places: readonly { readonly chatId: string; readonly subjectId: string }[],
): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select distinct on (p.chat_id, p.subject_id) ${partColumns} from part p
     where (p.chat_id, p.subject_id) in (select * from unnest($2::uuid[], $3::uuid[])) and p.kind = $1
       and p.state in ('queued', 'sending', 'sent', 'acknowledged')
     order by p.chat_id, p.subject_id, p.created_at desc, p.id`,
    [kind, places.map(({ chatId }) => chatId), places.map(({ subjectId }) => subjectId)],
  );
  return rows;
}

/** The words and the files that follow the card of a delivery, in their order; no resends. */
export async function filePartsOf(db: Database, deliveryId: string): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.delivery_id = $1 and p.kind in ('body', 'file')
       and p.resend_of is null order by p.position`,
    [deliveryId],
  );
  return rows;
}

/**
 * The newest messages with which people in a chat can do something, newest first. One that is on its
 * way may be in front of them already.
 */
export async function newestCards(
  db: Database,
  chatId: string,
  limit: number,
): Promise<readonly PartRow[]> {
  const { rows } = await db.query<PartRow>(
    `select ${partColumns} from part p where p.chat_id = $1
       and p.state in ('sending', 'uncertain', 'sent', 'acknowledged')
       and p.kind in ('card', 'progress', 'dialogue', 'join', 'approval',
         'short-message', 'notice', 'decision', 'reference')
     order by p.created_at desc, p.position desc limit $2`,
    [chatId, limit],
  );
  return rows;
}

/** The accounts through which a directive goes out. */
export async function directiveAccounts(
  db: Database,
  directiveId: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ accountId: string }>(
    `select distinct p.account_id as "accountId" from delivery d join part p on p.delivery_id = d.id
     where d.directive_id = $1`,
    [directiveId],
  );
  return rows.map((row) => row.accountId);
}

/** The chats in which a card about a subject was shown. */
export async function chatsShowing(
  db: Database,
  kind: PartKind,
  subjectId: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ chatId: string }>(
    `select distinct chat_id as "chatId" from part where kind = $1 and subject_id = $2`,
    [kind, subjectId],
  );
  return rows.map(({ chatId }) => chatId);
}
