import { createHash } from 'node:crypto';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { CardView, FileContent, MessageRef, OutgoingPart } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { addressOf, type ChatRow } from '../store/chats.ts';
import { partsOfDrills } from '../store/drills.ts';
import { filesById, remoteFiles } from '../store/files.ts';
import type { PartRow } from '../store/parts.ts';
import { directiveCards } from './cards/directive-cards.ts';
import { progressCards } from './cards/progress-cards.ts';
import { referenceCards } from './cards/reference-cards.ts';
import { shortMessageCards } from './cards/short-message-cards.ts';
import type { Engine } from './engine.ts';

/** A part with everything a channel needs to carry it. */
export interface RenderedPart {
  readonly part: PartRow;
  readonly chat: ChatRow;
  readonly outgoing: OutgoingPart;
  /** Tells one content from another; equal when an edit would change nothing. */
  readonly hash: string;
  /** What the numbered choices stand for, in the order they are printed, where there are no buttons. */
  readonly choices: readonly string[] | undefined;
}

/**
 * Turns parts into messages from the rows as they are now; one set of queries for the whole batch.
 *
 * `chats` holds the chat of each part, by id. A part whose subject is gone is left out: there is nothing
 * to send.
 */
export async function renderParts(
  engine: Engine,
  db: Database,
  parts: readonly PartRow[],
  chats: ReadonlyMap<string, ChatRow>,
): Promise<readonly RenderedPart[]> {
  if (parts.length === 0) return [];
  const m = (part: PartRow) =>
    messagesIn(chats.get(part.chatId)?.language ?? engine.settings.language);
  const kinds = [...new Set(parts.map((part) => part.kind))];
  const unmarked = parts.filter((part) => !bearsMarks(part)).map(({ id }) => id);
  const [views, files, replies, drills] = await Promise.all([
    Promise.all(
      kinds.map((kind) => {
        const ofKind = parts.filter((part) => part.kind === kind);
        return cardsOfKind(engine, db, kind, ofKind, { chats, m });
      }),
    ),
    fileContents(engine, db, parts),
    replyTargets(db, parts),
    partsOfDrills(db, unmarked),
  ]);
  const cards = new Map(views.flatMap((ofKind) => [...ofKind]));
  return parts.flatMap((part) => {
    const chat = chats.get(part.chatId);
    if (!chat) return [];
    const target = part.replyTo ? replies.get(part.replyTo) : undefined;
    const replyTo: { readonly replyTo?: MessageRef } = target
      ? { replyTo: { chat: addressOf(chat), messageId: target } }
      : {};
    // Nothing of ours stands beside the issuer's words in a public channel.
    const resent = part.resendOf && chat.kind !== 'channel' ? m(part).card.resent : undefined;
    const marks = [
      ...(drills.has(part.id) ? [m(part).card.drill] : []),
      ...(resent ? [resent] : []),
    ];
    const outgoing = outgoingOf(part, cards.get(part.id), files.get(part.id), replyTo, marks);
    if (!outgoing) return [];
    const choices = printedChoices(engine, chat, outgoing);
    return [{ part, chat, outgoing, hash: hashOf(outgoing), choices }];
  });
}

function printedChoices(
  engine: Engine,
  chat: ChatRow,
  outgoing: OutgoingPart,
): readonly string[] | undefined {
  const hasButtons = engine.channels.get(chat.accountId)?.capabilities(chat.kind).buttons !== false;
  if (hasButtons || outgoing.kind !== 'card') return undefined;
  return outgoing.view.buttons.flat().flatMap(({ data }) => data ?? []);
}

function cardsOfKind(
  engine: Engine,
  db: Database,
  kind: PartRow['kind'],
  parts: readonly PartRow[],
  {
    chats,
    m,
  }: {
    readonly chats: ReadonlyMap<string, ChatRow>;
    readonly m: (part: PartRow) => Messages;
  },
): Promise<ReadonlyMap<string, CardView>> {
  switch (kind) {
    case 'card':
      return directiveCards(engine, db, parts, m);
    case 'progress':
      return progressCards(db, parts, m);
    case 'short-message':
      return shortMessageCards(db, parts, chats, m);
    case 'body':
    case 'file':
    case 'reminder':
    case 'native-reminder':
    case 'digest':
    case 'notice':
    case 'dialogue':
    case 'join':
    case 'approval':
    case 'decision':
      return Promise.resolve(new Map());
    case 'reference':
      return referenceCards(engine, db, parts, m);
  }
}

