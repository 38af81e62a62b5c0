import { mayBeMark } from '../paragraphs.ts';
import { type Line, textOf } from './lines.ts';

/** A page's lines and its height in points. */
export interface PageLines {
  readonly height: number;
  readonly lines: readonly Line[];
}

/** The share of a page at its top and at its foot where numbers and running titles stand. */
const MARGIN = 0.09;

const PAGE_NUMBER = /^[-–—\s]*\d{1,4}[-–—\s]*$/;

/**
 * Drops page numbers and what is printed alike in the margin of several pages.
 *
 * The first print stays when it is on the first page, or when it may be a mark of secrecy.
 */
export function dropFurniture(pages: readonly PageLines[]): readonly (readonly Line[])[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const inMargin = page.lines.filter((line) => isInMargin(line, page));
    for (const key of new Set(inMargin.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const seen = new Set<string>();
  return pages.map((page, index) =>
    page.lines.filter((line) => {
      if (!isInMargin(line, page)) return true;
      if (PAGE_NUMBER.test(textOf(line))) return false;
      const key = keyOf(line);
      if ((counts.get(key) ?? 0) < 2) return true;
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst && (index === 0 || mayBeMark(textOf(line)));
    }),
  );
}

function isInMargin(line: Line, page: PageLines): boolean {
  return line.y < MARGIN * page.height || line.y > (1 - MARGIN) * page.height;
}

/** Numbers differ from page to page, so they do not count. */
function keyOf(line: Line): string {
  return textOf(line).replace(/\d+/g, '#');
}
