import { presentMessage, writableChat } from '../access.ts';
import { addFile, addMessage, fileById, type MessageExtras } from '../core.ts';
import { readCaption, readMessageText } from '../entities.ts';
import { readMarkup } from '../keyboard.ts';
import { badRequest, malformed, Refusal } from '../refusal.ts';
import { renderMessage } from '../render.ts';
import type { ReplyMarkup, Wire } from '../wire.ts';
import type { ChatState, Content, StoredFile, StoredMessage } from '../world.ts';
import type { Call } from './call.ts';

const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

/** sendMessage. */
export function sendMessage(call: Call): Wire {
  const { params } = call;
  const { text, entities } = readMessageText({
    text: params.text('text') ?? '',
    parseMode: params.text('parse_mode'),
    entities: params.json('entities'),
  });
  return send(call, { text, entities });
}

/** sendDocument. */
export function sendDocument(call: Call): Wire {
  return sendFile(call, 'document');
}

/** sendPhoto. */
export function sendPhoto(call: Call): Wire {
  return sendFile(call, 'photo');
}

function sendFile(call: Call, form: StoredFile['form']): Wire {
  const { params } = call;
  const caption = captionOf(call);
  writableChat(call.core, call.bot, params.chat('chat_id'), params.int('message_thread_id'));
  const file = fileOf(call, form, params.text(form) ?? `attach://${form}`);
  return send(call, { file: file.key, ...caption });
}

/** The caption fields of a call as content. */
export function captionOf({ params }: Call): Content {
  const read = readCaption({
    text: params.text('caption'),
    parseMode: params.text('parse_mode'),
    entities: params.json('caption_entities'),
  });
  return read === undefined ? {} : { caption: read.text, captionEntities: read.entities };
}

/** The file a call means: an upload by `attach://name`, or a file id this bot has seen. */
export function fileOf(call: Call, form: StoredFile['form'], reference: string): StoredFile {
  if (reference.startsWith('attach://')) {
    const upload = call.uploads.get(reference.slice('attach://'.length));
    if (upload === undefined)
      throw malformed(`file "${reference}" was not uploaded with the request`);
    if (upload.bytes.length > MAX_UPLOAD_BYTES) throw new Refusal(413, 'Request Entity Too Large');
    if (upload.bytes.length === 0) throw malformed('file must be non-empty');
    return addFile(call.core, form, upload.name, upload.bytes);
  }
  const file = fileById(call.core.world, call.bot, reference);
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.form !== form) throw badRequest(`can't use file of type ${file.form} as ${form}`);
  return file;
}

/** Puts content into the chat a call names, with its reply, topic and keyboard. */
export function send(call: Call, content: Content): Wire {
  const { core, bot, params } = call;
  if (params.has('ephemeral_message_parameters'))
    throw malformed('ephemeral messages are not simulated');
  const markup = readMarkup(params.json('reply_markup'));
  const chat = writableChat(core, bot, params.chat('chat_id'), params.int('message_thread_id'));
  checkMarkupPlace(chat, markup);
  const message = addMessage(
    core,
    chat,
    bot.user.id,
    { ...content, ...(markup === undefined ? {} : { markup }) },
    extrasOf(call, chat),
  );
  return renderMessage(core, bot, message);
}

function checkMarkupPlace(chat: ChatState, markup: ReplyMarkup | undefined): void {
  if (markup === undefined || markup.inline_keyboard !== undefined) return;
  if (chat.kind === 'channel') throw malformed('inline keyboard expected');
  const asksForChat = markup.keyboard?.flat().some((button) => button.request_chat !== undefined);
  if (asksForChat === true && chat.kind !== 'private') {
    throw malformed('chat can be requested in private chats only');
  }
}

/** Reply, topic and protection of a call. */
export function extrasOf({ params }: Call, chat: ChatState): MessageExtras {
  const replyTo = replyOf(chat, params.json('reply_parameters'), params.int('reply_to_message_id'));
  const thread = params.int('message_thread_id');
  return {
    ...(replyTo === undefined ? {} : { replyTo: replyTo.id }),
    ...(thread === undefined ? {} : { thread }),
    ...(params.flag('protect_content') ? { isProtected: true } : {}),
  };
}

function replyOf(
  chat: ChatState,
  value: unknown,
  plainId: number | undefined,
): StoredMessage | undefined {
  if (value === undefined && plainId === undefined) return undefined;
  const wanted = (value ?? { message_id: plainId }) as {
    message_id?: unknown;
    allow_sending_without_reply?: unknown;
  };
  if (typeof wanted.message_id !== 'number')
    throw malformed("can't parse reply parameters: message_id is required");
  const message = chat.messages.get(wanted.message_id);
  if (message !== undefined && message.deletedAt === undefined) return message;
  if (wanted.allow_sending_without_reply === true) return undefined;
  return presentMessage(chat, wanted.message_id, 'message to be replied not found');
}
