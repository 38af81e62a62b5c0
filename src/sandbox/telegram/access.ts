import type { Core } from './core.ts';
import { badRequest, forbidden, malformed } from './refusal.ts';
import {
  type BotState,
  type ChatState,
  chatKey,
  hasRight,
  isIn,
  memberOf,
  type StoredMessage,
} from './world.ts';

/** The chat a bot names; throws `chat not found` when the network knows of none. */
export function findChat(core: Core, bot: BotState, chatId: number | string): ChatState {
  const key =
    typeof chatId === 'number'
      ? chatKey(bot.user.id, chatId)
      : core.world.usernames.get(chatId.slice(1).toLowerCase());
  const chat = key === undefined ? undefined : core.world.chats.get(key);
  if (chat !== undefined) return chat;
  const sharesGroup =
    typeof chatId === 'number' &&
    core.world.users.has(chatId) &&
    [...core.world.chats.values()].some((one) => isIn(one, chatId) && isIn(one, bot.user.id));
  if (sharesGroup) throw forbidden("bot can't initiate conversation with a user");
  throw badRequest('chat not found');
}

/** A chat the bot may read; throws the documented refusal when it was blocked, kicked or the chat has moved. */
export function readableChat(core: Core, bot: BotState, chatId: number | string): ChatState {
  const chat = findChat(core, bot, chatId);
  if (chat.kind === 'private') {
    if (core.world.deactivated.has(chat.id)) throw forbidden('user is deactivated');
    if (chat.isBlocked) throw forbidden('bot was blocked by the user');
    if (!chat.isStarted) throw forbidden("bot can't initiate conversation with a user");
    return chat;
  }
  if (chat.migratedTo !== undefined) {
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    });
  }
  if (chat.isDeleted)
    throw forbidden(`the ${chat.kind === 'group' ? 'group' : chat.kind} chat was deleted`);
  if (memberOf(chat, bot.user.id).status === 'kicked') {
    throw forbidden(`bot was kicked from the ${chat.kind} chat`);
  }
  if (!isIn(chat, bot.user.id)) throw forbidden(`bot is not a member of the ${chat.kind} chat`);
  return chat;
}

/** A chat the bot may write to, with the topic checked. */
export function writableChat(
  core: Core,
  bot: BotState,
  chatId: number | string,
  thread?: number,
): ChatState {
  const chat = readableChat(core, bot, chatId);
  if (chat.kind === 'channel' && !hasRight(chat, bot.user.id, 'can_post_messages')) {
    throw badRequest('need administrator rights in the channel chat');
  }
  const member = memberOf(chat, bot.user.id);
  if (member.status === 'restricted' && member.rights?.can_send_messages !== true) {
    throw badRequest('not enough rights to send text messages to the chat');
  }
  if (thread !== undefined) {
    const topic = chat.topics.get(thread);
    if (topic === undefined || topic.isDeleted) throw badRequest('message thread not found');
  }
  return chat;
}

/** A message that still exists, or the refusal with these words. */
export function presentMessage(
  chat: ChatState,
  id: number | undefined,
  words: string,
): StoredMessage {
  if (id === undefined) throw malformed('message identifier is not specified');
  const message = chat.messages.get(id);
  if (message !== undefined && message.deletedAt === undefined) return message;
  throw badRequest(words);
}
