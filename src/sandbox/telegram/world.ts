import type {
  Entity,
  ReplyMarkup,
  Rights,
  UpdateKind,
  Wire,
  WireUpdate,
  WireUser,
} from './wire.ts';

/** Where a bot stands on the network; the token is configuration and never part of the world. */
export interface BotState {
  readonly user: WireUser;
  /** With privacy on, a group only shows the bot commands, replies to it and service messages. */
  readonly privacy: boolean;
  /** Unconfirmed updates by update id, oldest first. */
  readonly pending: Map<number, PendingUpdate>;
  allowed: readonly string[] | undefined;
  webhook: Webhook | undefined;
  loggedOutAt: number | undefined;
  /** Commands by `scope|language`. */
  readonly commands: Map<string, readonly Wire[]>;
}

/** An update that waits for its bot; after `expiresAt` (ms) nobody gets it any more. */
export interface PendingUpdate {
  readonly update: WireUpdate;
  readonly kind: UpdateKind;
  readonly chat: string;
  readonly expiresAt: number;
}

/** Where updates go instead of the long poll. */
export interface Webhook {
  readonly url: string;
  readonly secret?: string;
  readonly maxConnections?: number;
}

/** A person's standing in a chat. */
export interface Member {
  readonly status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
  readonly rights?: Rights;
}

/** The kinds of chat; a forum is a supergroup with topics. */
export type ChatKind = 'private' | 'group' | 'supergroup' | 'channel';

/** A chat with everything said in it. */
export interface ChatState {
  /** `p<bot>:<person>` for a private chat, the chat id otherwise. */
  readonly key: string;
  readonly id: number;
  readonly kind: ChatKind;
  readonly isForum: boolean;
  readonly title?: string;
  readonly username?: string;
  /** The bot of a private chat. */
  readonly bot?: number;
  readonly members: Map<number, Member>;
  readonly messages: Map<number, StoredMessage>;
  readonly topics: Map<number, { readonly name: string; readonly isDeleted: boolean }>;
  /** Pinned message ids, the newest last. */
  pinned: readonly number[];
  lastMessageId: number;
  migratedTo: number | undefined;
  isDeleted: boolean;
  /** Private chats: the person has pressed Start. */
  isStarted: boolean;
  /** Private chats: the person has blocked the bot. */
  isBlocked: boolean;
  /** The bot that wrote last: it gets commands that name no bot. */
  lastBot: number | undefined;
}

/** What a message says; an edit replaces it as a whole. */
export interface Content {
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly caption?: string;
  readonly captionEntities?: readonly Entity[];
  readonly file?: string;
  readonly poll?: string;
  readonly markup?: ReplyMarkup;
  /** The fields of a service message, e.g. `{ new_chat_members: […] }`. */
  readonly service?: Wire;
}

/** A message as the network keeps it; `at` and the like are milliseconds. */
export interface StoredMessage {
  readonly id: number;
  readonly chat: string;
  readonly from: number;
  readonly at: number;
  readonly content: Content;
  readonly replyTo?: number;
  readonly thread?: number;
  readonly album?: string;
  readonly forwardedFrom?: Wire;
  readonly isProtected?: boolean;
  readonly editedAt?: number;
  /** What it said before, oldest first. */
  readonly earlier?: readonly Content[];
  readonly deletedAt?: number;
  readonly reactions?: Readonly<Record<string, readonly string[]>>;
}

/** A file the network has; its bytes are kept by content hash. */
export interface StoredFile {
  readonly key: string;
  readonly form: 'document' | 'photo';
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
}

/** A poll with the votes by person. */
export interface StoredPoll {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly isAnonymous: boolean;
  readonly allowsSeveral: boolean;
  readonly isClosed: boolean;
  readonly type: string;
  readonly votes: Readonly<Record<string, readonly number[]>>;
}

/** A press on a callback button. */
export interface Press {
  readonly id: string;
  readonly bot: number;
  readonly person: number;
  readonly chat: string;
  readonly messageId: number;
  readonly at: number;
}

/** What a bot answered to a press. */
export interface Answer {
  readonly at: number;
  readonly text?: string;
  readonly isAlert: boolean;
  readonly url?: string;
}

/** Everything the network knows. Only `applyEvent` changes it. */
export interface World {
  readonly bots: Map<number, BotState>;
  readonly users: Map<number, WireUser>;
  readonly deactivated: Set<number>;
  readonly chats: Map<string, ChatState>;
  readonly usernames: Map<string, string>;
  readonly files: Map<string, StoredFile>;
  readonly polls: Map<string, StoredPoll>;
  readonly presses: Map<string, Press>;
  readonly answers: Map<string, Answer[]>;
  /** Private chats and basic groups share one message counter. */
  boxMessageId: number;
  lastUpdateId: number;
  /** Grows with every event, so that ids made from it never repeat, not even after a restart. */
  sequence: number;
}

/** An empty world. */
export function createWorld(): World {
  return {
    bots: new Map(),
    users: new Map(),
    deactivated: new Set(),
    chats: new Map(),
    usernames: new Map(),
    files: new Map(),
    polls: new Map(),
    presses: new Map(),
    answers: new Map(),
    boxMessageId: 0,
    lastUpdateId: 100_000,
    sequence: 0,
  };
}

/** The key of the chat a bot means by a number; positive numbers are people. */
export function chatKey(botId: number, chatId: number): string {
  return chatId > 0 ? `p${botId}:${chatId}` : String(chatId);
}

/** The id the next message of a chat gets. */
export function nextMessageId(world: World, chat: ChatState): number {
  return hasSharedCounter(chat) ? world.boxMessageId + 1 : chat.lastMessageId + 1;
}

/** Whether a chat's message ids come from the counter shared by private chats and basic groups. */
export function hasSharedCounter(chat: ChatState): boolean {
  return chat.kind === 'private' || chat.kind === 'group';
}

/** A member's status, `left` for strangers. */
export function memberOf(chat: ChatState, userId: number): Member {
  return chat.members.get(userId) ?? { status: 'left' };
}

/** Whether somebody is in a chat now. */
export function isIn(chat: ChatState, userId: number): boolean {
  const { status } = memberOf(chat, userId);
  return status !== 'left' && status !== 'kicked';
}

/** Whether somebody has one administrator right; the owner has all of them. */
export function hasRight(chat: ChatState, userId: number, right: string): boolean {
  const member = memberOf(chat, userId);
  return (
    member.status === 'creator' ||
    (member.status === 'administrator' && member.rights?.[right] === true)
  );
}

/** Whether somebody is owner or administrator of a chat. */
export function isAdministrator(chat: ChatState, userId: number): boolean {
  const { status } = memberOf(chat, userId);
  return status === 'creator' || status === 'administrator';
}
