import type { Entity } from './wire.ts';

/** Text with its formatting. */
export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

const DETECTED: readonly {
  readonly type: string;
  readonly pattern: RegExp;
  readonly hint: string;
}[] = [
  {
    type: 'bot_command',
    pattern: /(?<=^|[\s(])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w@/])/g,
    hint: '/',
  },
  { type: 'mention', pattern: /(?<=^|[\s(])@[a-zA-Z0-9_]{4,32}(?!\w)/g, hint: '@' },
  { type: 'url', pattern: /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g, hint: '://' },
  { type: 'hashtag', pattern: /(?<=^|\s)#[\p{L}\p{N}_]+/gu, hint: '#' },
];

/** Adds the entities every server finds by itself: commands, mentions, links and hashtags. */
export function withDetected({ text, entities }: Formatted): Formatted {
  const found: Entity[] = [];
  for (const { type, pattern, hint } of DETECTED) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...entities, ...found].some((other) => isBlocking(other) && overlaps(other, entity))) {
        found.push(entity);
      }
    }
  }
  if (found.length === 0) return { text, entities };
  return { text, entities: [...entities, ...found].sort((a, b) => a.offset - b.offset) };
}

/** Nothing is looked for inside code and links; styles do not matter. */
function isBlocking(entity: Entity): boolean {
  return ['code', 'pre', 'text_link', 'text_mention', ...DETECTED.map(({ type }) => type)].includes(
    entity.type,
  );
}

function overlaps(a: Entity, b: Entity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** Cuts white space at both ends and moves the entities along, as the server does before it counts. */
export function trimmed({ text, entities }: Formatted): Formatted {
  const left = text.length - text.trimStart().length;
  const kept = text.trim();
  if (kept.length === text.length) return { text, entities };
  const moved = entities.flatMap((entity) => {
    const start = Math.max(0, entity.offset - left);
    const end = Math.min(kept.length, entity.offset + entity.length - left);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text: kept, entities: moved };
}
