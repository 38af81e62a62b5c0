import { raiseDigits } from '../raised-digits.ts';
import type { Run } from './page-content.ts';

/** Pieces of text on one baseline that belong together, up to the next wide gap. */
export interface Segment {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** One printed line of a page; several segments when things stand side by side. */
export interface Line {
  readonly y: number;
  readonly size: number;
  readonly segments: readonly Segment[];
}

/** Gaps wider than this many ems part columns; justified text stays below it. */
const WIDE_GAP_EMS = 1.3;
/** Letters closer than this many ems belong to one word. */
const WORD_GAP_EMS = 0.12;

/** Puts the runs of a page (or of a table cell) into lines from top to bottom. */
export function readLines(runs: readonly Run[]): readonly Line[] {
  const rows: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
    // A raised mark sorts before the line it belongs to, so the rows above are looked at too.
    const row = rows
      .slice(-3)
      .reverse()
      .find(({ y, size }) => {
        const [small, large] = [Math.min(size, run.size), Math.max(size, run.size)];
        // A watermark over the text is many times larger and belongs to no line of it.
        return Math.abs(y - run.y) < 0.45 * large && large < 2.5 * small;
      });
    if (row === undefined) {
      rows.push({ y: run.y, size: run.size, runs: [run] });
    } else {
      row.runs.push(run);
      if (run.size > row.size) Object.assign(row, { y: run.y, size: run.size });
    }
  }
  return rows.sort((a, b) => a.y - b.y).map(asLine);
}

function asLine(row: { readonly y: number; readonly size: number; readonly runs: Run[] }): Line {
  const segments: Segment[] = [];
  for (const run of row.runs.sort((a, b) => a.x - b.x)) {
    const text = isRaised(run, row) ? raiseDigits(run.text.trim()) : run.text;
    const last = segments.at(-1);
    const gap = last === undefined ? Number.POSITIVE_INFINITY : run.x - last.to;
    if (last === undefined || gap > WIDE_GAP_EMS * row.size) {
      segments.push({ text, from: run.x, to: run.x + run.width });
      continue;
    }
    const blank = gap > WORD_GAP_EMS * row.size ? ' ' : '';
    segments[segments.length - 1] = {
      text: last.text + blank + text,
      from: last.from,
      to: Math.max(last.to, run.x + run.width),
    };
  }
  return {
    y: row.y,
    size: row.size,
    segments: segments.map((segment) => ({ ...segment, text: tidy(segment.text) })),
  };
}

function isRaised(run: Run, row: { readonly y: number; readonly size: number }): boolean {
  const isSmall = run.size <= 0.8 * row.size;
  return isSmall && row.y - run.y > 0.1 * row.size && /^\s*\d{1,2}\s*$/.test(run.text);
}

/** Three blanks and more were put there to part columns and are kept as three. */
function tidy(text: string): string {
  return text
    .trim()
    .replace(/\s{3,}/g, '   ')
    .replace(/(?<!\s)\s\s(?!\s)/g, ' ');
}

/** The text of a line, its segments three blanks apart. */
export function textOf(line: Line): string {
  return line.segments.map((segment) => segment.text).join('   ');
}
