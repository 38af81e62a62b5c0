import { findCirculation } from './circulation.ts';
import { typeOfTitle } from './document-type.ts';
import {
  cutRow,
  OWN_NUMBER,
  PARTY,
  PLACE_DATE,
  QUOC_HIEU,
  TIEU_NGU,
  TRICH_YEU,
} from './letterhead.ts';
import { collapse, isBlank } from './lines.ts';
import { isPosition, joinOrganisations } from './organisation-words.ts';
import { urgencyOf } from './urgency.ts';

/** What a cell of the letterhead is. Cells are told apart by content, because their order is not fixed. */
export type HeaderKind =
  | 'constant'
  | 'number'
  | 'place'
  | 'organisation'
  | 'subject'
  | 'title'
  | 'title_subject'
  | 'mark'
  | 'rule'
  | 'other';

/** One cell, or several that were one before the columns were flattened. */
export interface HeaderCell {
  readonly kind: HeaderKind;
  readonly text: string;
}

const RULE = /^[^\p{L}\d]+$/u;
const COPY_NUMBER = /^(?:Tổng\s+số\s+bản|Bản\s+số)/iu;
const BROKEN_NUMBER = /^S[ốôỐ]\s*:/u;

/** Tells what one cell is by its content alone. */
export function kindOfCell(cell: string): HeaderKind {
  if (RULE.test(cell)) return 'rule';
  if (QUOC_HIEU.test(cell) || TIEU_NGU.test(cell) || PARTY.test(cell)) return 'constant';
  if (OWN_NUMBER.test(cell) || BROKEN_NUMBER.test(cell)) return 'number';
  if (new RegExp(`^${TRICH_YEU.source}`, 'u').test(cell)) return 'subject';
  if (PLACE_DATE.test(cell)) return 'place';
  if (urgencyOf(cell) !== undefined || findCirculation(cell) !== 'normal') return 'mark';
  if (COPY_NUMBER.test(cell)) return 'mark';
  if (typeOfTitle(cell) !== undefined) return 'title';
  const letters = cell.replace(/[^\p{L}]/gu, '');
  if (letters.length >= 2 && letters === letters.toUpperCase()) return 'organisation';
  return 'other';
}

/** Cuts a row into cells; a title with its letters set apart stays whole. */
export function cutHeaderRow(line: string): readonly string[] {
  return typeOfTitle(line.trim()) === undefined ? cutRow(line) : [line.trim()];
}

interface OpenCell {
  kind: HeaderKind;
  text: string;
}

/**
 * Undoes the columns of a letterhead: cuts each row into cells and joins again what belongs together.
 *
 * The subject goes on over rows until a blank line or another title; names of bodies that broke over
 * rows are joined. Nothing is lost: a cell nobody knows stays as 'other'.
 */
export function readHeaderCells(lines: readonly string[]): readonly HeaderCell[] {
  const cells: OpenCell[] = [];
  let subject: OpenCell | undefined;
  let hasTitle = false;
  let afterBlank = false;
  for (const line of joinBrokenDates(lines)) {
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    for (const cell of cutHeaderRow(line)) {
      const text = collapse(cell);
      const kind = kindOfCell(text);
      const goesOn =
        subject !== undefined &&
        (kind === 'other' || (kind === 'organisation' && subject.kind === 'title_subject')) &&
        (!afterBlank || /^\p{Ll}/u.test(text)) &&
        !(afterBlank && subject.text.endsWith('.'));
      if (kind === 'rule') {
        if (subject?.kind === 'title_subject') subject = undefined;
      } else if (goesOn && subject !== undefined) {
        subject.text = `${subject.text} ${text}`;
      } else if (
        kind === 'subject' ||
        (hasTitle && kind === 'other' && isFirst(cells, 'title_subject'))
      ) {
        subject = { kind: hasTitle ? 'title_subject' : 'subject', text };
        cells.push(subject);
      } else {
        if (kind === 'title') hasTitle = true;
        if (kind === 'title' || kind === 'organisation') subject = hasTitle ? undefined : subject;
        cells.push({ kind, text });
      }
    }
    afterBlank = false;
  }
  return joinNames(cells);
}

function isFirst(cells: readonly OpenCell[], kind: HeaderKind): boolean {
  return !cells.some((cell) => cell.kind === kind);
}

/** Puts a date of issue together that broke before "tháng" or "năm". */
function joinBrokenDates(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const isBroken =
      last !== undefined &&
      /,\s*ngày[^\p{L}]*(?:tháng[^\p{L}]*)?$/u.test(last) &&
      /^\s*(?:tháng|năm)(?!\p{L})/u.test(line);
    if (isBroken) joined[joined.length - 1] = `${last} ${line.trim()}`;
    else joined.push(line);
  }
  return joined;
}

function joinNames(cells: readonly OpenCell[]): readonly HeaderCell[] {
  const titleAt = cells.findIndex(({ kind }) => kind === 'title');
  const isIssuer = (cell: OpenCell, at: number) =>
    cell.kind === 'organisation' && (titleAt < 0 || at < titleAt) && !isPosition(cell.text);
  const names = joinOrganisations(cells.filter(isIssuer).map(({ text }) => text));
  const first = cells.findIndex(isIssuer);
  return cells.flatMap((cell, at) => {
    if (at === first) return names.map((text) => ({ kind: 'organisation' as const, text }));
    if (isIssuer(cell, at)) return [];
    return [cell.kind === 'organisation' ? { kind: 'other' as const, text: cell.text } : cell];
  });
}
