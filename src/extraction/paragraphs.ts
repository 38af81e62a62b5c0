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
 * Puts paragraphs below each other, with an empty line where running text begins or ends.
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
