import { isBlank } from './lines.ts';

/** What a column of an assignment table holds. */
export type ColumnRole = 'order' | 'task' | 'lead' | 'collaborators' | 'time' | 'other';

/** One row of an assignment table, its cells in the order of the columns. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly columns: readonly ColumnRole[];
}

/** A table found in lines [start, end). */
export interface Table {
  readonly start: number;
  readonly end: number;
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
}

const TITLES: readonly (readonly [RegExp, ColumnRole])[] = [
  [/^(?:stt|tt|số\s*tt|số thứ tự)\.?$/iu, 'order'],
  [/phối hợp/iu, 'collaborators'],
  [
    /^(?:(?:cơ quan|đơn vị|bộ phận)[\p{L}\s,/]*)?(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm)(?: thực hiện)?$|^(?:đơn vị|cơ quan|trách nhiệm)$/iu,
    'lead',
  ],
  [/^(?:thời (?:hạn|gian|điểm)|hạn|tiến độ)(?!\p{L})/iu, 'time'],
  [/^(?:tên |nội dung )?(?:nhiệm vụ|công việc|nội dung|hoạt động|việc)(?!\p{L})/iu, 'task'],
];
const OTHER_TITLE =
  /^(?:sản phẩm|kết quả|ghi chú|cơ sở|căn cứ|kinh phí|chỉ tiêu|đơn vị tính|số lượng)/iu;
// What every head of an assignment table holds; spares most lines a closer look.
const TITLE_WORD =
  /(?<!\p{L})(?:s?tt|số tt|số thứ tự|nhiệm vụ|công việc|nội dung|hoạt động|việc)(?!\p{L})/iu;
/** What parts the cells of one line. */
const GAP = /\t| {2}/;
const MAX_TITLE = 60;
const MAX_WRAP = 12;

function roleOf(title: string): ColumnRole | undefined {
  const text = title.trim().replace(/\s+/g, ' ');
  if (text === '' || text.length > MAX_TITLE) return undefined;
  return (
    TITLES.find(([pattern]) => pattern.test(text))?.[1] ??
    (OTHER_TITLE.test(text) ? 'other' : undefined)
  );
}

function rolesOf(titles: readonly string[]): readonly ColumnRole[] | undefined {
  const roles = titles.map(roleOf);
  const isTable = roles.includes('task') && (roles.includes('lead') || roles.includes('time'));
  const known = roles.filter((role) => role !== undefined).length;
  return isTable && known >= 2 ? roles.map((role) => role ?? 'other') : undefined;
}

function isRowStart(cells: readonly string[], columns: readonly ColumnRole[]): boolean {
  const order = columns.indexOf('order');
  if (order >= 0) return /^\d{1,3}\.?$/.test(cells[order] ?? '');
  return (cells[columns.indexOf('task')] ?? '') !== '';
}

function addCells(row: string[], cells: readonly string[]): void {
  cells.forEach((cell, at) => {
    if (cell !== '') row[at] = row[at] ? `${row[at]} ${cell}` : cell;
  });
}

function close(
  rows: readonly (readonly string[])[],
  columns: readonly ColumnRole[],
): readonly TableRow[] {
  return rows.map((cells) => ({
    cells: columns.map((_, at) => (cells[at] ?? '').replace(/\s+/g, ' ').trim()),
    columns,
  }));
}

/** Cells parted by tabs: one line per row, or a row that goes on with its first cells empty. */
function readTabbed(
  lines: readonly string[],
  start: number,
  columns: readonly ColumnRole[],
): Omit<Table, 'head'> {
  const rows: string[][] = [];
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (!line.includes('\t')) break;
    const cells = line.split('\t').map((cell) => cell.trim());
    const last = rows.at(-1);
    if (last !== undefined && !isRowStart(cells, columns)) addCells(last, cells);
    else rows.push(cells);
    end = at + 1;
  }
  return { start, end, rows: close(rows, columns) };
}

interface Placed {
  readonly text: string;
  readonly at: number;
}

function placed(line: string): readonly Placed[] {
  return Array.from(line.matchAll(/\S+(?: \S+)*/gu), (found) => ({
    text: found[0],
    at: found.index,
  }));
}

/** Cells parted by wide gaps: each goes to the column whose title starts nearest. */
function readSpaced(
  lines: readonly string[],
  start: number,
  columns: readonly ColumnRole[],
): Omit<Table, 'head'> {
  const heads = placed(lines[start] ?? '').map(({ at }) => at);
  const rows: string[][] = [];
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isBlank(line)) {
      if (isBlank(lines[at + 1] ?? '')) break;
      continue;
    }
    const pieces = placed(line);
    const isProse =
      pieces.length === 1 &&
      ((pieces[0]?.at ?? 0) < (heads[1] ?? 0) || line.length > MAX_TITLE * 2);
    if (isProse && !columns.every((_, column) => column === 0)) break;
    const cells = columns.map(() => '');
    for (const piece of pieces) {
      const column =
        pieces.length === columns.length
          ? pieces.indexOf(piece)
          : heads.reduce(
              (best, head, index) =>
                Math.abs(head - piece.at) < Math.abs((heads[best] ?? 0) - piece.at) ? index : best,
              0,
            );
      cells[column] = cells[column] ? `${cells[column]} ${piece.text}` : piece.text;
    }
    const last = rows.at(-1);
    if (
      last !== undefined &&
      !(columns.includes('order') ? isRowStart(cells, columns) : cells.every((cell) => cell !== ''))
    ) {
      addCells(last, cells);
    } else rows.push(cells);
    end = at + 1;
  }
  return { start, end, rows: close(rows, columns) };
}

/** One cell per line, as some converters write a table. */
function readStacked(
  lines: readonly string[],
  start: number,
  columns: readonly ColumnRole[],
): Omit<Table, 'head'> {
  const rows: string[][] = [];
  const width = columns.length;
  let at = start + width;
  while (at + width <= lines.length && !lines.slice(at, at + width).some(isBlank)) {
    const cells = lines.slice(at, at + width).map((line) => line.trim());
    if (!isRowStart(cells, columns)) break;
    rows.push(cells);
    at += width;
  }
  return { start, end: at, rows: close(rows, columns) };
}

/** Reads the assignment table whose head stands on line `at`; `undefined` when there is none. */
export function readTable(lines: readonly string[], at: number): Table | undefined {
  const line = lines[at] ?? '';
  if (line.length > MAX_TITLE * MAX_WRAP) return undefined;
  const mayBeCells = line.length <= MAX_TITLE || GAP.test(line);
  if (!mayBeCells || !TITLE_WORD.test(line)) return undefined;
  const tabbed = line.split('\t').map((cell) => cell.trim());
  const tabRoles = tabbed.length > 1 ? rolesOf(tabbed) : undefined;
  if (tabRoles !== undefined) return { ...readTabbed(lines, at, tabRoles), head: tabbed };
  const spaced = placed(line).map(({ text }) => text);
  const spacedRoles = spaced.length > 1 ? rolesOf(spaced) : undefined;
  if (spacedRoles !== undefined) return { ...readSpaced(lines, at, spacedRoles), head: spaced };
  if (roleOf(line) === undefined) return undefined;
  const titles: string[] = [];
  for (let next = at; next < lines.length && roleOf(lines[next] ?? '') !== undefined; next += 1) {
    titles.push((lines[next] ?? '').trim());
  }
  const stackedRoles = titles.length > 2 ? rolesOf(titles) : undefined;
  if (stackedRoles === undefined) return undefined;
  const table = readStacked(lines, at, stackedRoles);
  return table.rows.length > 0 ? { ...table, head: titles } : undefined;
}
