const MOST_MARKS = 8;
const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');
// Anything but composed Vietnamese letters, plain signs and line ends.
const UNUSUAL =
  /[^\t\n\r -~¡-¬®-ÏÑ-ïñ-ÿĂăĐđĨĩŨũƠơƯư\u1EA0-\u1EF9\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026⁰⁴-⁹]/;

/** Whether a text holds nothing but composed letters, plain signs and line ends, so that it needs no cleaning. */
export function isPlain(text: string): boolean {
  return !UNUSUAL.test(text);
}

/**
 * Composes letters and their marks (NFC).
 *
 * No letter carries more than a few marks, and composing takes time with the square of their number: of a longer run
 * only the first ones are kept.
 */
export function composeLetters(text: string): string {
  return isPlain(text) ? text : text.replace(TOO_MANY_MARKS, '$1').normalize('NFC');
}
