import { readLines, textOf } from './lines.ts';
import type { PageContent, Rule, Run } from './page-content.ts';

/** A ruled table: where it stands, and its rows with a tab between cells. */
export interface PdfTable {
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly string[];
}

/** Lines this many points apart or closer are the same line, or touch. */
const NEAR = 3;

/** More rules on a page are a drawing. */
const MAX_RULES = 4_000;

/** Finds the tables that a page's rules draw. `rest` is the text outside of them. */
export function readTables(page: PageContent): {
  readonly tables: readonly PdfTable[];
  readonly rest: readonly Run[];
} {
  let rest = page.runs;
  const tables: PdfTable[] = [];
  if (page.rules.length > MAX_RULES) return { tables, rest };
  for (const rules of connected(mergeCollinear(page.rules))) {
    const grid = asGrid(rules);
    if (grid === undefined) continue;
    const inside = rest.filter((run) => cellAt(grid, run) !== undefined);
    if (inside.length === 0) continue;
    rest = rest.filter((run) => cellAt(grid, run) === undefined);
    tables.push({
      top: grid.ys[0] ?? 0,
      bottom: grid.ys.at(-1) ?? 0,
      rows: rowsOf(grid, inside),
    });
  }
  return { tables, rest };
}

interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly rules: readonly Rule[];
}

/** Borders are often drawn cell by cell: pieces in one line become one rule. */
function mergeCollinear(rules: readonly Rule[]): readonly Rule[] {
  const merged: Rule[] = [];
  const sorted = [...rules].sort(
    (a, b) =>
      a.axis.localeCompare(b.axis) ||
      Math.round(a.at / NEAR) - Math.round(b.at / NEAR) ||
      a.from - b.from,
  );
  for (const rule of sorted) {
    const last = merged.at(-1);
    const continues =
      last !== undefined &&
      last.axis === rule.axis &&
      Math.abs(last.at - rule.at) <= NEAR &&
      rule.from <= last.to + NEAR;
    if (continues) merged[merged.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
    else merged.push(rule);
  }
  return merged;
}

/** Groups of rules that touch each other, directly or through others. */
function connected(rules: readonly Rule[]): readonly (readonly Rule[])[] {
  const groups: Rule[][] = [];
  for (const rule of rules) {
    const touching = groups.filter((group) => group.some((other) => touch(rule, other)));
    const joined = [rule, ...touching.flat()];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups;
}

function touch(a: Rule, b: Rule): boolean {
  if (a.axis === b.axis) {
    return Math.abs(a.at - b.at) <= NEAR && a.from <= b.to + NEAR && b.from <= a.to + NEAR;
  }
  return (
    a.at >= b.from - NEAR && a.at <= b.to + NEAR && b.at >= a.from - NEAR && b.at <= a.to + NEAR
  );
}

/** A table has at least two columns; a frame around a page or a paragraph has one. */
function asGrid(rules: readonly Rule[]): Grid | undefined {
  const places = (axis: Rule['axis']): readonly number[] => {
    const distinct: number[] = [];
    const all = rules.filter((rule) => rule.axis === axis).map((rule) => rule.at);
    for (const at of all.sort((a, b) => a - b)) {
      if (at - (distinct.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) distinct.push(at);
    }
    return distinct;
  };
  const xs = places('vertical');
  const ys = places('horizontal');
  return xs.length < 3 || ys.length < 2 ? undefined : { xs, ys, rules };
}

function cellAt(
  grid: Grid,
  run: Run,
): { readonly row: number; readonly column: number } | undefined {
  const column = band(grid.xs, run.x + Math.min(run.width / 2, run.size));
  const row = band(grid.ys, run.y - run.size / 3);
  return column === undefined || row === undefined ? undefined : { row, column };
}

function band(edges: readonly number[], at: number): number | undefined {
  const next = edges.findIndex((edge) => edge > at);
  return next > 0 ? next - 1 : undefined;
}

function rowsOf(grid: Grid, runs: readonly Run[]): readonly string[] {
  const columns = grid.xs.length - 1;
  const cells = new Map<number, Run[]>();
  const owner = owners(grid);
  for (const run of runs) {
    const place = cellAt(grid, run);
    if (place === undefined) continue;
    const cell = owner[place.row * columns + place.column] ?? 0;
    const inCell = cells.get(cell);
    if (inCell === undefined) cells.set(cell, [run]);
    else inCell.push(run);
  }
  const textAt = (cell: number): string =>
    readLines(cells.get(cell) ?? [])
      .map(textOf)
      .join(' ')
      .replace(/\s+/g, ' ');
  const rows: string[] = [];
  for (let row = 0; row < grid.ys.length - 1; row += 1) {
    const texts: string[] = [];
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const owned = owner[cell] ?? cell;
      // Repeated for each row it spans, printed once for all columns it spans.
      texts.push(owned % columns === column ? textAt(owned) : '');
    }
    rows.push(texts.join('\t').trimEnd());
  }
  return rows.filter((row) => row.trim() !== '');
}

/** For every place of the grid the first place of the merged cell that covers it. */
function owners(grid: Grid): readonly number[] {
  const columns = grid.xs.length - 1;
  const owner: number[] = [];
  for (let row = 0; row < grid.ys.length - 1; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const middleX = ((grid.xs[column] ?? 0) + (grid.xs[column + 1] ?? 0)) / 2;
      const middleY = ((grid.ys[row] ?? 0) + (grid.ys[row + 1] ?? 0)) / 2;
      const isOpenLeft = column > 0 && !hasRule(grid, 'vertical', grid.xs[column] ?? 0, middleY);
      const isOpenAbove = row > 0 && !hasRule(grid, 'horizontal', grid.ys[row] ?? 0, middleX);
      if (isOpenLeft) owner.push(owner[cell - 1] ?? cell);
      else owner.push(isOpenAbove ? (owner[cell - columns] ?? cell) : cell);
    }
  }
  return owner;
}

function hasRule(grid: Grid, axis: Rule['axis'], at: number, through: number): boolean {
  return grid.rules.some(
    (rule) =>
      rule.axis === axis &&
      Math.abs(rule.at - at) <= NEAR &&
      rule.from <= through &&
      rule.to >= through,
  );
}
