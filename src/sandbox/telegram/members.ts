import type { Core } from './core.ts';
import { renderChat, renderUser, seconds } from './render.ts';
import { queueUpdate } from './updates.ts';
import type { Rights, Wire } from './wire.ts';
import { type ChatState, isAdministrator, type Member, memberOf } from './world.ts';

const COMMON_RIGHTS = [
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
];
const GROUP_RIGHTS = [...COMMON_RIGHTS, 'can_pin_messages', 'can_manage_topics'];
const CHANNEL_RIGHTS = [...COMMON_RIGHTS, 'can_post_messages', 'can_edit_messages'];

/** Somebody's membership as the API shows it. */
export function renderMember(core: Core, chat: ChatState, userId: number, member: Member): Wire {
  const user = renderUser(core, userId);
  switch (member.status) {
    case 'creator':
      return { status: 'creator', user, is_anonymous: false };
    case 'administrator':
      return {
        status: 'administrator',
        user,
        can_be_edited: false,
        is_anonymous: false,
        ...administratorRights(chat, member.rights ?? {}),
      };
    case 'restricted':
      return { status: 'restricted', user, is_member: true, until_date: 0, ...member.rights };
    case 'kicked':
      return { status: 'kicked', user, until_date: 0 };
    case 'member':
    case 'left':
      return { status: member.status, user };
  }
}

function administratorRights(chat: ChatState, rights: Rights): Rights {
  const names = chat.kind === 'channel' ? CHANNEL_RIGHTS : GROUP_RIGHTS;
  return Object.fromEntries(
    names.map((name) => [name, name === 'can_manage_chat' || rights[name] === true]),
  );
}

/** Changes a membership and sends the updates it causes: to the bot itself, and to bots that administer the chat. */
export function setMember(
  core: Core,
  chat: ChatState,
  actor: number,
  userId: number,
  member: Member,
): void {
  const before = memberOf(chat, userId);
  core.log.record({ type: 'member-set', chat: chat.key, user: userId, member });
  const change = {
    chat: renderChat(core, chat),
    from: renderUser(core, actor),
    date: seconds(core.now()),
    old_chat_member: renderMember(core, chat, userId, before),
    new_chat_member: renderMember(core, chat, userId, member),
  };
  for (const bot of core.world.bots.values()) {
    if (bot.user.id === userId) queueUpdate(core, bot, 'my_chat_member', chat.key, change);
    else if (isAdministrator(chat, bot.user.id))
      queueUpdate(core, bot, 'chat_member', chat.key, change);
  }
}

/** Tells a bot that a person blocked or unblocked it in their private chat. */
export function announceBlock(core: Core, chat: ChatState, isBlocked: boolean): void {
  const bot = chat.bot === undefined ? undefined : core.world.bots.get(chat.bot);
  if (bot === undefined) return;
  const [before, after]: readonly Member[] = isBlocked
    ? [{ status: 'member' }, { status: 'kicked' }]
    : [{ status: 'kicked' }, { status: 'member' }];
  if (before === undefined || after === undefined) return;
  queueUpdate(core, bot, 'my_chat_member', chat.key, {
    chat: renderChat(core, chat),
    from: renderUser(core, chat.id),
    date: seconds(core.now()),
    old_chat_member: renderMember(core, chat, bot.user.id, before),
    new_chat_member: renderMember(core, chat, bot.user.id, after),
  });
}
