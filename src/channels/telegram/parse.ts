import type {
  ChatKind,
  InboundChat,
  InboundEvent,
  InboundFile,
  InboundPerson,
} from '../../domain/inbound-event.ts';
import {
  storedUpdate,
  type TelegramChat,
  type TelegramMessage,
  type TelegramPlace,
  type TelegramUpdate,
  type TelegramUser,
} from './update.ts';

/**
 * Reads a payload of the inbox. A command addressed to the bot by name loses the name, one addressed
 * to another bot is not ours.
 */
export function parseUpdate(payload: unknown): readonly InboundEvent[] {
  const stored = storedUpdate.safeParse(payload);
  if (!stored.success) return [];
  const { update, receivedAt, username } = stored.data;
  if (update.message) return readMessage(update.message, username);
  if (update.callback_query) return readPress(update.callback_query, new Date(receivedAt));
  if (update.my_chat_member) return readMembership(update.my_chat_member);
  if (update.message_reaction) return readReaction(update.message_reaction);
  return [];
}

function readMessage(message: TelegramMessage, username: string): InboundEvent[] {
  const at = toDate(message.date);
  const { migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (to !== undefined) {
    return [{ type: 'moved', chat: toChat(message.chat), at, to: String(to) }];
  }
  if (from !== undefined) {
    const chat: InboundChat = { externalId: String(from), kind: 'group' };
    return [{ type: 'moved', chat, at, to: String(message.chat.id) }];
  }
  const person = authorOf(message);
  const text = ownText(message, username);
  const files = filesOf(message);
  if (person === undefined || text === undefined || (text === '' && files.length === 0)) return [];
  const replyTo = repliedTo(message);
  return [
    {
      type: 'text',
      chat: placeOf(message),
      at,
      person,
      messageId: String(message.message_id),
      text,
      files,
      ...(message.media_group_id !== undefined && { albumId: message.media_group_id }),
      ...(replyTo !== undefined && { replyTo }),
    },
  ];
}

/**
 * Who wrote: for an anonymous administrator the chat he writes for, never the placeholder account
 * that Telegram names as author. `undefined` for posts of a linked channel and for other bots.
 */
function authorOf(message: TelegramMessage): InboundPerson | undefined {
  const { from, sender_chat: chat } = message;
  if (message.is_automatic_forward || message.chat.type === 'channel') return undefined;
  if (chat !== undefined) return { externalId: String(chat.id), name: chat.title ?? '' };
  return from === undefined || from.is_bot ? undefined : toPerson(from);
}

function ownText(message: TelegramMessage, username: string): string | undefined {
  const text = message.text ?? message.caption ?? '';
  const command = (message.text === undefined ? message.caption_entities : message.entities)?.find(
    (entity) => entity.type === 'bot_command' && entity.offset === 0,
  );
  const [name = '', addressee] = text.slice(0, command?.length ?? 0).split('@');
  if (command === undefined || addressee === undefined) return text;
  if (addressee.toLowerCase() !== username.toLowerCase()) return undefined;
  return name + text.slice(command.length);
}

function filesOf(message: TelegramMessage): InboundFile[] {
  const { document, photo } = message;
  if (document !== undefined) {
    return [
      {
        fileId: document.file_id,
        name: document.file_name ?? `file-${document.file_unique_id}`,
        mediaType: document.mime_type ?? 'application/octet-stream',
        bytes: document.file_size ?? 0,
      },
    ];
  }
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  return largest === undefined
    ? []
    : [
        {
          fileId: largest.file_id,
          name: `photo-${largest.file_unique_id}.jpg`,
          mediaType: 'image/jpeg',
          bytes: largest.file_size ?? 0,
        },
      ];
}

/** Every message in a topic "replies" to the one that opened the topic; that is not a reply. */
function repliedTo(message: TelegramMessage): string | undefined {
  const target = message.reply_to_message;
  return target === undefined || target.forum_topic_created !== undefined
    ? undefined
    : String(target.message_id);
}

function readPress(press: NonNullable<TelegramUpdate['callback_query']>, at: Date): InboundEvent[] {
  const { message, data } = press;
  if (message === undefined || data === undefined) return [];
  return [
    {
      type: 'press',
      chat: placeOf(message),
      at,
      person: toPerson(press.from),
      pressId: press.id,
      messageId: String(message.message_id),
      data,
    },
  ];
}

function readMembership(change: NonNullable<TelegramUpdate['my_chat_member']>): InboundEvent[] {
  const { chat, new_chat_member: member } = change;
  const isIn = !['left', 'kicked'].includes(member.status) && member.is_member !== false;
  const status = !isIn
    ? 'gone'
    : member.status === 'creator' || member.status === 'administrator'
      ? 'administrator'
      : member.status === 'restricted'
        ? 'restricted'
        : 'member';
  const mayWrite =
    chat.type === 'channel'
      ? member.can_post_messages === true
      : status !== 'restricted' || member.can_send_messages === true;
  return [
    {
      type: 'membership',
      chat: toChat(chat),
      at: toDate(change.date),
      person: toPerson(change.from),
      status,
      canSend: isIn && mayWrite,
    },
  ];
}

function readReaction(change: NonNullable<TelegramUpdate['message_reaction']>): InboundEvent[] {
  // Without a user it was given in the name of a chat, by nobody in particular.
  if (change.user === undefined) return [];
  return [
    {
      type: 'reaction',
      chat: toChat(change.chat),
      at: toDate(change.date),
      person: toPerson(change.user),
      messageId: String(change.message_id),
      icon: change.new_reaction.find((reaction) => reaction.emoji !== undefined)?.emoji ?? '',
    },
  ];
}

/** `message_thread_id` alone also marks chains of replies; only topics are places of their own. */
function placeOf(message: TelegramPlace): InboundChat {
  const { message_thread_id: thread } = message;
  return {
    ...toChat(message.chat),
    ...(message.is_topic_message && thread !== undefined && { threadId: String(thread) }),
  };
}

function toChat(chat: TelegramChat): InboundChat {
  return {
    externalId: String(chat.id),
    kind: toKind(chat.type),
    ...(chat.title !== undefined && { title: chat.title }),
  };
}

function toKind(type: TelegramChat['type']): ChatKind {
  return type === 'supergroup' ? 'group' : type;
}

function toPerson(user: TelegramUser): InboundPerson {
  return {
    externalId: String(user.id),
    name: [user.first_name, user.last_name].filter(Boolean).join(' '),
  };
}

/** Telegram counts in seconds. */
function toDate(seconds: number): Date {
  return new Date(seconds * 1000);
}
