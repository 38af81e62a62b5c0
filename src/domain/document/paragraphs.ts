import { collapse, isBlank } from './lines.ts';
import { type ColumnRole, readTable } from './tables.ts';

/** One paragraph with its hard wraps undone, or one row of an assignment table (cells parted by tabs). */
export interface Paragraph {
  readonly text: string;
  /** The line of the flow on which it starts. */
  readonly line: number;
  readonly columns?: readonly ColumnRole[];
}

const MARKER =
  /^(?:[IVXLC]{1,5}[.)]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|\d{1,2}\.(?=\p{Lu})|[a-zđ]\)|[a-zđ]\.\s|\([a-z\d]{1,2}\)\s|[-–—+•*●▪◦](?!\d)|Điều \d+\.|PHỤ LỤC|Phụ lục [IVX\d]|Nơi nhận)/u;
const CLOSING =
  /^(?:Trân trọng|Trên đây|Kính đề nghị|Đề nghị|Yêu cầu|Nhận được|Giao|Mọi |Căn cứ|Trong quá trình|Rất mong)(?!\p{L})/u;
/** A reference that broke after its hyphen or slash; the blank comes first, because it is rarer than any letter. */
const BROKEN_REFERENCE = / (?<=[^\s-]- |\/ )(?=\p{Lu})/gu;
const MAX_WRAPPED = 130;
const FULL = 0.72;
const BRIM = 0.9;

/** The width at which a text was wrapped by hand; undefined when each paragraph is one line. */
function wrapWidth(lines: readonly string[]): number | undefined {
  const lengths = lines
    .map((line) => line.trim().length)
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  return width > 0 && width <= MAX_WRAPPED && (lengths.at(-1) ?? 0) <= MAX_WRAPPED * 1.2
    ? width
    : undefined;
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

function goesOn(
  previous: string,
  line: string,
  afterBlank: boolean,
  width: number | undefined,
): boolean {
  const before = previous.trimEnd();
  const text = line.trim();
  if (MARKER.test(text)) return false;
  const isLower = /^\p{Ll}/u.test(text);
  const isOpen = !/[.;:!?…]["”)]?$/u.test(before);
  if (afterBlank) return isLower && /[\p{Ll},]$/u.test(before);
  if (/[^\s-]-$|\/$/u.test(before)) return true;
  if (width === undefined) return isOpen && /^[\p{Ll}\d(]/u.test(text);
  if (CLOSING.test(text) && !isOpen) return false;
  const length = before.trim().length;
  if (length < width * FULL) return isOpen && (isLower || /^[\d(]/u.test(text));
  if (isOpen) return indent(line) <= indent(previous) + 2 || isLower;
  if (isLower) return true;
  return /\.$/u.test(before) && length >= width * BRIM && indent(line) <= indent(previous);
}

/** Puts hard-wrapped lines together again and rebuilds assignment tables. */
export function joinParagraphs(lines: readonly string[], offset: number): readonly Paragraph[] {
  const width = wrapWidth(lines);
  const paragraphs: Paragraph[] = [];
  let pieces: string[] = [];
  let startsAt = 0;
  let last = '';
  let afterBlank = false;
  const flush = () => {
    const text = pieces.join(' ').replace(BROKEN_REFERENCE, '');
    if (pieces.length > 0) paragraphs.push({ text: collapse(text), line: offset + startsAt });
    pieces = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    const table = readTable(lines, at);
    if (table !== undefined) {
      flush();
      paragraphs.push({ text: table.head.join(' | '), line: offset + at });
      for (const { cells, columns } of table.rows) {
        paragraphs.push({ text: cells.join('\t'), line: offset + at, columns });
      }
      at = table.end - 1;
      last = '';
    } else {
      if (pieces.length === 0 || !goesOn(last, line, afterBlank, width)) {
        flush();
        startsAt = at;
      }
      pieces.push(line.trim());
      last = line;
    }
    afterBlank = false;
  }
  flush();
  return paragraphs;
}
