/**
 * Cuts a text into words, numbers and marks, once, from left to right.
 *
 * Everything after works on tokens and looks a bounded number of them ahead or back, so reading is linear in the length
 * of the text whatever the text is.
 */

/** What stands between a token and the one before it. `block`: a blank line, a bullet, a tab, the start of the text. */
export type Gap = 'none' | 'blank' | 'line' | 'block';

export interface Token {
  /** A word in lower-case NFC, a run of digits, or one mark. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly gap: Gap;
}

const COMBINING_FIRST = 0x300;
const COMBINING_LAST = 0x36f;
const NON_ASCII = 0x80;
const ASTERISK = 0x2a;
const TAB = 0x09;
const NEWLINE = 0x0a;
const BULLETS = new Set(['-', '+', '•', '–', '—', '*']);

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  if (code < NON_ASCII) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  if (code < 0x2b0) return code >= 0xc0 && code !== 0xd7 && code !== 0xf7;
  if (code <= COMBINING_LAST) return code >= COMBINING_FIRST;
  if (code >= 0x1e00 && code < 0x2000) return true;
  return code > 0x36f && code < 0xd800 && /\p{L}|\p{M}/u.test(String.fromCharCode(code));
}

function isBlank(code: number): boolean {
  if (code < NON_ASCII) return code === 0x20 || (code >= TAB && code <= 0x0d);
  if (code === 0xa0 || code === 0xfeff || code === 0x3000 || code === 0x1680) return true;
  // Zero-width marks count as blanks too: a copied web page is full of them.
  return code >= 0x2000 && code <= 0x2060 && !(code >= 0x2010 && code <= 0x2027) && !isQuote(code);
}

function isQuote(code: number): boolean {
  return code >= 0x2030 && code <= 0x205e;
}

/** Lower case of the whole text at once; undefined for the few letters whose lower case is longer. */
function lowerCaseOf(text: string): string | undefined {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : undefined;
}

/** Cuts `text` into tokens; offsets are UTF-16 and point into `text` as given, composed or not. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const { length } = text;
  const lower = lowerCaseOf(text);
  let gap: Gap = 'block';
  let at = 0;
  while (at < length) {
    const start = at;
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      let lines = 0;
      let tab = false;
      do {
        const blank = text.charCodeAt(at);
        if (blank === NEWLINE) lines += 1;
        else if (blank === TAB) tab = true;
        at += 1;
      } while (at < length && isBlank(text.charCodeAt(at)));
      if (gap !== 'block') gap = lines > 1 || tab ? 'block' : lines === 1 ? 'line' : 'blank';
      continue;
    }
    if (isDigit(code)) {
      do at += 1;
      while (at < length && isDigit(text.charCodeAt(at)));
      tokens.push({ word: text.slice(start, at), start, end: at, gap });
    } else if (isLetter(code)) {
      let marked = false;
      do {
        const letter = text.charCodeAt(at);
        if (letter >= COMBINING_FIRST && letter <= COMBINING_LAST) marked = true;
        at += 1;
      } while (at < length && isLetter(text.charCodeAt(at)));
      const plain = lower?.slice(start, at) ?? text.slice(start, at).toLowerCase();
      tokens.push({ word: marked ? plain.normalize('NFC') : plain, start, end: at, gap });
    } else {
      at += 1;
      const word = text.charAt(start);
      const atLineStart = gap === 'line' || gap === 'block';
      const isBullet = atLineStart && BULLETS.has(word) && isBlank(text.charCodeAt(at));
      // Markdown emphasis is no part of the text: the words on both sides of it stay neighbours.
      if (code === ASTERISK && !isBullet) continue;
      tokens.push({ word, start, end: at, gap: isBullet ? 'block' : gap });
    }
    gap = 'none';
  }
  return tokens;
}

/** The text of tokens [from, to): NFC, inner blanks collapsed. */
export function sliceText(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  if (first === undefined || last === undefined || to <= from) return '';
  return text.slice(first.start, last.end).normalize('NFC').replace(/\s+/g, ' ');
}

/** The word at `at`, or '' past the end. */
export function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.word ?? '';
}

/** What was read at one place and where reading goes on. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

/** Where `words` (lower case, one blank between) end when they stand at `at`; never across a block. */
export function matchWords(
  tokens: readonly Token[],
  at: number,
  words: readonly string[],
): number | undefined {
  for (let offset = 0; offset < words.length; offset += 1) {
    const token = tokens[at + offset];
    if (token === undefined || token.word !== words[offset]) return undefined;
    if (offset > 0 && token.gap === 'block') return undefined;
  }
  return at + words.length;
}

/** A lookup of word sequences; the longest that stands at a place wins. */
export type WordTable<T> = (tokens: readonly Token[], at: number) => Parsed<T> | undefined;

/** Builds a lookup from phrases (lower case, words and marks separated by blanks) to values. */
export function wordTable<T>(
  entries: readonly (readonly [phrases: readonly string[], value: T])[],
): WordTable<T> {
  const byFirst = new Map<string, { words: readonly string[]; value: T }[]>();
  for (const [phrases, value] of entries) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      const first = words[0] ?? '';
      byFirst.set(first, [...(byFirst.get(first) ?? []), { words, value }]);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return (tokens, at) => {
    const candidates = byFirst.get(wordAt(tokens, at));
    if (candidates === undefined) return undefined;
    for (const { words, value } of candidates) {
      const next = matchWords(tokens, at, words);
      if (next !== undefined) return { value, next };
    }
    return undefined;
  };
}

/** Whether the token at `at` continues what came before it: it exists and no block starts with it. */
export function continues(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && token.gap !== 'block';
}
