import { addMessage, type Core } from './core.ts';
import { announceBlock, setMember } from './members.ts';
import { botNamed, type ChatRef, nextTopicId, placeOf } from './places.ts';
import { renderUser } from './render.ts';
import { announceMessage } from './updates.ts';
import type { ChatRequest, Rights } from './wire.ts';
import { type ChatState, isAdministrator, isIn, type Member, memberOf } from './world.ts';

/** What a person does to chats and to the bots in them. `bot` is a username; the first bot unless named. */
export interface MembershipActions {
  join(chat: ChatRef): void;
  leave(chat: ChatRef): void;
  /** Adds a bot, as administrator when rights are given (channels always need them). */
  addBot(chat: ChatRef, options?: { readonly bot?: string; readonly rights?: Rights }): void;
  kickBot(chat: ChatRef, bot?: string): void;
  /** Makes a bot administrator with exactly these rights; none makes it a plain member again. */
  grant(chat: ChatRef, rights: Rights | undefined, bot?: string): void;
  /** Takes away a bot's right to write in a supergroup. */
  muteBot(chat: ChatRef, bot?: string): void;
  /** Turns a basic group into a supergroup; returns its new id. */
  upgrade(chat: ChatRef): number;
  blockBot(bot?: string): void;
  unblockBot(bot?: string): void;
  /** Opens t.me/<bot>?start=<payload> and presses Start; returns the id of the `/start` message. */
  openDeepLink(payload?: string, bot?: string): number;
  /** Opens t.me/<bot>?startgroup=<payload> and chooses a group: the bot is added and gets `/start@bot payload` there. */
  openGroupDeepLink(
    chat: ChatRef,
    payload: string,
    options?: { readonly bot?: string; readonly rights?: Rights },
  ): number;
  /** Answers a request-chat button seen in the private chat; the bot gets the rights it asked for. */
  shareChat(requestId: number, chat: ChatRef, bot?: string): number;
  createTopic(chat: ChatRef, name: string): number;
  deleteTopic(chat: ChatRef, topic: number): void;
}

type Send = (chat: ChatRef, text: string) => number;

/** The membership actions of one person. */
export function createMembership(core: Core, id: number, send: Send): MembershipActions {
  const place = (ref: ChatRef): ChatState => placeOf(core, id, ref);
  const act = <T>(work: () => T): T => core.log.transaction(work);

  const addBot: MembershipActions['addBot'] = (ref, { bot: name, rights } = {}) =>
    act(() => {
      const chat = place(ref);
      if (!isIn(chat, id)) throw new Error(`person ${id} is not in chat ${chat.id}`);
      const bot = botNamed(core, name);
      const wasIn = isIn(chat, bot.user.id);
      const member: Member =
        rights === undefined ? { status: 'member' } : { status: 'administrator', rights };
      if (chat.kind === 'channel' && rights === undefined)
        throw new Error('a channel takes bots as administrators only');
      if (rights !== undefined || chat.kind === 'channel') checkAdministrator(chat, id);
      setMember(core, chat, id, bot.user.id, member);
      if (!wasIn && chat.kind !== 'channel')
        service(core, chat, id, {
          new_chat_members: [bot.user],
          new_chat_member: bot.user,
          new_chat_participant: bot.user,
        });
    });

  return {
    addBot,
    join: (ref) =>
      act(() => {
        const chat = place(ref);
        setMember(core, chat, id, id, { status: 'member' });
        const user = renderUser(core, id);
        if (chat.kind !== 'channel') service(core, chat, id, { new_chat_members: [user] });
      }),
    leave: (ref) =>
      act(() => {
        const chat = place(ref);
        if (chat.kind !== 'channel')
          service(core, chat, id, { left_chat_member: renderUser(core, id) });
        setMember(core, chat, id, id, { status: 'left' });
      }),
    kickBot: (ref, name) =>
      act(() => {
        const chat = place(ref);
        checkAdministrator(chat, id);
        setMember(core, chat, id, botNamed(core, name).user.id, { status: 'kicked' });
      }),
    grant: (ref, rights, name) =>
      act(() => {
        const chat = place(ref);
        checkAdministrator(chat, id);
        const bot = botNamed(core, name);
        if (!isIn(chat, bot.user.id))
          throw new Error(`the bot is not in chat ${chat.id}: add it first`);
        setMember(
          core,
          chat,
          id,
          bot.user.id,
          rights === undefined ? { status: 'member' } : { status: 'administrator', rights },
        );
      }),
    muteBot: (ref, name) =>
      act(() => {
        const chat = place(ref);
        checkAdministrator(chat, id);
        setMember(core, chat, id, botNamed(core, name).user.id, {
          status: 'restricted',
          rights: { can_send_messages: false },
        });
      }),
    upgrade: (ref) => act(() => upgrade(core, id, place(ref))),
    blockBot: (name) => act(() => setBlocked(core, placeOf(core, id, mention(core, name)), true)),
    unblockBot: (name) =>
      act(() => setBlocked(core, placeOf(core, id, mention(core, name)), false)),
    openDeepLink: (payload, name) =>
      act(() => {
        if (payload !== undefined) checkPayload(payload);
        const chat = placeOf(core, id, mention(core, name));
        if (chat.isBlocked) setBlocked(core, chat, false);
        if (!chat.isStarted) core.log.record({ type: 'chat-started', chat: chat.key });
        return send(mention(core, name), payload === undefined ? '/start' : `/start ${payload}`);
      }),
    openGroupDeepLink: (ref, payload, options = {}) =>
      act(() => {
        checkPayload(payload);
        const bot = botNamed(core, options.bot);
        if (!isIn(place(ref), bot.user.id) || options.rights !== undefined) addBot(ref, options);
        return send(ref, `/start@${bot.user.username ?? ''} ${payload}`);
      }),
    shareChat: (requestId, ref, name) =>
      act(() => shareChat(core, id, requestId, place(ref), mention(core, name))),
    createTopic: (ref, name) =>
      act(() => {
        const chat = place(ref);
        if (!chat.isForum) throw new Error(`chat ${chat.id} is no forum`);
        const topic = nextTopicId(core, chat);
        core.log.record({ type: 'topic-set', chat: chat.key, id: topic, name, isDeleted: false });
        service(core, chat, id, { forum_topic_created: { name, icon_color: 7322096 } });
        return topic;
      }),
    deleteTopic: (ref, topic) =>
      act(() => {
        core.log.record({
          type: 'topic-set',
          chat: place(ref).key,
          id: topic,
          name: '',
          isDeleted: true,
        });
      }),
  };
}

