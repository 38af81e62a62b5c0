/**
 * Numbers for the words that rules look for.
 *
 * Rules register their words when their module is loaded; afterwards a text is cut into numbers instead of strings, and
 * looking for a phrase compares numbers.
 */
const words: string[] = [];
const numbers = new Map<string, number>();

/** The number of a word, which is in lower-case NFC; a new word gets the next number. */
export function register(word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  words.push(word);
  numbers.set(word, words.length - 1);
  return words.length - 1;
}

/** The number of a word, undefined for one that no rule has registered. */
export function numberOf(word: string): number | undefined {
  return numbers.get(word);
}

/** The registered word of a number. */
export function registeredWord(number: number): string | undefined {
  return words[number];
}
