import { presentMessage, readableChat } from '../access.ts';
import { readMessageText } from '../entities.ts';
import { readInlineMarkup } from '../keyboard.ts';
import { badRequest, malformed } from '../refusal.ts';
import { renderMessage } from '../render.ts';
import type { Wire } from '../wire.ts';
import {
  type ChatState,
  type Content,
  hasRight,
  type StoredFile,
  type StoredMessage,
} from '../world.ts';
import type { Call } from './call.ts';
import { captionOf, fileOf } from './sending.ts';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/** editMessageText. An edit without a keyboard takes the old one away. */
export function editMessageText(call: Call): Wire {
  const { params } = call;
  if (params.has('rich_message')) throw malformed('rich messages are not simulated');
  const { text, entities } = readMessageText({
    text: params.text('text') ?? '',
    parseMode: params.text('parse_mode'),
    entities: params.json('entities'),
  });
  return edit(call, (old) => {
    if (old.text === undefined) throw badRequest('there is no text in the message to edit');
    return { text, entities };
  });
}

/** editMessageCaption. */
export function editMessageCaption(call: Call): Wire {
  const caption = captionOf(call);
  return edit(call, (old) => {
    if (old.file === undefined) throw badRequest('there is no caption in the message to edit');
    return { file: old.file, ...caption };
  });
}

/** editMessageReplyMarkup. */
export function editMessageReplyMarkup(call: Call): Wire {
  return edit(call, ({ markup: _, ...old }) => old);
}

/** editMessageMedia. */
export function editMessageMedia(call: Call): Wire {
  const media = readMedia(call.params.json('media'));
  return edit(call, () => mediaContent(call, media));
}

/** One item of `media`, checked. */
export interface Media {
  readonly type: StoredFile['form'];
  readonly media: string;
  readonly caption?: string;
  readonly parse_mode?: string;
  readonly caption_entities?: unknown;
}

/** Checks one InputMedia; documents and photos are simulated. */
export function readMedia(value: unknown): Media {
  // Every field that is used is checked here or by the caption reader.
  const media = (value ?? {}) as Media;
  if (typeof value !== 'object' || typeof media.media !== 'string')
    throw malformed("can't parse InputMedia");
  if (media.type !== 'document' && media.type !== 'photo') {
    throw malformed(`media of type "${String(media.type)}" is not simulated`);
  }
  return media;
}

/** File and caption of one InputMedia as content. */
export function mediaContent(call: Call, media: Media): Content {
  const fields = new Map<string, unknown>(Object.entries(media));
  const caption = captionOf({
    ...call,
    params: {
      ...call.params,
      // The item's own fields stand where a single send has them at the top.
      text: (name) => fields.get(name) as string | undefined,
      json: (name) => fields.get(name),
    },
  });
  return { file: fileOf(call, media.type, media.media).key, ...caption };
}

function edit(call: Call, rewrite: (old: Content) => Content): Wire {
  const { core, bot, params } = call;
  if (params.has('inline_message_id')) throw malformed('inline messages are not simulated');
  if (!params.has('chat_id')) throw malformed('chat_id is empty');
  const markup = readInlineMarkup(params.json('reply_markup'));
  const chat = readableChat(core, bot, params.chat('chat_id'));
  const message = presentMessage(chat, params.int('message_id'), 'message to edit not found');
  if (!mayEdit(call, chat, message)) throw badRequest("message can't be edited");
  const content: Content = {
    ...rewrite(message.content),
    ...(markup === undefined ? {} : { markup }),
  };
  if (isSame(content, message.content)) throw badRequest(NOT_MODIFIED);
  core.log.record({
    type: 'message-edited',
    chat: chat.key,
    id: message.id,
    content,
    at: core.now(),
  });
  return renderMessage(core, bot, presentMessage(chat, message.id, 'message to edit not found'));
}

function mayEdit({ bot }: Call, chat: ChatState, message: StoredMessage): boolean {
  if (message.content.service !== undefined || message.forwardedFrom !== undefined) return false;
  if (chat.kind !== 'channel') return message.from === bot.user.id;
  return (
    hasRight(chat, bot.user.id, 'can_edit_messages') ||
    (message.from === bot.user.id && hasRight(chat, bot.user.id, 'can_post_messages'))
  );
}

function isSame(a: Content, b: Content): boolean {
  return canonical(a) === canonical(b);
}

function canonical(content: Content): string {
  const { text, entities, caption, captionEntities, file, poll, markup } = content;
  return JSON.stringify([
    text,
    entities ?? [],
    caption,
    captionEntities ?? [],
    file,
    poll,
    markup?.inline_keyboard,
  ]);
}
