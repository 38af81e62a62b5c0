/**
 * The parts of a Bot API update the product uses.
 *
 * The inbox keeps only these: quoted messages, contacts, locations and whatever else people or newer
 * versions of the Bot API put into an update are neither stored nor looked at.
 */
import { z } from 'zod';

const user = z.object({
  id: z.int(),
  is_bot: z.boolean().optional(),
  first_name: z.string(),
  last_name: z.string().optional(),
});

const chat = z.object({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
});

/** Where a message stands; all that is known of one Telegram calls inaccessible. */
const place = z.object({
  message_id: z.int(),
  chat,
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
});

const entities = z
  .array(z.object({ type: z.string(), offset: z.int(), length: z.int() }))
  .optional();

const file = z.object({
  file_id: z.string(),
  file_unique_id: z.string(),
  file_size: z.int().optional(),
});

const message = place.extend({
  date: z.int(),
  from: user.optional(),
  sender_chat: chat.optional(),
  is_automatic_forward: z.boolean().optional(),
  text: z.string().optional(),
  entities,
  caption: z.string().optional(),
  caption_entities: entities,
  media_group_id: z.string().optional(),
  document: file
    .extend({ file_name: z.string().optional(), mime_type: z.string().optional() })
    .optional(),
  photo: z.array(file.extend({ width: z.int(), height: z.int() })).optional(),
  reply_to_message: z
    .object({ message_id: z.int(), forum_topic_created: z.object({}).optional() })
    .optional(),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
});

const update = z.object({
  update_id: z.int(),
  message: message.optional(),
  callback_query: z
    .object({ id: z.string(), from: user, message: place.optional(), data: z.string().optional() })
    .optional(),
  my_chat_member: z
    .object({
      chat,
      from: user,
      date: z.int(),
      new_chat_member: z.object({
        status: z.string(),
        is_member: z.boolean().optional(),
        can_send_messages: z.boolean().optional(),
        can_post_messages: z.boolean().optional(),
      }),
    })
    .optional(),
  message_reaction: z
    .object({
      chat,
      message_id: z.int(),
      user: user.optional(),
      date: z.int(),
      new_reaction: z.array(z.object({ type: z.string(), emoji: z.string().optional() })),
    })
    .optional(),
});

/** An update, reduced to what is used. */
export type TelegramUpdate = z.infer<typeof update>;
/** A message, reduced to what is used. */
export type TelegramMessage = z.infer<typeof message>;
/** A message of which only the place is known. */
export type TelegramPlace = z.infer<typeof place>;
/** A chat, reduced to what is used. */
export type TelegramChat = z.infer<typeof chat>;
/** A person or bot, reduced to what is used. */
export type TelegramUser = z.infer<typeof user>;

/** What the inbox keeps of one update. */
export const storedUpdate = z.object({
  /** When it was fetched: a press carries no time of its own. */
  receivedAt: z.iso.datetime(),
  /** The bot's own name then, by which commands in groups are addressed. */
  username: z.string(),
  update,
});

/** A payload of the inbox. */
export type StoredUpdate = z.infer<typeof storedUpdate>;

/** The kinds of update to ask for; reactions are sent only on request, and only to administrators. */
export const allowedUpdates = [
  'message',
  'callback_query',
  'my_chat_member',
  'message_reaction',
] as const;
