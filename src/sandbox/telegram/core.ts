import { createHash } from 'node:crypto';
import type { EventLog } from './event-log.ts';
import type { Random } from './random.ts';
import type { BotState, ChatState, Content, StoredFile, StoredMessage, World } from './world.ts';
import { nextMessageId } from './world.ts';

/** What the methods and the people share. */
export interface Core {
  readonly world: World;
  readonly log: EventLog;
  /** Milliseconds of the network's clock. */
  readonly now: () => number;
  readonly random: Random;
}

/** What a new message may carry besides its content. */
export interface MessageExtras {
  readonly replyTo?: number;
  readonly thread?: number;
  readonly album?: string;
  readonly forwardedFrom?: Readonly<Record<string, unknown>>;
  readonly isProtected?: boolean;
}

/** Puts a message into a chat, with the chat's next id; tells nobody. */
export function addMessage(
  core: Core,
  chat: ChatState,
  from: number,
  content: Content,
  extras: MessageExtras = {},
): StoredMessage {
  const message: StoredMessage = {
    id: nextMessageId(core.world, chat),
    chat: chat.key,
    from,
    at: core.now(),
    content,
    ...extras,
  };
  core.log.record({ type: 'message-added', message });
  return message;
}

/** Keeps a file's bytes and makes it known to the network. */
export function addFile(
  core: Core,
  form: StoredFile['form'],
  name: string,
  bytes: Uint8Array,
  mime?: string,
): StoredFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  core.log.blobs.put(sha256, bytes);
  const file: StoredFile = {
    key: `f${core.world.sequence}`,
    form,
    name,
    mime: mime ?? mimeOf(name),
    size: bytes.length,
    sha256,
  };
  core.log.record({ type: 'file-added', file });
  return file;
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
};

function mimeOf(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return MIME_TYPES[extension] ?? 'application/octet-stream';
}

/** The id under which one bot knows a file; another bot's id for it differs, as on the real network. */
export function fileIdFor(bot: BotState, file: StoredFile): string {
  const body = Buffer.from(`${bot.user.id}:${file.key}`).toString('base64url');
  return `${file.form === 'photo' ? 'AgACAgUAAx' : 'BQACAgUAAx'}${body}`;
}

/** The file a bot means by an id; `undefined` for made-up ids and those of other bots. */
export function fileById(world: World, bot: BotState, fileId: string): StoredFile | undefined {
  const body = Buffer.from(fileId.slice(10), 'base64url').toString('utf8');
  const [botId, key = ''] = body.split(':');
  const file = Number(botId) === bot.user.id ? world.files.get(key) : undefined;
  return file !== undefined && fileIdFor(bot, file) === fileId ? file : undefined;
}
