import type { Core } from './core.ts';
import type { BotState, ChatState } from './world.ts';
import { nextMessageId } from './world.ts';

/** A chat as people and tests name it: the id bots use (a person's id is their chat with the first bot), or `@bot`. */
export type ChatRef = number | `@${string}`;

/** The bot of this username, the first one unless named. */
export function botNamed(core: Core, username?: string): BotState {
  const wanted = username?.replace('@', '').toLowerCase();
  for (const bot of core.world.bots.values()) {
    if (wanted === undefined || bot.user.username?.toLowerCase() === wanted) return bot;
  }
  throw new Error(`the simulated network has no bot ${username ?? ''}`);
}

/** The chat meant by a person; private chats come into being when they are first named. */
export function placeOf(core: Core, person: number | undefined, ref: ChatRef): ChatState {
  if (typeof ref === 'number' && ref < 0) return existing(core, String(ref));
  if (typeof ref === 'number') return privateChat(core, botNamed(core), ref);
  const key = core.world.usernames.get(ref.slice(1).toLowerCase());
  if (key !== undefined) return existing(core, key);
  if (person === undefined)
    throw new Error(`${ref} is a bot: name the private chat by the person's id`);
  return privateChat(core, botNamed(core, ref), person);
}

function privateChat(core: Core, bot: BotState, person: number): ChatState {
  const key = `p${bot.user.id}:${person}`;
  if (!core.world.users.has(person))
    throw new Error(`the simulated network has no person ${person}`);
  if (!core.world.chats.has(key)) {
    core.log.record({
      type: 'chat-created',
      chat: { key, id: person, kind: 'private', isForum: false, bot: bot.user.id },
    });
    core.log.record({ type: 'member-set', chat: key, user: person, member: { status: 'member' } });
  }
  return existing(core, key);
}

function existing(core: Core, key: string): ChatState {
  const chat = core.world.chats.get(key);
  if (chat === undefined) throw new Error(`the simulated network has no chat ${key}`);
  return chat;
}

/** The id a new topic gets: that of its opening message, as on the real network. */
export function nextTopicId(core: Core, chat: ChatState): number {
  return nextMessageId(core.world, chat);
}

/** The numeric id of a chat as a bot writes it: a number, its text, or the @username of a group or channel. */
export function chatNumberOf(core: Core, value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (!value.startsWith('@')) return Number(value);
  const key = core.world.usernames.get(value.slice(1).toLowerCase());
  return key === undefined ? undefined : core.world.chats.get(key)?.id;
}
