import type { CallRecord } from './ledger.ts';
import type { Wire, WireUser } from './wire.ts';
import {
  type Answer,
  type BotState,
  type ChatKind,
  type ChatState,
  type Content,
  hasSharedCounter,
  type Member,
  type PendingUpdate,
  type Press,
  type StoredFile,
  type StoredMessage,
  type StoredPoll,
  type Webhook,
  type World,
} from './world.ts';

/** What a chat is born with. */
export interface NewChat {
  readonly key: string;
  readonly id: number;
  readonly kind: ChatKind;
  readonly isForum: boolean;
  readonly title?: string;
  readonly username?: string;
  readonly bot?: number;
}

/** Everything that can happen; one JSON value of the journal each. */
export type WorldEvent =
  | { readonly type: 'user-added'; readonly user: WireUser }
  | { readonly type: 'user-deactivated'; readonly user: number }
  | { readonly type: 'chat-created'; readonly chat: NewChat }
  | { readonly type: 'chat-migrated'; readonly chat: string; readonly to: number }
  | { readonly type: 'chat-deleted'; readonly chat: string }
  | { readonly type: 'chat-started'; readonly chat: string }
  | { readonly type: 'bot-blocked'; readonly chat: string; readonly isBlocked: boolean }
  | {
      readonly type: 'member-set';
      readonly chat: string;
      readonly user: number;
      readonly member: Member;
    }
  | { readonly type: 'message-added'; readonly message: StoredMessage }
  | {
      readonly type: 'message-edited';
      readonly chat: string;
      readonly id: number;
      readonly content: Content;
      readonly at: number;
    }
  | {
      readonly type: 'message-deleted';
      readonly chat: string;
      readonly id: number;
      readonly at: number;
    }
  | {
      readonly type: 'reacted';
      readonly chat: string;
      readonly id: number;
      readonly by: number;
      readonly emoji: readonly string[];
    }
  | { readonly type: 'pins-set'; readonly chat: string; readonly pinned: readonly number[] }
  | {
      readonly type: 'topic-set';
      readonly chat: string;
      readonly id: number;
      readonly name: string;
      readonly isDeleted: boolean;
    }
  | { readonly type: 'file-added'; readonly file: StoredFile }
  | { readonly type: 'poll-set'; readonly poll: StoredPoll }
  | { readonly type: 'pressed'; readonly press: Press }
  | { readonly type: 'answered'; readonly press: string; readonly answer: Answer }
  | { readonly type: 'update-queued'; readonly bot: number; readonly pending: PendingUpdate }
  | { readonly type: 'updates-dropped'; readonly bot: number; readonly ids: readonly number[] }
  | { readonly type: 'updates-confirmed'; readonly bot: number; readonly below: number }
  | { readonly type: 'allowed-set'; readonly bot: number; readonly allowed: readonly string[] }
  | { readonly type: 'webhook-set'; readonly bot: number; readonly webhook: Webhook | undefined }
  | { readonly type: 'logged-out'; readonly bot: number; readonly at: number }
  | {
      readonly type: 'commands-set';
      readonly bot: number;
      readonly scope: string;
      readonly commands: readonly Wire[] | undefined;
    }
  | { readonly type: 'called'; readonly call: CallRecord };

