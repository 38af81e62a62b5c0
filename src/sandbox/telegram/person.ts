import { addFile, addMessage, type Core, type MessageExtras } from './core.ts';
import { createMembership, type MembershipActions } from './person-membership.ts';
import { createReactions, type ReactionActions } from './person-reactions.ts';
import { type ChatRef, placeOf } from './places.ts';
import { type SeenMessage, seenMessage } from './seen.ts';
import { withDetected } from './text.ts';
import { announceMessage } from './updates.ts';
import type { WireUser } from './wire.ts';
import { type ChatState, type Content, hasRight, isIn } from './world.ts';

/** A file on a person's phone. */
export interface PhoneFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mime?: string;
  /** Sent as a picture rather than as a file. */
  readonly isPhoto?: boolean;
}

/** What a message may come with. */
export interface SendOptions {
  readonly replyTo?: number;
  readonly thread?: number;
  /** Each becomes a message of its own; the text is the caption of the first. */
  readonly files?: readonly PhoneFile[];
  /** Makes the files one album: the `media_group_id` the bot sees. */
  readonly albumId?: string;
}

/** A person with a phone. Actions no client would allow (writing where one is no member) throw. */
export interface Person extends ReactionActions, MembershipActions {
  readonly id: number;
  readonly user: WireUser;
  /** Sends a text; returns its message id (of the last message, when there are files). */
  send(chat: ChatRef, text: string, options?: SendOptions): number;
  /** Sends one file with an optional caption. */
  sendDocument(
    chat: ChatRef,
    file: PhoneFile,
    options?: SendOptions & { readonly caption?: string },
  ): number;
  /** Changes one's own message. */
  edit(chat: ChatRef, messageId: number, text: string): void;
  /** The chat as this person sees it now, oldest first; empty when they are not in it. */
  sees(chat: ChatRef): readonly SeenMessage[];
}

/** The actions of one person. */
export function createPerson(core: Core, id: number): Person {
  const user = core.world.users.get(id);
  if (user === undefined) throw new Error(`the simulated network has no person ${id}`);

  const send = (ref: ChatRef, text: string, options: SendOptions = {}): number =>
    core.log.transaction(() => {
      const chat = placeOf(core, id, ref);
      checkMayWrite(chat, id);
      const extras = extrasOf(options);
      const files = options.files ?? [];
      if (files.length === 0) return post(core, chat, id, detected(text), extras);
      return Math.max(
        ...files.map((file, index) => {
          const form = file.isPhoto === true ? 'photo' : 'document';
          const stored = addFile(core, form, file.name, file.bytes, file.mime);
          const caption = index === 0 && text !== '' ? captioned(text) : {};
          return post(core, chat, id, { file: stored.key, ...caption }, extras);
        }),
      );
    });

  return {
    id,
    user,
    ...createReactions(core, id),
    ...createMembership(core, id, send),
    send,
    sendDocument: (chat, file, { caption = '', ...options } = {}) =>
      send(chat, caption, { ...options, files: [file] }),
    edit: (ref, messageId, text) => {
      core.log.transaction(() => {
        const chat = placeOf(core, id, ref);
        const message = chat.messages.get(messageId);
        if (message?.from !== id) throw new Error(`message ${messageId} is not of person ${id}`);
        const content =
          message.content.file === undefined
            ? detected(text)
            : { ...message.content, ...captioned(text) };
        core.log.record({
          type: 'message-edited',
          chat: chat.key,
          id: messageId,
          content,
          at: core.now(),
        });
        const edited = chat.messages.get(messageId);
        if (edited !== undefined) announceMessage(core, chat, edited, true);
      });
    },
    sees: (ref) => {
      const chat = placeOf(core, id, ref);
      if (!isIn(chat, id)) return [];
      return [...chat.messages.values()]
        .filter((message) => message.deletedAt === undefined)
        .map((message) => seenMessage(core, chat, message));
    },
  };
}

/** Adds a person's message and tells the bots; returns its id. */
export function post(
  core: Core,
  chat: ChatState,
  from: number,
  content: Content,
  extras: MessageExtras = {},
): number {
  const message = addMessage(core, chat, from, content, extras);
  announceMessage(core, chat, message);
  return message.id;
}

function checkMayWrite(chat: ChatState, person: number): void {
  if (chat.migratedTo !== undefined)
    throw new Error(`chat ${chat.id} was upgraded to ${chat.migratedTo}`);
  if (!isIn(chat, person)) throw new Error(`person ${person} is not in chat ${chat.id}`);
  if (chat.kind === 'channel' && !hasRight(chat, person, 'can_post_messages')) {
    throw new Error(`person ${person} may not post in channel ${chat.id}`);
  }
  if (chat.isBlocked) throw new Error(`person ${person} has blocked the bot`);
}

function extrasOf({ replyTo, thread, albumId }: SendOptions): MessageExtras {
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(thread === undefined ? {} : { thread }),
    ...(albumId === undefined ? {} : { album: albumId }),
  };
}

function detected(text: string): Content {
  return withDetected({ text, entities: [] });
}

function captioned(text: string): Content {
  const { entities } = withDetected({ text, entities: [] });
  return { caption: text, captionEntities: entities };
}
