import { malformed, type Refusal } from './refusal.ts';
import type { Formatted } from './text.ts';
import type { Entity } from './wire.ts';

const PLAIN_TAGS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
};

const REFERENCES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly offset: number;
  readonly at: number;
}

/** Parses the Bot API's HTML; errors name the byte offset, as the server's do. */
export function parseHtml(source: string): Formatted {
  let text = '';
  const entities: Entity[] = [];
  const open: OpenTag[] = [];
  const fail = (words: string, index: number): Refusal =>
    malformed(
      `can't parse entities: ${words} at byte offset ${Buffer.byteLength(source.slice(0, index))}`,
    );

  for (let index = 0; index < source.length; ) {
    const char = source.charAt(index);
    if (char === '&') {
      const reference = /^&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));?/i.exec(
        source.slice(index, index + 12),
      );
      text += reference === null ? '&' : decoded(reference);
      index += reference?.[0].length ?? 1;
    } else if (char !== '<') {
      text += char;
      index += 1;
    } else if (source.charAt(index + 1) === '/') {
      const end = source.indexOf('>', index);
      if (end < 0) throw fail('Unclosed end tag', index);
      const name = source
        .slice(index + 2, end)
        .trim()
        .toLowerCase();
      const tag = open.pop();
      if (tag === undefined) throw fail('Unexpected end tag', index);
      if (name !== '' && name !== tag.name) {
        throw malformed(
          `can't parse entities: Unmatched end tag at byte offset ${Buffer.byteLength(source.slice(0, index))}, expected "</${tag.name}>", found "</${name}>"`,
        );
      }
      closeTag(tag, text.length, entities);
      index = end + 1;
    } else {
      const { tag, next } = openTag(source, index, text.length, fail);
      open.push(tag);
      index = next;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw malformed(
      `can't parse entities: Can't find end tag corresponding to start tag "${unclosed.name}"`,
    );
  }
  // An outer tag comes before an inner one that starts at the same place.
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
  return { text, entities };
}

function decoded([, decimal, hex, name]: RegExpExecArray): string {
  if (name !== undefined) return REFERENCES[name.toLowerCase()] ?? '';
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function openTag(
  source: string,
  index: number,
  offset: number,
  fail: (words: string, index: number) => Refusal,
): { tag: OpenTag; next: number } {
  const head = /^<([a-z-]+)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>/i.exec(
    source.slice(index),
  );
  if (head === null) {
    const name = /^<([^\s>]*)/.exec(source.slice(index))?.[1] ?? '';
    if (
      name !== '' &&
      PLAIN_TAGS[name.toLowerCase()] === undefined &&
      source.indexOf('>', index) > 0
    ) {
      throw fail(`Unsupported start tag "${name}"`, index);
    }
    throw fail('Unclosed start tag', index);
  }
  const name = (head[1] ?? '').toLowerCase();
  const attributes = new Map<string, string>();
  for (const [, key = '', quoted, single, bare] of (head[2] ?? '').matchAll(
    /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/gi,
  )) {
    const raw = quoted ?? single ?? bare ?? '';
    attributes.set(
      key.toLowerCase(),
      raw.replace(/&(lt|gt|amp|quot);/g, (_, ref: string) => REFERENCES[ref] ?? ''),
    );
  }
  const isKnown = PLAIN_TAGS[name] !== undefined;
  if (!isKnown) throw fail(`Unsupported start tag "${name}"`, index);
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw fail('Tag "span" must have class "tg-spoiler"', index);
  }
  return { tag: { name, attributes, offset, at: index }, next: index + head[0].length };
}

function closeTag({ name, attributes, offset }: OpenTag, end: number, entities: Entity[]): void {
  const length = end - offset;
  const type = PLAIN_TAGS[name];
  if (length === 0 || type === undefined) return;
  const plain = { type, offset, length };
  switch (name) {
    case 'a': {
      const url = attributes.get('href');
      // A link without an address is plain text to the server.
      if (url !== undefined && url !== '') entities.push({ ...plain, url });
      return;
    }
    case 'blockquote':
      entities.push(
        attributes.has('expandable') ? { ...plain, type: 'expandable_blockquote' } : plain,
      );
      return;
    case 'tg-emoji':
      entities.push({ ...plain, custom_emoji_id: attributes.get('emoji-id') ?? '' });
      return;
    case 'tg-time':
      entities.push({
        ...plain,
        unix_time: Number(attributes.get('unix') ?? 0),
        date_time_format: attributes.get('format') ?? '',
      });
      return;
    default:
      entities.push(plain);
  }
}
