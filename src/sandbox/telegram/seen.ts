import type { Core } from './core.ts';
import { renderPoll, renderUser } from './render.ts';
import type { Entity, InlineButton, ReplyButton, Wire } from './wire.ts';
import type { ChatState, StoredMessage } from './world.ts';

/** A file as it lies in a chat. */
export interface SeenFile {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly form: 'document' | 'photo';
  readonly sha256: string;
  bytes(): Uint8Array;
}

/** A message as the people in the chat see it now. */
export interface SeenMessage {
  /** The chat id bots use: a person's id for a private chat. */
  readonly chat: number;
  readonly messageId: number;
  readonly from: { readonly id: number; readonly name: string; readonly isBot: boolean };
  readonly at: Date;
  /** The text, or the caption of a file; empty for service messages. */
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Rows of buttons under the message. */
  readonly buttons: readonly (readonly InlineButton[])[];
  /** The reply keyboard the message brought up. */
  readonly keyboard: readonly (readonly ReplyButton[])[];
  readonly file: SeenFile | undefined;
  readonly poll: Wire | undefined;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  readonly isPinned: boolean;
  readonly replyTo: number | undefined;
  readonly thread: number | undefined;
  readonly album: string | undefined;
  /** Fields of a service message, e.g. `{ new_chat_members: […] }`. */
  readonly service: Wire | undefined;
  /** Emoji by the id of the person or bot who reacted. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
}

/** Shows a stored message as people see it. */
export function seenMessage(core: Core, chat: ChatState, message: StoredMessage): SeenMessage {
  const { content } = message;
  const author = renderUser(core, message.from);
  const file = content.file === undefined ? undefined : core.world.files.get(content.file);
  const poll = content.poll === undefined ? undefined : core.world.polls.get(content.poll);
  return {
    chat: chat.id,
    messageId: message.id,
    from: {
      id: author.id,
      name: [author.first_name, author.last_name].filter((part) => part !== undefined).join(' '),
      isBot: author.is_bot,
    },
    at: new Date(message.at),
    text: content.text ?? content.caption ?? '',
    entities: content.entities ?? content.captionEntities ?? [],
    buttons: content.markup?.inline_keyboard ?? [],
    keyboard: content.markup?.keyboard ?? [],
    file:
      file === undefined ? undefined : { ...file, bytes: () => core.log.blobs.get(file.sha256) },
    poll: poll === undefined ? undefined : renderPoll(poll),
    isEdited: message.editedAt !== undefined,
    isDeleted: message.deletedAt !== undefined,
    isPinned: chat.pinned.includes(message.id),
    replyTo: message.replyTo,
    thread: message.thread,
    album: message.album,
    service: content.service,
    reactions: message.reactions ?? {},
  };
}
