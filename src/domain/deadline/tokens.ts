/**
 * Cuts a text into words, numbers and marks, once, from left to right.
 *
 * Everything after works on tokens and looks a bounded number of them ahead or back, so reading is linear in the length
 * of the text whatever the text is.
 */

import { numberOf, register, registeredWord } from './vocabulary.ts';

/** What stands between a token and the one before it. `block`: a blank line, a bullet, a tab, the start of the text. */
export type Gap = 'none' | 'blank' | 'line' | 'block';

/**
 * The tokens of a text, in columns and counted from 0: a long text has hundreds of thousands, and an object for each
 * would cost more than reading does.
 */
export interface Tokens {
  readonly text: string;
  readonly length: number;
  /** UTF-16 offsets into the text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Places in `GAPS`. */
  readonly gaps: Uint8Array;
  /** Of the words: registered ones have the number of the vocabulary, others one from `OTHERS` on. */
  readonly numbers: Int32Array;
  /** The words that no rule has registered. */
  readonly others: readonly string[];
}

const GAPS = ['none', 'blank', 'line', 'block'] as const;
const NONE = 0;
const BLANK = 1;
const LINE = 2;
const BLOCK = 3;
/** The vocabulary stays far smaller than this. */
const OTHERS = 0x10000;
const COMBINING_FIRST = 0x300;
const COMBINING_LAST = 0x36f;
const NON_ASCII = 0x80;
const ASTERISK = 0x2a;
const TAB = 0x09;
const NEWLINE = 0x0a;
/** Of running text; more tokens only take one more copy. */
const LETTERS_PER_TOKEN = 3;
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

/** Numbers words; each distinct spelling is folded to lower-case NFC only once. */
function createNumbering(): { readonly others: readonly string[]; of(printed: string): number } {
  const byPrinted = new Map<string, number>();
  const others: string[] = [];
  const add = (word: string): number => {
    others.push(word);
    return OTHERS + others.length - 1;
  };
  return {
    others,
    of(printed) {
      const seen = byPrinted.get(printed);
      if (seen !== undefined) return seen;
      const word = printed.toLowerCase().normalize('NFC');
      const number = numberOf(word) ?? add(word);
      byPrinted.set(printed, number);
      return number;
    },
  };
}

type Columns = Pick<Tokens, 'starts' | 'ends' | 'gaps' | 'numbers'>;

function columnsFor(capacity: number, filled?: Columns): Columns {
  const columns = {
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    gaps: new Uint8Array(capacity),
    numbers: new Int32Array(capacity),
  };
  if (filled === undefined) return columns;
  columns.starts.set(filled.starts);
  columns.ends.set(filled.ends);
  columns.gaps.set(filled.gaps);
  columns.numbers.set(filled.numbers);
  return columns;
}

/** Cuts `text` into tokens; offsets are UTF-16 and point into `text` as given, composed or not. */
export function tokenize(text: string): Tokens {
  const { length } = text;
  const numbering = createNumbering();
  let columns = columnsFor(Math.ceil(length / LETTERS_PER_TOKEN) + 1);
  let count = 0;
  let gap = BLOCK;
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
      if (gap !== BLOCK) gap = lines > 1 || tab ? BLOCK : lines === 1 ? LINE : BLANK;
      continue;
    }
    let wordGap = gap;
    if (isDigit(code)) {
      do at += 1;
      while (at < length && isDigit(text.charCodeAt(at)));
    } else if (isLetter(code)) {
      do at += 1;
      while (at < length && isLetter(text.charCodeAt(at)));
    } else {
      at += 1;
      const atLineStart = gap === LINE || gap === BLOCK;
      const isBullet =
        atLineStart && BULLETS.has(text.charAt(start)) && isBlank(text.charCodeAt(at));
      // Markdown emphasis is no part of the text: the words on both sides of it stay neighbours.
      if (code === ASTERISK && !isBullet) continue;
      if (isBullet) wordGap = BLOCK;
    }
    if (count === columns.starts.length) columns = columnsFor(2 * count, columns);
    columns.starts[count] = start;
    columns.ends[count] = at;
    columns.gaps[count] = wordGap;
    columns.numbers[count] = numbering.of(text.slice(start, at));
    count += 1;
    gap = NONE;
  }
  const { starts, ends, gaps, numbers } = columns;
  return { text, length: count, starts, ends, gaps, numbers, others: numbering.others };
}

