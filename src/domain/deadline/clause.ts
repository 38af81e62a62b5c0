import { gapAt, type Tokens, type WordTable, wordAt } from './tokens.ts';
import { register } from './vocabulary.ts';

/** How far a rule looks around a phrase; a bound, so that reading stays linear. */
const MAX_SENTENCE_WORDS = 60;
const DOT = register('.');
const SENTENCE_ENDS = new Set(['.', ';', '!', '?', '|'].map(register));
const LAST_SENTENCE_END = Math.max(...SENTENCE_ENDS);

function endsSentence(tokens: Tokens, at: number): boolean {
  const number = at < tokens.length ? tokens.numbers[at] : undefined;
  if (number === undefined || number > LAST_SENTENCE_END || !SENTENCE_ENDS.has(number))
    return false;
  // A dot inside `25.9.2024` or `www.coquan.vn` ends nothing.
  return number !== DOT || gapAt(tokens, at + 1) !== 'none';
}

/** The first token of the sentence (to `.`, `;` or a block) that holds `at`. */
export function sentenceStart(tokens: Tokens, at: number): number {
  let from = at;
  while (
    from > 0 &&
    at - from < MAX_SENTENCE_WORDS &&
    gapAt(tokens, from) !== 'block' &&
    !endsSentence(tokens, from - 1)
  ) {
    from -= 1;
  }
  return from;
}

/** The end (exclusive) of the sentence that goes on at `at`. */
export function sentenceEnd(tokens: Tokens, at: number): number {
  let to = at;
  while (
    to < tokens.length &&
    to - at < MAX_SENTENCE_WORDS &&
    !(to > at && gapAt(tokens, to) === 'block') &&
    !endsSentence(tokens, to)
  ) {
    to += 1;
  }
  return to;
}

/** Whether one of the phrases of `table` stands in [from, to). */
export function contains(
  table: WordTable<unknown>,
  tokens: Tokens,
  from: number,
  to: number,
): boolean {
  const { opens } = table;
  const { numbers } = tokens;
  for (let at = Math.max(from, 0); at < to; at += 1) {
    const isOpener = opens[numbers[at] ?? opens.length] === true;
    if (isOpener && table(tokens, at) !== undefined) return true;
  }
  return false;
}

/** Whether the word at `at` opens a sentence or stands right after a comma, colon or bracket. */
export function opensClause(tokens: Tokens, at: number): boolean {
  const before = wordAt(tokens, at - 1);
  return at === 0 || gapAt(tokens, at) === 'block' || /^[,;:.(|–-]$/.test(before);
}
