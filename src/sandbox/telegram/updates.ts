import type { Core } from './core.ts';
import { renderMessage } from './render.ts';
import type { UpdateKind } from './wire.ts';
import {
  type BotState,
  type ChatState,
  isAdministrator,
  isIn,
  type StoredMessage,
} from './world.ts';

const DAY_MS = 86_400_000;
const PRESS_MS = 150_000;

const NOT_BY_DEFAULT: readonly UpdateKind[] = [
  'chat_member',
  'message_reaction',
  'message_reaction_count',
];

/** Queues one update unless the bot did not ask for its kind. Presses live 150 s, the rest 24 h. */
export function queueUpdate(
  core: Core,
  bot: BotState,
  kind: UpdateKind,
  chat: string,
  payload: unknown,
): void {
  const { allowed } = bot;
  const isWanted =
    allowed === undefined || allowed.length === 0
      ? !NOT_BY_DEFAULT.includes(kind)
      : allowed.includes(kind);
  if (!isWanted) return;
  const update = { update_id: core.world.lastUpdateId + 1, [kind]: payload };
  const expiresAt = core.now() + (kind === 'callback_query' ? PRESS_MS : DAY_MS);
  core.log.record({
    type: 'update-queued',
    bot: bot.user.id,
    pending: { update, kind, chat, expiresAt },
  });
}

/** Tells every bot that may hear it about a message somebody else wrote or edited. */
export function announceMessage(
  core: Core,
  chat: ChatState,
  message: StoredMessage,
  isEdit = false,
): void {
  for (const bot of core.world.bots.values()) {
    if (message.from === bot.user.id || !hears(core, bot, chat, message)) continue;
    const kind = chat.kind === 'channel' ? 'channel_post' : 'message';
    queueUpdate(
      core,
      bot,
      isEdit ? `edited_${kind}` : kind,
      chat.key,
      renderMessage(core, bot, message),
    );
  }
}

/** Whether privacy mode and membership let a bot hear a message. */
export function hears(core: Core, bot: BotState, chat: ChatState, message: StoredMessage): boolean {
  if (chat.kind === 'private') return chat.bot === bot.user.id && !chat.isBlocked;
  if (!isIn(chat, bot.user.id)) return false;
  // Bots never hear other bots, whatever their rights.
  if (core.world.bots.has(message.from)) return false;
  if (isAdministrator(chat, bot.user.id) || chat.kind === 'channel') return true;
  if (!bot.privacy || message.content.service !== undefined) return true;
  const replied = message.replyTo === undefined ? undefined : chat.messages.get(message.replyTo);
  if (replied?.from === bot.user.id) return true;
  return isCommandFor(bot, chat, message);
}

/** `/x@name` is for that bot; a bare `/x` for the bot that spoke last, or for all when none has. */
function isCommandFor(bot: BotState, chat: ChatState, message: StoredMessage): boolean {
  const { text, caption, entities, captionEntities } = message.content;
  const words = text ?? caption ?? '';
  return [...(entities ?? []), ...(captionEntities ?? [])]
    .filter((entity) => entity.type === 'bot_command')
    .some((entity) => {
      const name = words.slice(entity.offset, entity.offset + entity.length).split('@')[1];
      if (name === undefined) return chat.lastBot === undefined || chat.lastBot === bot.user.id;
      return name.toLowerCase() === bot.user.username?.toLowerCase();
    });
}