/** The text of tokens [from, to): NFC, inner blanks collapsed. */
export function sliceText(text: string, tokens: Tokens, from: number, to: number): string {
  if (to <= from) return '';
  return text
    .slice(tokens.starts[from], tokens.ends[to - 1])
    .normalize('NFC')
    .replace(/\s+/g, ' ');
}

/** The word at `at` in lower-case NFC, a run of digits or one mark; '' outside the text. */
export function wordAt(tokens: Tokens, at: number): string {
  const number = at < tokens.length ? tokens.numbers[at] : undefined;
  if (number === undefined) return '';
  return (number < OTHERS ? registeredWord(number) : tokens.others[number - OTHERS]) ?? '';
}

/** Whether a run of digits stands at `at`. */
export function isNumber(tokens: Tokens, at: number): boolean {
  return at >= 0 && at < tokens.length && isDigit(tokens.text.charCodeAt(tokens.starts[at] ?? 0));
}

/** What parts the token at `at` from the one before it; undefined outside the text. */
export function gapAt(tokens: Tokens, at: number): Gap | undefined {
  return at < tokens.length ? GAPS[tokens.gaps[at] ?? -1] : undefined;
}

/** What was read at one place and where reading goes on. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

/** Where `words` (lower case, one blank between) end when they stand at `at`; never across a block. */
export function matchWords(
  tokens: Tokens,
  at: number,
  words: readonly string[],
): number | undefined {
  for (let offset = 0; offset < words.length; offset += 1) {
    if (wordAt(tokens, at + offset) !== words[offset]) return undefined;
    if (offset > 0 && gapAt(tokens, at + offset) === 'block') return undefined;
  }
  return at + words.length;
}

/** A lookup of word sequences; the longest that stands at a place wins. */
export interface WordTable<T> {
  (tokens: Tokens, at: number): Parsed<T> | undefined;
  /** Whether a word of this number opens one of the sequences. */
  readonly opens: readonly (true | undefined)[];
}

/** Builds a lookup from phrases (lower case, words and marks separated by blanks) to values. */
export function wordTable<T>(
  entries: readonly (readonly [phrases: readonly string[], value: T])[],
): WordTable<T> {
  const opens: (true | undefined)[] = [];
  const byFirst: ({ rest: readonly number[]; value: T }[] | undefined)[] = [];
  for (const [phrases, value] of entries) {
    for (const phrase of phrases) {
      const [first = 0, ...rest] = phrase.split(' ').map(register);
      opens[first] = true;
      byFirst[first] = [...(byFirst[first] ?? []), { rest, value }];
    }
  }
  for (const list of byFirst) list?.sort((a, b) => b.rest.length - a.rest.length);
  const read = (tokens: Tokens, at: number): Parsed<T> | undefined => {
    const candidates = at < tokens.length ? byFirst[tokens.numbers[at] ?? OTHERS] : undefined;
    if (candidates === undefined) return undefined;
    for (const { rest, value } of candidates) {
      if (goesOn(tokens, at + 1, rest)) return { value, next: at + 1 + rest.length };
    }
    return undefined;
  };
  return Object.assign(read, { opens });
}

function goesOn(tokens: Tokens, at: number, rest: readonly number[]): boolean {
  if (at + rest.length > tokens.length) return false;
  for (let offset = 0; offset < rest.length; offset += 1) {
    if (tokens.numbers[at + offset] !== rest[offset]) return false;
    if (tokens.gaps[at + offset] === BLOCK) return false;
  }
  return true;
}

/** Whether the token at `at` continues what came before it: it exists and no block starts with it. */
export function continues(tokens: Tokens, at: number): boolean {
  return at >= 0 && at < tokens.length && tokens.gaps[at] !== BLOCK;
}