function mention(core: Core, name: string | undefined): `@${string}` {
  return `@${botNamed(core, name).user.username ?? ''}`;
}

function service(
  core: Core,
  chat: ChatState,
  from: number,
  fields: Readonly<Record<string, unknown>>,
): void {
  announceMessage(core, chat, addMessage(core, chat, from, { service: fields }));
}

function checkAdministrator(chat: ChatState, person: number): void {
  if (!isAdministrator(chat, person))
    throw new Error(`person ${person} does not administer chat ${chat.id}`);
}

function checkPayload(payload: string): void {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(payload)) {
    throw new Error('a deep link carries 1 to 64 characters of A-Z, a-z, 0-9, _ and -');
  }
}

function setBlocked(core: Core, chat: ChatState, isBlocked: boolean): void {
  core.log.record({ type: 'bot-blocked', chat: chat.key, isBlocked });
  announceBlock(core, chat, isBlocked);
}

/** The three signals of an upgrade: a message in either chat, and the refusal of later sends to the old one. */
function upgrade(core: Core, person: number, chat: ChatState): number {
  if (chat.kind !== 'group') throw new Error(`chat ${chat.id} is no basic group`);
  checkAdministrator(chat, person);
  const id = chat.id - 1_000_000_000_000;
  const key = String(id);
  core.log.record({
    type: 'chat-created',
    chat: {
      key,
      id,
      kind: 'supergroup',
      isForum: false,
      ...(chat.title === undefined ? {} : { title: chat.title }),
    },
  });
  for (const [user, member] of chat.members) {
    core.log.record({ type: 'member-set', chat: key, user, member });
  }
  service(core, chat, person, { migrate_to_chat_id: id });
  core.log.record({ type: 'chat-migrated', chat: chat.key, to: id });
  const born = core.world.chats.get(key);
  if (born !== undefined) service(core, born, person, { migrate_from_chat_id: chat.id });
  return id;
}

function shareChat(
  core: Core,
  person: number,
  requestId: number,
  shared: ChatState,
  botRef: `@${string}`,
): number {
  const home = placeOf(core, person, botRef);
  const request = latestRequest(home, requestId);
  if (request === undefined)
    throw new Error(`person ${person} sees no button that asks for chat request ${requestId}`);
  if (request.chat_is_channel !== (shared.kind === 'channel'))
    throw new Error('the button asks for another kind of chat');
  const bot = botNamed(core, botRef);
  const rights = request.bot_administrator_rights;
  if (rights !== undefined || request.bot_is_member === true) {
    checkAdministrator(shared, person);
    const member: Member =
      rights === undefined ? { status: 'member' } : { status: 'administrator', rights };
    if (rights !== undefined || memberOf(shared, bot.user.id).status === 'left') {
      setMember(core, shared, person, bot.user.id, member);
    }
  }
  const message = addMessage(core, home, person, {
    service: {
      chat_shared: {
        request_id: requestId,
        chat_id: shared.id,
        ...(request.request_title === true ? { title: shared.title } : {}),
        ...(request.request_username === true && shared.username !== undefined
          ? { username: shared.username }
          : {}),
      },
    },
  });
  announceMessage(core, home, message);
  return message.id;
}

function latestRequest(chat: ChatState, requestId: number): ChatRequest | undefined {
  const buttons = [...chat.messages.values()].flatMap(
    (message) => message.content.markup?.keyboard?.flat() ?? [],
  );
  return buttons.findLast((button) => button.request_chat?.request_id === requestId)?.request_chat;
}
