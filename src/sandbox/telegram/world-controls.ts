import type { Core } from './core.ts';
import { botNamed, type ChatRef, placeOf } from './places.ts';
import { type SeenMessage, seenMessage } from './seen.ts';
import type { Rights } from './wire.ts';
import type { ChatState, Member, World } from './world.ts';

/** Somebody by id or as a person object. */
export type Somebody = number | { readonly id: number };

/** How the bots stand in a chat from the start. */
export interface BotPlace {
  /** Usernames; all bots of the network unless named. */
  readonly bots?: readonly string[];
  /** `absent` leaves the chat without bots. Groups start with members, channels with administrators. */
  readonly bot?: 'absent' | 'member' | 'administrator';
  /** What an administrator bot may do; a channel's may post, edit and delete unless told. */
  readonly rights?: Rights;
}

/** A group as it stands when the story begins. */
export interface NewGroup extends BotPlace {
  readonly title: string;
  readonly owner: Somebody;
  readonly members?: readonly Somebody[];
  /** A supergroup unless told. */
  readonly kind?: 'group' | 'supergroup' | 'forum';
  /** Negative; supergroups below -1000000000000. Given out unless told. */
  readonly id?: number;
  readonly username?: string;
}

/** A channel as it stands when the story begins. */
export interface NewChannel extends BotPlace {
  readonly title: string;
  readonly owner: Somebody;
  readonly subscribers?: readonly Somebody[];
  readonly id?: number;
  readonly username?: string;
}

/** Sets the scene; what is set here causes no updates. */
export interface WorldControls {
  /** Adds a group, or returns the id of the one a journal brought back. */
  addGroup(group: NewGroup): number;
  addChannel(channel: NewChannel): number;
  hasChat(id: number): boolean;
  /** Everything ever said in a chat, deleted messages included, oldest first. */
  messages(chat: ChatRef): readonly SeenMessage[];
  deleteChat(chat: ChatRef): void;
  /** The account of a person is gone. */
  deactivate(person: Somebody): void;
  /** The raw state, to look at. */
  readonly state: World;
}

const CHANNEL_RIGHTS: Rights = {
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
};

/** The controls of one world. */
export function createWorldControls(core: Core): WorldControls {
  const open = (
    chat: Pick<ChatState, 'id' | 'kind' | 'isForum' | 'title' | 'username'>,
    owner: Somebody,
    members: readonly Somebody[],
    bots: BotPlace,
  ): number =>
    core.log.transaction(() => {
      const key = String(chat.id);
      core.log.record({ type: 'chat-created', chat: { key, ...chat } });
      const set = (user: number, member: Member): void =>
        core.log.record({ type: 'member-set', chat: key, user, member });
      for (const member of members) set(idOf(member), { status: 'member' });
      set(idOf(owner), { status: 'creator' });
      const place = bots.bot ?? (chat.kind === 'channel' ? 'administrator' : 'member');
      if (place === 'absent') return chat.id;
      const names =
        bots.bots ?? [...core.world.bots.values()].map((bot) => bot.user.username ?? '');
      const rights = bots.rights ?? (chat.kind === 'channel' ? CHANNEL_RIGHTS : {});
      for (const name of names) {
        set(
          botNamed(core, name).user.id,
          place === 'member' ? { status: 'member' } : { status: place, rights },
        );
      }
      return chat.id;
    });

  return {
    state: core.world,
    addGroup: ({ title, owner, members = [], kind = 'supergroup', id, username, ...bots }) => {
      const chatId = id ?? freeId(core, kind === 'group' ? -4_000_000_001 : -1_001_000_000_001);
      if (core.world.chats.has(String(chatId))) return chatId;
      const chat = {
        id: chatId,
        kind: kind === 'group' ? kind : 'supergroup',
        isForum: kind === 'forum',
        title,
        ...(username === undefined ? {} : { username }),
      } as const;
      return open(chat, owner, members, bots);
    },
    addChannel: ({ title, owner, subscribers = [], id, username, ...bots }) => {
      const chatId = id ?? freeId(core, -1_002_000_000_001);
      if (core.world.chats.has(String(chatId))) return chatId;
      const chat = {
        id: chatId,
        kind: 'channel',
        isForum: false,
        title,
        ...(username === undefined ? {} : { username }),
      } as const;
      return open(chat, owner, subscribers, bots);
    },
    hasChat: (id) => core.world.chats.has(String(id)),
    messages: (ref) => {
      const chat = placeOf(core, undefined, ref);
      return [...chat.messages.values()].map((message) => seenMessage(core, chat, message));
    },
    deleteChat: (ref) =>
      core.log.record({ type: 'chat-deleted', chat: placeOf(core, undefined, ref).key }),
    deactivate: (person) => core.log.record({ type: 'user-deactivated', user: idOf(person) }),
  };
}

function idOf(somebody: Somebody): number {
  return typeof somebody === 'number' ? somebody : somebody.id;
}

/** The chats are counted, so giving out n ids takes one look each, not n. */
function freeId(core: Core, from: number): number {
  let id = from - core.world.chats.size;
  while (core.world.chats.has(String(id))) id -= 1;
  return id;
}
