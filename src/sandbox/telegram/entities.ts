import { parseHtml } from './html.ts';
import { malformed } from './refusal.ts';
import { type Formatted, trimmed, withDetected } from './text.ts';
import type { Entity } from './wire.ts';

const TYPES: readonly string[] = [
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
];

/** What a bot says and how it wants it formatted. */
export interface RawText {
  readonly text: string;
  readonly parseMode: string | undefined;
  readonly entities: unknown;
}

/** A text after parsing, trimming and detecting; lengths count UTF-16 units afterwards. */
export function readText(raw: RawText): Formatted {
  if (/\p{Surrogate}/u.test(raw.text)) throw malformed('strings must be encoded in UTF-8');
  return withDetected(trimmed(formatted(raw)));
}

function formatted({ text, parseMode, entities }: RawText): Formatted {
  if (parseMode === undefined || parseMode === '') {
    return { text, entities: entities === undefined ? [] : checkedEntities(text, entities) };
  }
  if (entities !== undefined) throw malformed('parse_mode and entities given together');
  if (parseMode.toLowerCase() === 'html') return parseHtml(text);
  throw malformed(
    `unsupported parse_mode "${parseMode}": the simulated network reads HTML and entities`,
  );
}

function checkedEntities(text: string, list: unknown): readonly Entity[] {
  if (!Array.isArray(list)) throw malformed("can't parse entities: expected an Array");
  return list.map((entity: unknown) => checkedEntity(text, entity));
}

function checkedEntity(text: string, value: unknown): Entity {
  if (typeof value !== 'object' || value === null)
    throw malformed("can't parse entities: expected an Object");
  // Every field that is used is checked below.
  const entity = value as Entity;
  if (!TYPES.includes(entity.type))
    throw malformed(`can't parse entities: unknown type "${entity.type}"`);
  const { offset, length } = entity;
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length <= 0) {
    throw malformed("can't parse entities: wrong offset or length");
  }
  if (offset + length > text.length) {
    throw malformed(
      `can't parse entities: entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
    );
  }
  for (const edge of [offset, offset + length]) {
    const code = text.charCodeAt(edge);
    if (code >= 0xdc00 && code <= 0xdfff) {
      throw malformed(
        `can't parse entities: entity beginning at UTF-16 offset ${offset} starts or ends in the middle of a UTF-16 symbol`,
      );
    }
  }
  if (entity.type === 'text_link' && typeof entity.url !== 'string') {
    throw malformed("can't parse entities: text_link without url");
  }
  return entity;
}

/** Text of a message: 1–4096 units. */
export function readMessageText(raw: RawText): Formatted {
  const read = readText(raw);
  if (read.text === '') throw malformed('message text is empty');
  if (read.text.length > 4096) throw malformed('message is too long');
  return read;
}

/** Caption of a file: at most 1024 units; `undefined` stands for none. */
export function readCaption(
  raw: Omit<RawText, 'text'> & { text: string | undefined },
): Formatted | undefined {
  if (raw.text === undefined) return undefined;
  const read = readText({ ...raw, text: raw.text });
  if (read.text.length > 1024) throw malformed('message caption is too long');
  return read.text === '' ? undefined : read;
}
