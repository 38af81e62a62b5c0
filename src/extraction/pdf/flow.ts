import { isBreak, isItem } from '../paragraphs.ts';
import type { Block } from './columns.ts';
import { type Line, textOf } from './lines.ts';

/** What a page holds below each other, with the edges of its text. */
export interface PageBlocks {
  readonly left: number;
  readonly right: number;
  readonly blocks: readonly (Block | { readonly type: 'rows'; readonly rows: readonly string[] })[];
  /** The footnotes at its foot. */
  readonly notes: readonly string[];
}

interface Paragraph {
  text: string;
  readonly first: Line;
  last: Line;
  page: PageBlocks;
}

/**
 * Joins the lines of all pages into paragraphs; a paragraph may go over to the next page.
 *
 * The footnotes of a page follow the paragraph that ends it.
 */
export function readFlow(pages: readonly PageBlocks[]): readonly string[] {
  const result: string[] = [];
  let open: Paragraph | undefined;
  let notes: string[] = [];
  const close = (): void => {
    if (open !== undefined) result.push(open.text);
    open = undefined;
    if (notes.length > 0) result.push(...notes.flatMap((note) => ['', note]), '');
    notes = [];
  };
  for (const page of pages) {
    for (const block of page.blocks) {
      switch (block.type) {
        case 'columns':
          close();
          result.push('', ...block.lines, '');
          break;
        case 'rows':
          close();
          result.push('', ...block.rows, '');
          break;
        case 'line': {
          const { line } = block;
          if (open !== undefined && continues(open, line, page)) {
            open.text = glue(open.text, textOf(line));
            open.last = line;
            open.page = page;
          } else {
            const isParted =
              open !== undefined &&
              ((open.page === page && isApart(open.last, line)) ||
                isBreak(open.text, textOf(line)));
            close();
            if (isParted) result.push('');
            open = { text: textOf(line), first: line, last: line, page };
          }
          break;
        }
      }
    }
    notes.push(...page.notes);
    if (open === undefined) close();
  }
  close();
  return result;
}

const startOf = (line: Line): number => line.segments[0]?.from ?? 0;
const endOf = (line: Line): number => line.segments.at(-1)?.to ?? 0;

/** Whether `line` goes on with a paragraph, rather than opening the next one. */
function continues(paragraph: Paragraph, line: Line, page: PageBlocks): boolean {
  const { first, last } = paragraph;
  const text = textOf(line);
  if (isItem(text) || Math.abs(line.size - last.size) > 1.2) return false;
  if (paragraph.page === page && isApart(last, line)) return false;
  // The paragraph goes on only if the next word had no room left on the line above; a reference is one word.
  const [word = ''] = text.split(/^\d+[-/]/u.test(text) ? /\s/ : /[\s-]/, 1);
  const perLetter = (endOf(line) - startOf(line)) / Math.max(text.length, 1);
  const width = perLetter * (word.length + 0.5 + WIDER_CAPITAL * capitalsIn(word));
  if (endOf(last) + width < paragraph.page.right - 1) return false;
  const indent = startOf(line) - page.left;
  const firstIndent = startOf(first) - paragraph.page.left;
  const em = line.size;
  if (first !== last) return indent <= startOf(last) - paragraph.page.left + em / 2;
  // A second line goes back to the margin, or in an item it may hang below the item's words.
  const isHanging = isItem(paragraph.text) && indent > firstIndent + em / 2;
  return indent < firstIndent - em / 2 || indent < em / 2 || (isHanging && indent < 8 * em);
}

/** By how much of an ordinary letter a capital is wider. */
const WIDER_CAPITAL = 0.4;

function capitalsIn(word: string): number {
  return word.match(/\p{Lu}/gu)?.length ?? 0;
}

/** Even text at one and a half lines leaves less than this between baselines. */
function isApart(above: Line, below: Line): boolean {
  return below.y - above.y > 2.1 * Math.max(above.size, below.size);
}

/** Joins two lines of a paragraph; a reference broken after its hyphen or slash is one word. */
export function glue(before: string, after: string): string {
  return /[\p{L}\d][-/]$/u.test(before) ? before + after : `${before} ${after}`;
}
