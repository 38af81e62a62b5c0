import type { Styles } from './styles.ts';
import { attributeAt, element, elements, type XmlElement } from './xml-tree.ts';

/** A table as rows of cells; each cell is its lines. */
export interface TableText {
  /** False for a table that only puts things side by side, like the two halves of a letter's head. */
  readonly isRuled: boolean;
  readonly rows: readonly (readonly (readonly string[])[])[];
}

/**
 * Reads one `w:tbl`.
 *
 * A cell merged over several rows says the same for each of them, so its text is repeated; a cell
 * over several columns is followed by empty ones, so that columns keep their place.
 */
export function readTable(
  table: XmlElement,
  styles: Styles,
  linesOf: (cell: XmlElement) => readonly string[],
): TableText {
  const merged = new Map<number, readonly string[]>();
  const isRuled = isTableRuled(table, styles);
  const rows = rowsOf(table).map((row) => {
    const cells: (readonly string[])[] = [];
    const before = Number(attributeAt(row, 'w:trPr', 'w:gridBefore') ?? 0);
    for (let i = 0; i < Math.min(before, 63); i += 1) cells.push([]);
    for (const cell of cellsOf(row)) {
      const properties = element(cell, 'w:tcPr');
      const merge = element(properties, 'w:vMerge');
      const at = cells.length;
      const isContinued = merge !== undefined && merge.attributes.val !== 'restart';
      const lines = isContinued && isRuled ? (merged.get(at) ?? []) : linesOf(cell);
      if (merge === undefined) merged.delete(at);
      else if (!isContinued) merged.set(at, lines);
      cells.push(lines);
      const span = Math.min(Number(attributeAt(properties, 'w:gridSpan') ?? 1), 63);
      for (let i = 1; i < span; i += 1) cells.push([]);
    }
    return cells;
  });
  return { isRuled, rows };
}

/** Rows and cells may stand in content controls and tracked insertions; rows a change took away do not count. */
function rowsOf(parent: XmlElement): readonly XmlElement[] {
  return elements(parent).flatMap((child) => {
    if (child.name === 'w:tr') return element(child, 'w:trPr', 'w:del') ? [] : [child];
    return ['w:sdt', 'w:sdtContent', 'w:ins'].includes(child.name) ? rowsOf(child) : [];
  });
}

function cellsOf(parent: XmlElement): readonly XmlElement[] {
  return elements(parent).flatMap((child) => {
    if (child.name === 'w:tc') return [child];
    return ['w:sdt', 'w:sdtContent'].includes(child.name) ? cellsOf(child) : [];
  });
}

const VERTICAL = ['w:left', 'w:start', 'w:right', 'w:end', 'w:insideV'];

/** A table is ruled when lines between its columns can be seen. */
function isTableRuled(table: XmlElement, styles: Styles): boolean {
  const properties = element(table, 'w:tblPr');
  const inherited = styles
    .chain(attributeAt(properties, 'w:tblStyle'))
    .map((style) => element(style, 'w:tblPr', 'w:tblBorders'));
  const wholeTable = [element(properties, 'w:tblBorders'), ...inherited];
  const tableRules = hasVerticalRule(wholeTable);
  return rowsOf(table)
    .flatMap(cellsOf)
    .some((cell) => {
      const own = element(cell, 'w:tcPr', 'w:tcBorders');
      return own === undefined ? tableRules : hasVerticalRule([own, ...wholeTable]);
    });
}

/** The first source that speaks of a side decides it. */
function hasVerticalRule(sources: readonly (XmlElement | undefined)[]): boolean {
  return VERTICAL.some((side) => {
    const value = sources.map((source) => attributeAt(source, side)).find((found) => found);
    return value !== undefined && value !== 'nil' && value !== 'none';
  });
}