/** Changes the world by one event; the only place that does. Replaying a journal is calling this again. */
export function applyEvent(world: World, event: WorldEvent): void {
  world.sequence += 1;
  switch (event.type) {
    case 'user-added':
      world.users.set(event.user.id, event.user);
      return;
    case 'user-deactivated':
      world.deactivated.add(event.user);
      return;
    case 'chat-created':
      world.chats.set(event.chat.key, bornChat(event.chat));
      if (event.chat.username !== undefined) {
        world.usernames.set(event.chat.username.toLowerCase(), event.chat.key);
      }
      return;
    case 'chat-migrated':
      chatOf(world, event.chat).migratedTo = event.to;
      return;
    case 'chat-deleted':
      chatOf(world, event.chat).isDeleted = true;
      return;
    case 'chat-started':
      chatOf(world, event.chat).isStarted = true;
      return;
    case 'bot-blocked':
      chatOf(world, event.chat).isBlocked = event.isBlocked;
      return;
    case 'member-set':
      chatOf(world, event.chat).members.set(event.user, event.member);
      return;
    case 'message-added':
      addMessage(world, event.message);
      return;
    case 'message-edited': {
      const { messages } = chatOf(world, event.chat);
      const old = messageOf(messages, event.id);
      const earlier = [...(old.earlier ?? []), old.content];
      messages.set(event.id, { ...old, content: event.content, editedAt: event.at, earlier });
      return;
    }
    case 'message-deleted': {
      const { messages } = chatOf(world, event.chat);
      messages.set(event.id, { ...messageOf(messages, event.id), deletedAt: event.at });
      return;
    }
    case 'reacted': {
      const { messages } = chatOf(world, event.chat);
      const old = messageOf(messages, event.id);
      const reactions = { ...old.reactions, [event.by]: event.emoji };
      messages.set(event.id, { ...old, reactions });
      return;
    }
    case 'pins-set':
      chatOf(world, event.chat).pinned = event.pinned;
      return;
    case 'topic-set':
      chatOf(world, event.chat).topics.set(event.id, {
        name: event.name,
        isDeleted: event.isDeleted,
      });
      return;
    case 'file-added':
      world.files.set(event.file.key, event.file);
      return;
    case 'poll-set':
      world.polls.set(event.poll.id, event.poll);
      return;
    case 'pressed':
      world.presses.set(event.press.id, event.press);
      return;
    case 'answered':
      world.answers.set(event.press, [...(world.answers.get(event.press) ?? []), event.answer]);
      return;
    case 'update-queued':
      world.lastUpdateId = event.pending.update.update_id;
      botOf(world, event.bot).pending.set(event.pending.update.update_id, event.pending);
      return;
    case 'updates-dropped':
      for (const id of event.ids) botOf(world, event.bot).pending.delete(id);
      return;
    case 'updates-confirmed':
      confirm(botOf(world, event.bot), event.below);
      return;
    case 'allowed-set':
      botOf(world, event.bot).allowed = event.allowed;
      return;
    case 'webhook-set':
      botOf(world, event.bot).webhook = event.webhook;
      return;
    case 'logged-out':
      botOf(world, event.bot).loggedOutAt = event.at;
      return;
    case 'commands-set':
      if (event.commands === undefined) botOf(world, event.bot).commands.delete(event.scope);
      else botOf(world, event.bot).commands.set(event.scope, event.commands);
      return;
    case 'called':
      return;
  }
}

function bornChat(chat: NewChat): ChatState {
  return {
    ...chat,
    members: new Map(),
    messages: new Map(),
    topics: new Map(),
    pinned: [],
    lastMessageId: 0,
    migratedTo: undefined,
    isDeleted: false,
    isStarted: false,
    isBlocked: false,
    lastBot: undefined,
  };
}

function addMessage(world: World, message: StoredMessage): void {
  const chat = chatOf(world, message.chat);
  chat.messages.set(message.id, message);
  chat.lastMessageId = message.id;
  if (hasSharedCounter(chat)) world.boxMessageId = message.id;
  if (world.bots.has(message.from)) chat.lastBot = message.from;
}

/** Updates are queued in order of their ids, so the walk stops at the first one to keep. */
function confirm(bot: BotState, below: number): void {
  for (const id of bot.pending.keys()) {
    if (id >= below) return;
    bot.pending.delete(id);
  }
}

function chatOf(world: World, key: string): ChatState {
  const chat = world.chats.get(key);
  if (chat === undefined) throw new Error(`the simulated network has no chat ${key}`);
  return chat;
}

function botOf(world: World, id: number): BotState {
  const bot = world.bots.get(id);
  if (bot === undefined)
    throw new Error(`the simulated network has no bot ${id}: list it in options.bots`);
  return bot;
}

function messageOf(messages: ReadonlyMap<number, StoredMessage>, id: number): StoredMessage {
  const message = messages.get(id);
  if (message === undefined) throw new Error(`the simulated network has no message ${id}`);
  return message;
}
