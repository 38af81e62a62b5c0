/** A sentence and where it begins in the text given. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
}

// The mark comes first, so that nothing is looked at behind every letter.
const END = /[.!?](?<=(?:[^\s.]{2}|\)).)["”)]?\s+(?=[\p{Lu}“"(])/gu;
const ABBREVIATION = /(?:^|[\s(])(?:TP|Tp|TS|ThS|KT|TL|TM|TUQ|Q|BS|PGS|GS|ĐT|St|Mr)\.$/u;

/** Cuts a paragraph into sentences; an abbreviation's dot ends none. */
export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].trimEnd().length;
    if (ABBREVIATION.test(text.slice(Math.max(start, end - 6), end))) continue;
    sentences.push({ text: text.slice(start, end), start });
    start = match.index + match[0].length;
  }
  if (start < text.length) sentences.push({ text: text.slice(start), start });
  return sentences;
}
