import { type Token, wordAt } from './tokens.ts';

/** How far a rule looks around a phrase; a bound, so that reading stays linear. */
const MAX_SENTENCE_WORDS = 60;
const SENTENCE_ENDS = new Set(['.', ';', '!', '?', '|']);

function endsSentence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !SENTENCE_ENDS.has(token.word)) return false;
  // A dot inside `25.9.2024` or `www.coquan.vn` ends nothing.
  return token.word !== '.' || tokens[at + 1]?.gap !== 'none';
}

/** The first token of the sentence (to `.`, `;` or a block) that holds `at`. */
export function sentenceStart(tokens: readonly Token[], at: number): number {
  let from = at;
  while (
    from > 0 &&
    at - from < MAX_SENTENCE_WORDS &&
    tokens[from]?.gap !== 'block' &&
    !endsSentence(tokens, from - 1)
  ) {
    from -= 1;
  }
  return from;
}

/** The end (exclusive) of the sentence that goes on at `at`. */
export function sentenceEnd(tokens: readonly Token[], at: number): number {
  let to = at;
  while (
    to < tokens.length &&
    to - at < MAX_SENTENCE_WORDS &&
    !(to > at && tokens[to]?.gap === 'block') &&
    !endsSentence(tokens, to)
  ) {
    to += 1;
  }
  return to;
}

/** Whether one of the phrases of `table` stands in [from, to). */
export function contains(
  table: (tokens: readonly Token[], at: number) => unknown,
  tokens: readonly Token[],
  from: number,
  to: number,
): boolean {
  for (let at = Math.max(from, 0); at < to; at += 1) {
    if (table(tokens, at) !== undefined) return true;
  }
  return false;
}

/** Whether the word at `at` opens a sentence or stands right after a comma, colon or bracket. */
export function opensClause(tokens: readonly Token[], at: number): boolean {
  const before = wordAt(tokens, at - 1);
  return at === 0 || tokens[at]?.gap === 'block' || /^[,;:.(|–-]$/.test(before);
}
