/** A line that opens with a bullet, a number or a letter. */
const MARKED = /^(?:[-–—+*•]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|\p{L}\)\s|[IVX]{1,5}\.\s)/u;

/** Short lines in capitals, such as a stamp; they are never dropped as page furniture. */
const MARK = /^[^\p{Ll}]{2,24}$/u;

const LONG = 60;

/** Whether a line opens an item of a list. */
export function isItem(line: string): boolean {
  return MARKED.test(line);
}

/** Whether a line may be a mark of secrecy or urgency: short, with letters, none of them small. */
export function mayBeMark(line: string): boolean {
  return MARK.test(line.trim()) && /\p{Lu}/u.test(line);
}

/**
 * Whether running text needs an empty line between two of its paragraphs.
 *
 * Parts of a broken title stay together; a sentence is a paragraph of its own, and so is a heading in
 * capitals below small letters. Short cells, such as the head of a letter, are not running text.
 */
export function isBreak(before: string, after: string): boolean {
  if (before === '' || after === '' || isItem(after)) return false;
  const isSentence = /[.:]$/.test(after) || (/[.:]$/.test(before) && !isItem(before));
  const startsHeading = /\p{Ll}/u.test(before) && !/\p{Ll}/u.test(after);
  return isSentence || startsHeading;
}

/**
 * Puts paragraphs below each other, with an empty line where long ones begin or end.
 *
 * Short lines stay together, because headings, subjects and signatures are broken over several.
 */
export function joinParagraphs(paragraphs: readonly string[]): string {
  const lines: string[] = [];
  for (const paragraph of paragraphs) {
    const before = lines.at(-1) ?? '';
    if (paragraph !== '' && before !== '') {
      const isRow = before.includes('\t') && paragraph.includes('\t');
      const isApart = !isRow && (before.length > LONG || paragraph.length > LONG);
      if (isApart && !isItem(paragraph)) lines.push('');
    }
    if (paragraph !== '' || before !== '') lines.push(paragraph);
  }
  return `${lines.join('\n').trim()}\n`;
}