/** The directive's card and the progress card bear their marks themselves. */
function bearsMarks({ kind }: PartRow): boolean {
  return kind === 'card' || kind === 'progress';
}

function outgoingOf(
  part: PartRow,
  view: CardView | undefined,
  file: FileContent | undefined,
  replyTo: { readonly replyTo?: MessageRef },
  marks: readonly string[],
): OutgoingPart | undefined {
  const { clientId, content } = part;
  // Marks stand on lines of their own, so the words of the directive stay as they are.
  const marked = (text: string) => [...marks, text].filter(Boolean).join('\n');
  const markedCard = (card: CardView): CardView =>
    bearsMarks(part) ? card : { ...card, lines: [...marks, ...card.lines] };
  if (view) return { kind: 'card', clientId, view: markedCard(view), ...replyTo };
  if (!content) return undefined;
  switch (content.type) {
    case 'text':
      return { kind: 'text', clientId, text: marked(content.text), ...replyTo };
    case 'card':
      return { kind: 'card', clientId, view: markedCard(content.view), ...replyTo };
    case 'file': {
      const words = marked(content.caption ?? '');
      const caption = words === '' ? {} : { caption: words };
      return file ? { kind: 'file', clientId, file, ...caption, ...replyTo } : undefined;
    }
    case 'native-reminder': {
      const { title, at } = content;
      return { kind: 'native-reminder', clientId, title: marked(title), at: new Date(at) };
    }
  }
}

/** Files by part id, with what the part's account calls them. */
async function fileContents(
  engine: Engine,
  db: Database,
  parts: readonly PartRow[],
): Promise<ReadonlyMap<string, FileContent>> {
  const wanted = parts.flatMap((part) =>
    part.content?.type === 'file' ? [{ part, fileId: part.content.fileId }] : [],
  );
  const contents = new Map<string, FileContent>();
  if (wanted.length === 0) return contents;
  const ids = [...new Set(wanted.map(({ fileId }) => fileId))];
  const rows = new Map((await filesById(db, ids)).map((row) => [row.id, row]));
  for (const accountId of new Set(wanted.map(({ part }) => part.accountId))) {
    const known = await remoteFiles(db, accountId, ids);
    for (const { part, fileId } of wanted) {
      const row = rows.get(fileId);
      if (!row || part.accountId !== accountId) continue;
      const { name, mediaType, bytes, sha256 } = row;
      const knownAs = known.get(fileId);
      const read = () => engine.files.get(sha256);
      contents.set(part.id, {
        name,
        mediaType,
        bytes,
        sha256,
        read,
        ...(knownAs ? { knownAs } : {}),
      });
    }
  }
  return contents;
}

/** Message ids of the parts that others reply to, where the network has told them. */
async function replyTargets(
  db: Database,
  parts: readonly PartRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(parts.flatMap((part) => part.replyTo ?? []))];
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; messageId: string }>(
    `select p.id, coalesce(p.message_id, r.message_id) as "messageId" from part p
     left join part r on r.resend_of = p.id
     where p.id = any($1::uuid[]) and coalesce(p.message_id, r.message_id) is not null`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.messageId]));
}

function hashOf(outgoing: OutgoingPart): string {
  return createHash('sha1')
    .update(JSON.stringify(shownBy(outgoing)))
    .digest('hex');
}

function shownBy(outgoing: OutgoingPart): unknown {
  switch (outgoing.kind) {
    case 'card':
      return outgoing.view;
    case 'text':
      return outgoing.text;
    case 'file':
      return outgoing.file.sha256;
    case 'native-reminder':
      return [outgoing.title, outgoing.at];
  }
}
