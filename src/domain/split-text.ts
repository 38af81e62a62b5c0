/**
 * Splits a text into pieces of at most `max` UTF-16 units, changing nothing but where it breaks.
 *
 * Breaks at the end of a paragraph, else of a sentence, else of a word, else between characters; the
 * white space at a break is dropped. An empty text gives no piece.
 */
export function splitText(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const at = breakBefore(rest, max);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function breakBefore(text: string, max: number): number {
  const window = text.slice(0, max + 1);
  const paragraph = window.lastIndexOf('\n');
  if (paragraph > max / 2) return paragraph;
  const sentence = lastSentenceEnd(window);
  if (sentence > max / 2) return sentence;
  const word = Math.max(window.lastIndexOf(' '), paragraph);
  if (word > 0) return word;
  // Never between the halves of a surrogate pair.
  const code = text.charCodeAt(max - 1);
  return code >= 0xd800 && code <= 0xdbff ? max - 1 : max;
}

/** The position after the last full stop that a blank follows; 0 when there is none. */
function lastSentenceEnd(window: string): number {
  for (let at = window.length - 1; at > 0; at -= 1) {
    if (/\s/.test(window[at] ?? '') && /[.;!?…]/.test(window[at - 1] ?? '')) return at;
  }
  return 0;
}
