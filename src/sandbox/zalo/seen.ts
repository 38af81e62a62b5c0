import { canRead, type Message, type World } from './world.ts';

/** A file as it lies in a chat. */
export interface SeenFile {
  readonly name: string;
  readonly size: number;
  bytes(): Uint8Array;
}

/** A message as the people in the chat see it now. */
export interface SeenMessage {
  readonly messageId: string;
  /** The sender's own id of it. */
  readonly clientId: string;
  /** A group's id; in a private chat the uid the sender wrote to. */
  readonly chat: string;
  readonly from: { readonly uid: string; readonly name: string; readonly isAccount: boolean };
  readonly at: Date;
  /** The text, or the caption of a picture; '' once the message was taken back. */
  readonly text: string;
  /** Uids of the people called by name; '-1' is everybody. */
  readonly mentions: readonly string[];
  readonly file: SeenFile | undefined;
  /** The message this one quotes. */
  readonly quotes: string | undefined;
  readonly isUndone: boolean;
  /** Icons by the uid of who reacted. */
  readonly reactions: Readonly<Record<string, string>>;
  /** Uids of those whose phone has shown it. */
  readonly seenBy: readonly string[];
}

/** Shows a message as it stands now. */
export function seenMessage(world: World, message: Message): SeenMessage {
  const { content } = message;
  const isUndone = world.undone.has(message.id);
  const icons = new Map<string, string>();
  for (const { messageId, by, icon } of world.reactions) {
    if (messageId !== message.id) continue;
    if (icon === '') icons.delete(by);
    else icons.set(by, icon);
  }
  return {
    messageId: message.id,
    clientId: message.clientId,
    chat: message.to,
    from: {
      uid: message.from,
      name: world.people.get(message.from) ?? '',
      isAccount: world.accounts.has(message.from),
    },
    at: new Date(message.at),
    text: isUndone ? '' : wordsOf(message),
    mentions: content.type === 'text' ? content.mentions.map(({ uid }) => uid) : [],
    file: isUndone ? undefined : fileOf(world, message),
    quotes: message.quotes,
    isUndone,
    reactions: Object.fromEntries(icons),
    seenBy: [...(world.seen.get(message.id) ?? [])],
  };
}

/** The text or the caption, whether the message still stands or not. */
export function wordsOf({ content }: Message): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'image':
      return content.caption;
    case 'file':
      return '';
  }
}

/** The name of the file in a message, whether the message still stands or not. */
export function fileNameOf(world: World, { content }: Message): string {
  return content.type === 'text' ? '' : (world.files.get(content.fileId)?.name ?? '');
}

function fileOf(world: World, { content }: Message): SeenFile | undefined {
  const file = content.type === 'text' ? undefined : world.files.get(content.fileId);
  if (file === undefined) return undefined;
  const bytes = Buffer.from(file.base64, 'base64');
  return { name: file.name, size: bytes.length, bytes: () => bytes };
}

/** Whether `message` belongs to the chat: a group's id, or the uid of one of the two people. */
export function isInChat(message: Message, chat: string): boolean {
  return message.to === chat || (message.thread === 'private' && message.from === chat);
}

/** What `uid` sees of a chat, oldest first; nothing of a group the person is not in. */
export function screenOf(world: World, uid: string, chat: string): readonly SeenMessage[] {
  return [...world.messages.values()]
    .filter((message) => isInChat(message, chat) && canRead(world, uid, message))
    .map((message) => seenMessage(world, message));
}
