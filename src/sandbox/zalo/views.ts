import { canRead, type Message, type World } from './world.ts';

/** A message as it stands on somebody's screen. */
export interface SeenMessage {
  readonly id: string;
  readonly from: string;
  readonly name: string;
  /** The text or the caption; '' once the message was taken back. */
  readonly text: string;
  readonly file?: { readonly name: string; readonly bytes: number };
  readonly mentions: readonly string[];
  readonly quotes?: string;
  readonly isUndone: boolean;
  /** Icons by the people who stand behind them. */
  readonly reactions: Readonly<Record<string, string>>;
}

function view(world: World, message: Message): SeenMessage {
  const { content } = message;
  const isUndone = world.undone.has(message.id);
  const icons = new Map<string, string>();
  for (const { messageId, by, icon } of world.reactions) {
    if (messageId !== message.id) continue;
    if (icon === '') icons.delete(by);
    else icons.set(by, icon);
  }
  const stored = content.type === 'text' ? undefined : world.files.get(content.fileId);
  const text =
    content.type === 'text' ? content.text : content.type === 'image' ? content.caption : '';
  return {
    id: message.id,
    from: message.from,
    name: world.people.get(message.from) ?? '',
    text: isUndone ? '' : text,
    ...(stored === undefined || isUndone
      ? {}
      : { file: { name: stored.name, bytes: Buffer.from(stored.base64, 'base64').length } }),
    mentions: content.type === 'text' ? content.mentions.map(({ uid }) => uid) : [],
    ...(message.quotes === undefined ? {} : { quotes: message.quotes }),
    isUndone,
    reactions: Object.fromEntries(icons),
  };
}

/**
 * What `uid` sees in one thread, oldest first: a group's id, or the uid of the other person. Empty
 * for a group the person is not in.
 */
export function screenOf(world: World, uid: string, thread: string): readonly SeenMessage[] {
  return [...world.messages.values()]
    .filter((message) => {
      if (!canRead(world, uid, message)) return false;
      if (message.thread === 'group') return message.to === thread;
      return message.from === thread || message.to === thread;
    })
    .map((message) => view(world, message));
}

/** How many standing messages that contain `text` the person can read, in all threads together. */
export function copiesSeen(world: World, uid: string, text: string): number {
  return [...world.messages.values()].filter(
    (message) => canRead(world, uid, message) && view(world, message).text.includes(text),
  ).length;
}
