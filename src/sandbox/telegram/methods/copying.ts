import { presentMessage, readableChat, writableChat } from '../access.ts';
import { addMessage } from '../core.ts';
import { readMarkup } from '../keyboard.ts';
import { badRequest } from '../refusal.ts';
import { renderChat, renderMessage, renderUser, seconds } from '../render.ts';
import type { Wire } from '../wire.ts';
import type { ChatState, Content, StoredMessage } from '../world.ts';
import type { Call } from './call.ts';
import { messageIds } from './chats.ts';
import { captionOf, extrasOf } from './sending.ts';

/** copyMessage: the content under the bot's own name, with another caption and keyboard if given. */
export function copyMessage(call: Call): Wire {
  const { params } = call;
  const source = sourceChat(call);
  const original = presentMessage(source, params.int('message_id'), 'message to copy not found');
  const markup = readMarkup(params.json('reply_markup'));
  const { markup: _, ...content } = copyable(original);
  const caption = params.has('caption') && content.file !== undefined ? captionOf(call) : undefined;
  const { caption: __, captionEntities: ___, ...bare } = content;
  return copyInto(call, {
    ...(caption === undefined ? content : { ...bare, ...caption }),
    ...(markup === undefined ? {} : { markup }),
  });
}

/** copyMessages: what cannot be copied is skipped. */
export function copyMessages(call: Call): readonly Wire[] {
  return presentOnes(call).map((original) => {
    const { markup: _, caption, captionEntities, ...content } = copyable(original);
    const keepsCaption = caption !== undefined && !call.params.flag('remove_caption');
    return copyInto(call, {
      ...content,
      ...(keepsCaption ? { caption, captionEntities: captionEntities ?? [] } : {}),
    });
  });
}

/** forwardMessage: with its origin, without buttons. */
export function forwardMessage(call: Call): Wire {
  const source = sourceChat(call);
  const id = call.params.int('message_id');
  const original = presentMessage(source, id, 'message to forward not found');
  return renderMessage(call.core, call.bot, forward(call, source, original));
}

/** forwardMessages: what cannot be forwarded is skipped. */
export function forwardMessages(call: Call): readonly Wire[] {
  const source = sourceChat(call);
  return presentOnes(call).map((original) => ({ message_id: forward(call, source, original).id }));
}

function sourceChat({ core, bot, params }: Call): ChatState {
  return readableChat(core, bot, params.chat('from_chat_id'));
}

function presentOnes(call: Call): readonly StoredMessage[] {
  const { messages } = sourceChat(call);
  return messageIds(call).flatMap((id) => {
    const message = messages.get(id);
    const isThere = message !== undefined && message.deletedAt === undefined;
    return isThere && message.content.service === undefined && message.isProtected !== true
      ? [message]
      : [];
  });
}

function copyable({ content, isProtected }: StoredMessage): Content {
  if (content.service !== undefined) throw badRequest("message can't be copied");
  if (isProtected === true) throw badRequest("message has protected content and can't be copied");
  return content;
}

function copyInto(call: Call, content: Content): Wire {
  const chat = target(call);
  const copy = addMessage(call.core, chat, call.bot.user.id, content, extrasOf(call, chat));
  return { message_id: copy.id };
}

function forward(call: Call, source: ChatState, original: StoredMessage): StoredMessage {
  const { core, bot } = call;
  const chat = target(call);
  if (original.content.service !== undefined || original.isProtected === true) {
    throw badRequest("message can't be forwarded");
  }
  const date = seconds(original.at);
  const origin: Wire =
    source.kind === 'channel'
      ? { type: 'channel', date, chat: renderChat(core, source), message_id: original.id }
      : { type: 'user', date, sender_user: renderUser(core, original.from) };
  const { markup: _, ...content } = original.content;
  return addMessage(core, chat, bot.user.id, content, {
    ...extrasOf(call, chat),
    forwardedFrom: original.forwardedFrom ?? origin,
  });
}

function target({ core, bot, params }: Call): ChatState {
  return writableChat(core, bot, params.chat('chat_id'), params.int('message_thread_id'));
}
