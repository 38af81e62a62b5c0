import type { Core } from './core.ts';
import { type ChatRef, placeOf } from './places.ts';
import { renderChat, renderMessage, renderPoll, renderUser, seconds } from './render.ts';
import { queueUpdate } from './updates.ts';
import { type Answer, type BotState, type ChatState, isAdministrator, isIn } from './world.ts';

/** What a person does to messages of others. */
export interface ReactionActions {
  /** Presses the button with this label or callback data; returns the press id. Throws when it is not there to press. */
  press(chat: ChatRef, messageId: number, button: string): string;
  /** Presses as a modified client can: any data, any message, member or not. */
  pressRaw(chat: ChatRef, messageId: number, data: string): string;
  /** What the bot answered to a press: nothing yet, or one answer. */
  answersTo(pressId: string): readonly Answer[];
  /** Sets one's reactions to a message; an empty list takes them back. */
  react(chat: ChatRef, messageId: number, ...emoji: readonly string[]): void;
  /** Votes in a poll by option index; an empty list takes the vote back. */
  vote(chat: ChatRef, messageId: number, ...options: readonly number[]): void;
}

/** The reactions of one person. */
export function createReactions(core: Core, id: number): ReactionActions {
  const pressRaw = (ref: ChatRef, messageId: number, data: string): string =>
    core.log.transaction(() => {
      const chat = placeOf(core, id, ref);
      const message = chat.messages.get(messageId);
      const bot = botBehind(core, chat, message?.from);
      const digits = Math.floor(core.random() * 1e9)
        .toString()
        .padStart(9, '0');
      const press = {
        id: `${core.world.sequence + 1}${digits}`,
        bot: bot.user.id,
        person: id,
        chat: chat.key,
        messageId,
        at: core.now(),
      };
      core.log.record({ type: 'pressed', press });
      const isThere = message !== undefined && message.deletedAt === undefined;
      queueUpdate(core, bot, 'callback_query', chat.key, {
        id: press.id,
        from: renderUser(core, id),
        message: isThere
          ? renderMessage(core, bot, message)
          : { chat: renderChat(core, chat), message_id: messageId, date: 0 },
        chat_instance: `ci${chat.key}`,
        data,
      });
      return press.id;
    });

  return {
    pressRaw,
    press: (ref, messageId, button) => {
      const chat = placeOf(core, id, ref);
      const message = chat.messages.get(messageId);
      if (!isIn(chat, id)) throw new Error(`person ${id} is not in chat ${chat.id}`);
      if (message === undefined || message.deletedAt !== undefined) {
        throw new Error(`there is no message ${messageId} in chat ${chat.id}`);
      }
      const buttons = message.content.markup?.inline_keyboard?.flat() ?? [];
      const found = buttons.find((one) => one.text === button || one.callback_data === button);
      if (found?.callback_data === undefined) {
        const labels = buttons.map((one) => one.text).join(' | ');
        throw new Error(
          `message ${messageId} has no button "${button}" to press; it has: ${labels}`,
        );
      }
      return pressRaw(ref, messageId, found.callback_data);
    },
    answersTo: (pressId) => core.world.answers.get(pressId) ?? [],
    react: (ref, messageId, ...emoji) => {
      core.log.transaction(() => {
        const chat = placeOf(core, id, ref);
        const before = chat.messages.get(messageId)?.reactions?.[id] ?? [];
        core.log.record({ type: 'reacted', chat: chat.key, id: messageId, by: id, emoji });
        for (const bot of core.world.bots.values()) {
          const hearsIt =
            chat.kind === 'private' ? chat.bot === bot.user.id : isAdministrator(chat, bot.user.id);
          // A channel only gives anonymous counts.
          if (!hearsIt || chat.kind === 'channel') continue;
          queueUpdate(core, bot, 'message_reaction', chat.key, {
            chat: renderChat(core, chat),
            message_id: messageId,
            user: renderUser(core, id),
            date: seconds(core.now()),
            old_reaction: before.map((one) => ({ type: 'emoji', emoji: one })),
            new_reaction: emoji.map((one) => ({ type: 'emoji', emoji: one })),
          });
        }
      });
    },
    vote: (ref, messageId, ...options) => {
      core.log.transaction(() => vote(core, id, placeOf(core, id, ref), messageId, options));
    },
  };
}

function vote(
  core: Core,
  person: number,
  chat: ChatState,
  messageId: number,
  options: readonly number[],
): void {
  const message = chat.messages.get(messageId);
  const poll =
    message?.content.poll === undefined ? undefined : core.world.polls.get(message.content.poll);
  if (poll === undefined || poll.isClosed) throw new Error(`message ${messageId} has no open poll`);
  if (options.length > 1 && !poll.allowsSeveral) throw new Error('this poll takes one option');
  const voted = { ...poll, votes: { ...poll.votes, [person]: options } };
  core.log.record({ type: 'poll-set', poll: voted });
  const bot = botBehind(core, chat, message?.from);
  queueUpdate(core, bot, 'poll', chat.key, renderPoll(voted));
  if (poll.isAnonymous) return;
  queueUpdate(core, bot, 'poll_answer', chat.key, {
    poll_id: poll.id,
    user: renderUser(core, person),
    option_ids: options,
    option_persistent_ids: options.map(String),
  });
}

/** The bot a press or vote goes to: the author, or whichever bot the chat has. */
function botBehind(core: Core, chat: ChatState, author: number | undefined): BotState {
  const bots = [...core.world.bots.values()];
  const bot =
    bots.find((one) => one.user.id === author) ??
    bots.find((one) => one.user.id === chat.bot || isIn(chat, one.user.id)) ??
    bots[0];
  if (bot === undefined) throw new Error('the simulated network has no bot');
  return bot;
}
