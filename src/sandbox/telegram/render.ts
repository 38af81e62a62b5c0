import { type Core, fileIdFor } from './core.ts';
import type { Wire, WireUser } from './wire.ts';
import type {
  BotState,
  ChatState,
  Content,
  StoredFile,
  StoredMessage,
  StoredPoll,
} from './world.ts';

const GONE: WireUser = { id: 0, is_bot: false, first_name: 'Deleted Account' };

/** A person or bot by id. */
export function renderUser(core: Core, id: number): WireUser {
  return core.world.bots.get(id)?.user ?? core.world.users.get(id) ?? GONE;
}

/** A chat in the short form that messages carry. */
export function renderChat(core: Core, chat: ChatState): Wire {
  if (chat.kind === 'private') {
    const { is_bot: _, language_code: __, ...person } = renderUser(core, chat.id);
    return { ...person, type: 'private' };
  }
  return {
    id: chat.id,
    type: chat.kind,
    title: chat.title,
    ...(chat.username === undefined ? {} : { username: chat.username }),
    ...(chat.isForum ? { is_forum: true } : {}),
  };
}

/** A message as one bot sees it; a reply carries the message replied to, one level deep. */
export function renderMessage(core: Core, bot: BotState, message: StoredMessage, depth = 0): Wire {
  const chat = core.world.chats.get(message.chat);
  if (chat === undefined) throw new Error(`message ${message.id} has no chat ${message.chat}`);
  const wireChat = renderChat(core, chat);
  const replied = message.replyTo === undefined ? undefined : chat.messages.get(message.replyTo);
  return {
    message_id: message.id,
    ...(chat.kind === 'channel'
      ? { sender_chat: wireChat }
      : { from: renderUser(core, message.from) }),
    chat: wireChat,
    date: seconds(message.at),
    ...(message.editedAt === undefined ? {} : { edit_date: seconds(message.editedAt) }),
    ...(message.thread === undefined
      ? {}
      : { message_thread_id: message.thread, is_topic_message: true }),
    ...(message.album === undefined ? {} : { media_group_id: message.album }),
    ...(message.forwardedFrom === undefined ? {} : { forward_origin: message.forwardedFrom }),
    ...(message.isProtected === true ? { has_protected_content: true } : {}),
    ...(depth === 0 && replied !== undefined && replied.deletedAt === undefined
      ? { reply_to_message: renderMessage(core, bot, replied, 1) }
      : {}),
    ...renderContent(core, bot, message.content),
  };
}

function renderContent(core: Core, bot: BotState, content: Content): Wire {
  const file = content.file === undefined ? undefined : core.world.files.get(content.file);
  const poll = content.poll === undefined ? undefined : core.world.polls.get(content.poll);
  return {
    ...(content.text === undefined ? {} : { text: content.text }),
    ...listed('entities', content.entities),
    ...(file === undefined ? {} : renderFile(bot, file)),
    ...(content.caption === undefined ? {} : { caption: content.caption }),
    ...listed('caption_entities', content.captionEntities),
    ...(poll === undefined ? {} : { poll: renderPoll(poll) }),
    ...(content.markup?.inline_keyboard === undefined ? {} : { reply_markup: content.markup }),
    ...content.service,
  };
}

function listed(name: string, list: readonly unknown[] | undefined): Wire {
  return list === undefined || list.length === 0 ? {} : { [name]: list };
}

function renderFile(bot: BotState, file: StoredFile): Wire {
  const common = {
    file_id: fileIdFor(bot, file),
    file_unique_id: file.sha256.slice(0, 15),
    file_size: file.size,
  };
  return file.form === 'photo'
    ? { photo: [{ ...common, width: 1280, height: 960 }] }
    : { document: { ...common, file_name: file.name, mime_type: file.mime } };
}

/** A poll with its counts. */
export function renderPoll(poll: StoredPoll): Wire {
  const votes = Object.values(poll.votes);
  return {
    id: poll.id,
    question: poll.question,
    options: poll.options.map((text, index) => ({
      persistent_id: String(index),
      text,
      voter_count: votes.filter((chosen) => chosen.includes(index)).length,
    })),
    total_voter_count: votes.filter((chosen) => chosen.length > 0).length,
    is_closed: poll.isClosed,
    is_anonymous: poll.isAnonymous,
    type: poll.type,
    allows_multiple_answers: poll.allowsSeveral,
    allows_revoting: true,
    members_only: false,
  };
}

/** Wire dates are whole seconds. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
