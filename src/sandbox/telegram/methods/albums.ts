import { writableChat } from '../access.ts';
import { addMessage } from '../core.ts';
import { malformed } from '../refusal.ts';
import { renderMessage } from '../render.ts';
import type { Wire } from '../wire.ts';
import type { Call } from './call.ts';
import { mediaContent, readMedia } from './editing.ts';
import { extrasOf } from './sending.ts';

/** sendMediaGroup: 2–10 of one type. All files are looked at first, so nothing is sent when one is wrong. */
export function sendMediaGroup(call: Call): readonly Wire[] {
  const { core, bot, params } = call;
  const list = params.json('media');
  if (!Array.isArray(list) || list.length < 2 || list.length > 10) {
    throw malformed('media group must include 2-10 items');
  }
  const media = list.map(readMedia);
  if (new Set(media.map(({ type }) => type)).size > 1) {
    throw malformed("document can't be mixed with other media types");
  }
  const chat = writableChat(core, bot, params.chat('chat_id'), params.int('message_thread_id'));
  const contents = media.map((item) => mediaContent(call, item));
  const extras = { ...extrasOf(call, chat), album: `1${core.world.sequence}` };
  return contents.map((content) =>
    renderMessage(core, bot, addMessage(core, chat, bot.user.id, content, extras)),
  );
}
