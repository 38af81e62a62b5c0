import { isAddresseeLabel, isTelegramLabel, readAddressees } from './addressees.ts';
import { type Footnote, liftFootnotes } from './footnotes.ts';
import { cutHeaderRow, type HeaderKind, kindOfCell, readHeaderCells } from './header.ts';
import { collapse, isBlank } from './lines.ts';
import { joinParagraphs } from './paragraphs.ts';
import { stripMarkdown } from './strip-markdown.ts';
import type { ColumnRole } from './tables.ts';
import { readTail } from './tail.ts';

/** A part of the page. */
export type Zone =
  | 'header'
  | 'addressees'
  | 'body'
  | 'noi_nhan'
  | 'signature'
  | 'appendix'
  | 'footnote';

/** One piece of the text in reading order; offsets are UTF-16 units of `Layout.text`. */
export interface Piece {
  readonly zone: Zone;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of header cells only. */
  readonly kind?: HeaderKind;
  /** Of table rows only; the cells are parted by tabs. */
  readonly columns?: readonly ColumnRole[];
  /** Of footnotes only: the mark in plain digits. */
  readonly mark?: string;
}

/** A text in reading order: columns, hard wraps, markdown and footnotes undone, one paragraph per line. */
export interface Layout {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly addressedBy: 'kinh_gui' | 'dien' | undefined;
  /** The marks of footnotes printed between paragraphs rather than after the signature. */
  readonly interleaved: readonly string[];
}

type Draft = Omit<Piece, 'start' | 'end'>;

const MAX_HEADER = 60;
const PROSE = 60;

/** The line that ends the letterhead when nobody is addressed: the first that no header cell explains. */
function headerEnd(lines: readonly string[]): number {
  let hasTitle = false;
  let openSubject = false;
  let explained = 0;
  let written = 0;
  let afterBlank = false;
  for (const [at, line] of lines.entries()) {
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    written += 1;
    if (written > MAX_HEADER) return at;
    const kinds = line.length > PROSE * 8 ? [] : cutHeaderRow(line).map(kindOfCell);
    const text = line.trim();
    const isOther = kinds.length === 0 || kinds.every((kind) => kind === 'other');
    if (!isOther) {
      explained += 1;
      if (kinds.includes('title')) hasTitle = true;
      openSubject =
        kinds.includes('subject') ||
        kinds.includes('title') ||
        (openSubject && !kinds.includes('rule'));
      if (kinds.includes('rule') && hasTitle) openSubject = false;
    } else if (
      openSubject &&
      (!afterBlank || /^\p{Ll}/u.test(text) || kinds.length === 0) &&
      text.length < PROSE * 3 &&
      !/^(?:Căn cứ|Thực hiện \p{Lu}|Điều \d|[I1]\.)/u.test(text)
    ) {
      explained += 1;
    } else if (hasTitle && openSubject && afterBlank && previousIsTitle(lines, at)) {
      explained += 1;
    } else if (explained > 0 || at > 12) {
      return at;
    }
    afterBlank = false;
  }
  return explained > 0 ? lines.length : 0;
}

function previousIsTitle(lines: readonly string[], at: number): boolean {
  for (let back = at - 1; back >= 0; back -= 1) {
    const line = lines[back] ?? '';
    if (!isBlank(line))
      return line.length < PROSE * 2 && cutHeaderRow(line).map(kindOfCell).includes('title');
  }
  return false;
}

function findAddressees(
  lines: readonly string[],
): { readonly at: number; readonly by: 'kinh_gui' | 'dien' } | undefined {
  let written = 0;
  for (const [at, line] of lines.entries()) {
    if (isBlank(line)) continue;
    if (isAddresseeLabel(line)) return { at, by: 'kinh_gui' };
    if (isTelegramLabel(line)) return { at, by: 'dien' };
    written += 1;
    if (written > MAX_HEADER) return undefined;
  }
  return undefined;
}

/** Brings a normalised text into reading order and tells its parts apart. Nothing is dropped but marks of layout. */
export function layOut(normalised: string): Layout {
  const { lines, footnotes } = liftFootnotes(stripMarkdown(normalised).split('\n'));
  const found = findAddressees(lines);
  const headEnd = found?.at ?? headerEnd(lines);
  const list = found === undefined ? undefined : readAddressees(lines, found.at);
  const bodyStart = list?.end ?? headEnd;
  const tail = readTail(lines, bodyStart);

  const drafts: Draft[] = [];
  let nextNote = 0;
  const notesUpTo = (line: number) => {
    for (
      let note = footnotes[nextNote];
      note !== undefined && note.beforeLine <= line;
      note = footnotes[nextNote]
    ) {
      drafts.push({ zone: 'footnote', text: note.text, mark: note.mark });
      nextNote += 1;
    }
  };
  const paragraphs = (zone: Zone, from: number, to: number) => {
    for (const { text, line, columns } of joinParagraphs(lines.slice(from, to), from)) {
      notesUpTo(line);
      drafts.push({ zone, text, ...(columns && { columns }) });
    }
    notesUpTo(to);
  };

  for (const { kind, text } of readHeaderCells(lines.slice(0, headEnd)))
    drafts.push({ zone: 'header', kind, text });
  if (list !== undefined) {
    drafts.push({ zone: 'addressees', kind: 'constant', text: list.label });
    for (const entry of list.entries) drafts.push({ zone: 'addressees', text: entry });
  }
  paragraphs('body', bodyStart, tail.start);
  if (tail.label !== null) drafts.push({ zone: 'noi_nhan', kind: 'constant', text: tail.label });
  for (const entry of tail.entries) drafts.push({ zone: 'noi_nhan', text: collapse(entry) });
  for (const cell of tail.signature) drafts.push({ zone: 'signature', text: collapse(cell) });
  paragraphs('appendix', tail.end, lines.length);
  return {
    ...place(drafts),
    addressedBy: found?.by,
    interleaved: interleaved(footnotes, tail.start),
  };
}

function interleaved(footnotes: readonly Footnote[], tailStart: number): readonly string[] {
  return footnotes.filter(({ beforeLine }) => beforeLine < tailStart).map(({ mark }) => mark);
}

/** Paragraphs are parted by a blank line, cells and entries by a line end. */
function separator({ zone, columns }: Draft): string {
  return (zone === 'body' || zone === 'appendix' || zone === 'footnote') && columns === undefined
    ? '\n\n'
    : '\n';
}

function place(drafts: readonly Draft[]): {
  readonly text: string;
  readonly pieces: readonly Piece[];
} {
  const parts: string[] = [];
  let offset = 0;
  const pieces = drafts.map((draft, at) => {
    const gap = at === 0 ? '' : separator(draft);
    const start = offset + gap.length;
    parts.push(gap, draft.text);
    offset = start + draft.text.length;
    const { zone, text, kind, columns, mark } = draft;
    return {
      zone,
      text,
      start,
      end: offset,
      ...(kind && { kind }),
      ...(columns && { columns }),
      ...(mark && { mark }),
    };
  });
  return { text: parts.join(''), pieces };
}
