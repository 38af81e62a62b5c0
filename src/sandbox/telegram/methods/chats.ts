import { presentMessage, readableChat, writableChat } from '../access.ts';
import { addMessage } from '../core.ts';
import { renderMember, setMember } from '../members.ts';
import { nextTopicId } from '../places.ts';
import { badRequest, malformed } from '../refusal.ts';
import { renderChat, renderMessage } from '../render.ts';
import { queueUpdate } from '../updates.ts';
import type { Wire } from '../wire.ts';
import {
  type ChatState,
  hasRight,
  isAdministrator,
  isIn,
  memberOf,
  type StoredMessage,
} from '../world.ts';
import type { Call } from './call.ts';

/** getChat. */
export function getChat(call: Call): Wire {
  const chat = named(call);
  const pinned = chat.messages.get(chat.pinned.at(-1) ?? 0);
  return {
    ...renderChat(call.core, chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {},
    ...(chat.kind === 'private' ? {} : { permissions: { can_send_messages: true } }),
    ...(pinned === undefined ? {} : { pinned_message: renderMessage(call.core, call.bot, pinned) }),
  };
}

/** getChatMember. */
export function getChatMember(call: Call): Wire {
  const chat = named(call);
  const user = call.params.int('user_id') ?? 0;
  if (!call.core.world.users.has(user) && !call.core.world.bots.has(user)) {
    throw badRequest('user not found');
  }
  return renderMember(call.core, chat, user, memberOf(chat, user));
}

/** getChatAdministrators; other bots only on request. */
export function getChatAdministrators(call: Call): readonly Wire[] {
  const chat = named(call);
  if (chat.kind === 'private') throw badRequest('there are no administrators in the private chat');
  return [...chat.members]
    .filter(([user]) => isAdministrator(chat, user))
    .filter(
      ([user]) =>
        call.params.flag('return_bots') ||
        user === call.bot.user.id ||
        !call.core.world.bots.has(user),
    )
    .map(([user, member]) => renderMember(call.core, chat, user, member));
}

/** getChatMemberCount. */
export function getChatMemberCount(call: Call): number {
  const chat = named(call);
  if (chat.kind === 'private') return 2;
  return [...chat.members.keys()].filter((user) => isIn(chat, user)).length;
}

/** leaveChat. */
export function leaveChat(call: Call): true {
  const chat = named(call);
  if (chat.kind === 'private')
    throw badRequest("chat member status can't be changed in private chats");
  setMember(call.core, chat, call.bot.user.id, call.bot.user.id, { status: 'left' });
  return true;
}

/** pinChatMessage; groups show a service message, which the bot itself receives too. */
export function pinChatMessage(call: Call): true {
  const { core, bot } = call;
  const chat = pinnable(call);
  const message = presentMessage(chat, call.params.int('message_id'), 'message to pin not found');
  const pinned = [...chat.pinned.filter((id) => id !== message.id), message.id];
  core.log.record({ type: 'pins-set', chat: chat.key, pinned });
  if (chat.kind === 'channel') return true;
  const service = { pinned_message: renderMessage(core, bot, message, 1) };
  const note = addMessage(core, chat, bot.user.id, { service });
  queueUpdate(core, bot, 'message', chat.key, renderMessage(core, bot, note));
  return true;
}

/** unpinChatMessage: the named message, or the newest pin. */
export function unpinChatMessage(call: Call): true {
  const chat = pinnable(call);
  const wanted = call.params.int('message_id') ?? chat.pinned.at(-1);
  if (wanted === undefined || !chat.pinned.includes(wanted)) {
    throw badRequest('message to unpin not found');
  }
  const pinned = chat.pinned.filter((id) => id !== wanted);
  call.core.log.record({ type: 'pins-set', chat: chat.key, pinned });
  return true;
}

/** unpinAllChatMessages. */
export function unpinAllChatMessages(call: Call): true {
  call.core.log.record({ type: 'pins-set', chat: pinnable(call).key, pinned: [] });
  return true;
}

/** setMessageReaction: at most one emoji of the bot's own. */
export function setMessageReaction(call: Call): true {
  const { core, bot, params } = call;
  const chat = named(call);
  const message = presentMessage(chat, params.int('message_id'), 'message to react not found');
  const emoji = readReaction(params.json('reaction'));
  core.log.record({ type: 'reacted', chat: chat.key, id: message.id, by: bot.user.id, emoji });
  return true;
}

function readReaction(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw malformed("can't parse reaction: expected an Array");
  if (value.length > 1) throw malformed('REACTIONS_TOO_MANY');
  return value.map(({ type, emoji }: { type?: unknown; emoji?: unknown }) => {
    if (type !== 'emoji' || typeof emoji !== 'string') throw malformed('REACTION_INVALID');
    return emoji;
  });
}

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

/** sendChatAction: nothing is kept. */
export function sendChatAction({ core, bot, params }: Call): true {
  if (!ACTIONS.includes(params.text('action') ?? ''))
    throw malformed('wrong parameter action in request');
  writableChat(core, bot, params.chat('chat_id'), params.int('message_thread_id'));
  return true;
}

/** createForumTopic. */
export function createForumTopic(call: Call): Wire {
  const { core, bot, params } = call;
  const chat = named(call);
  const name = params.text('name') ?? '';
  if (!chat.isForum) throw badRequest('the chat is not a forum');
  if (!hasRight(chat, bot.user.id, 'can_manage_topics')) {
    throw badRequest('not enough rights to create a topic');
  }
  if (name.length < 1 || name.length > 128) throw malformed('TOPIC_TITLE_INVALID');
  const id = nextTopicId(core, chat);
  const topic = { name, icon_color: 7_322_096 };
  core.log.record({ type: 'topic-set', chat: chat.key, id, name, isDeleted: false });
  addMessage(core, chat, bot.user.id, { service: { forum_topic_created: topic } });
  return { message_thread_id: id, ...topic };
}

/** deleteMessage: under 48 h; one's own, or with the right to delete. */
export function deleteMessage(call: Call): true {
  const chat = named(call);
  const id = call.params.int('message_id');
  const message = presentMessage(chat, id, 'message to delete not found');
  if (!mayDelete(call, chat, message)) throw badRequest("message can't be deleted for everyone");
  remove(call, chat, message.id);
  return true;
}

/** deleteMessages: those that cannot be deleted are skipped silently. */
export function deleteMessages(call: Call): true {
  const chat = named(call);
  for (const id of messageIds(call)) {
    const message = chat.messages.get(id);
    if (
      message !== undefined &&
      message.deletedAt === undefined &&
      mayDelete(call, chat, message)
    ) {
      remove(call, chat, id);
    }
  }
  return true;
}

/** The `message_ids` of a call: 1–100 integers. */
export function messageIds({ params }: Call): readonly number[] {
  const list = params.json('message_ids');
  const isValid =
    Array.isArray(list) &&
    list.length >= 1 &&
    list.length <= 100 &&
    list.every(Number.isSafeInteger);
  if (!isValid) throw malformed('message identifiers must be 1 to 100 integers');
  return list;
}

function remove({ core }: Call, chat: ChatState, id: number): void {
  core.log.record({ type: 'message-deleted', chat: chat.key, id, at: core.now() });
  if (chat.pinned.includes(id)) {
    const pinned = chat.pinned.filter((one) => one !== id);
    core.log.record({ type: 'pins-set', chat: chat.key, pinned });
  }
}

const TWO_DAYS_MS = 172_800_000;

/** The strict reading of the documentation: 48 h hold for administrators too. */
function mayDelete({ core, bot }: Call, chat: ChatState, message: StoredMessage): boolean {
  if (core.now() - message.at >= TWO_DAYS_MS) return false;
  if (chat.kind === 'private') return true;
  if (hasRight(chat, bot.user.id, 'can_delete_messages')) return true;
  if (message.from !== bot.user.id) return false;
  return chat.kind !== 'channel' || hasRight(chat, bot.user.id, 'can_post_messages');
}

function named({ core, bot, params }: Call): ChatState {
  return readableChat(core, bot, params.chat('chat_id'));
}

function pinnable(call: Call): ChatState {
  const chat = named(call);
  const right = chat.kind === 'channel' ? 'can_edit_messages' : 'can_pin_messages';
  if (chat.kind !== 'private' && !hasRight(chat, call.bot.user.id, right)) {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
  return chat;
}
