import { nextWritten, previousWritten } from './lines.ts';

const PAGE_BREAK = '\f';
const PAGE_LABEL =
  /^(?:[-–—]\s?\d{1,3}\s?[-–—]|(?:Trang|Page)\s+\d{1,3}(?:\s*(?:\/|of|trên)\s*\d{1,3})?|\d{1,3}\s*\/\s*\d{1,3})$/iu;
const LONE_NUMBER = /^\d{1,3}$/;
const LIST_START = /^(?:\d{1,2}[.)]\s|[IVX]{1,4}\.\s|[a-zđ]\)\s|[-–+•]\s)/u;
const SECRET_WORD = /M\s?[ẬÂA]\s?T/iu;
const MAX_HEAD_LENGTH = 90;

function isEdge(line: string | undefined): boolean {
  return line === undefined || line.replaceAll(PAGE_BREAK, '').trim() === '';
}

function isPageNumber(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').replaceAll(PAGE_BREAK, '').trim();
  if (PAGE_LABEL.test(line)) return true;
  if (!LONE_NUMBER.test(line)) return false;
  if ((lines[at] ?? '').includes(PAGE_BREAK) || (lines[at + 1] ?? '').includes(PAGE_BREAK))
    return true;
  if (isEdge(lines[at - 1]) && isEdge(lines[at + 1])) return true;
  const next = nextWritten(lines, at);
  const previous = previousWritten(lines, at);
  return /^\p{Ll}/u.test(next) || (LIST_START.test(next) && /[.;:,]$/.test(previous));
}

/**
 * Drops page numbers, "Trang 2/3" and heads that repeat on every page.
 *
 * A lone number inside a table dumped one cell per line stays. Nothing that could be a secrecy mark is
 * ever dropped.
 */
export function dropPageFurniture(lines: readonly string[]): {
  readonly lines: readonly string[];
  readonly dropped: number;
} {
  const isNumber = lines.map((_, at) => isPageNumber(lines, at));
  const seen = new Map<string, number>();
  for (const line of lines) {
    const key = line.replaceAll(PAGE_BREAK, '').trim();
    if (key !== '' && key.length <= MAX_HEAD_LENGTH) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const startsPage = (at: number) =>
    (lines[at] ?? '').includes(PAGE_BREAK) ||
    isNumber[at - 1] === true ||
    isNumber[at + 1] === true;
  let dropped = 0;
  const kept: string[] = [];
  lines.forEach((line, at) => {
    const key = line.replaceAll(PAGE_BREAK, '').trim();
    const isHead = (seen.get(key) ?? 0) >= 3 && startsPage(at) && !SECRET_WORD.test(key);
    if (isNumber[at] === true || isHead) {
      dropped += 1;
      return;
    }
    kept.push(line.replaceAll(PAGE_BREAK, ''));
  });
  return { lines: kept, dropped };
}
