import { isItem } from '../paragraphs.ts';
import type { Line, Segment } from './lines.ts';

/** Lines that stood in two columns, or one line over the full width. */
export type Block =
  | { readonly type: 'line'; readonly line: Line }
  | { readonly type: 'columns'; readonly lines: readonly string[] };

/** How far below, in line heights, a lone line still belongs to its column. */
const LEFT_REACH = 2.2;
/** A signature leaves room for the seal above the name. */
const RIGHT_REACH = 9;

/** A column is read on its own: the head of a letter, or Nơi nhận beside the signature. */
export function readColumns(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; ) {
    const columns = columnsFrom(lines, i);
    const line = lines[i];
    if (columns !== undefined) {
      blocks.push({ type: 'columns', lines: columns.lines });
      i = columns.next;
    } else {
      if (line !== undefined) blocks.push({ type: 'line', line });
      i += 1;
    }
  }
  return blocks;
}

interface Placed {
  readonly y: number;
  readonly segment: Segment;
}

function columnsFrom(
  lines: readonly Line[],
  start: number,
): { readonly lines: readonly string[]; readonly next: number } | undefined {
  const first = lines[start];
  const [leftOfFirst, rightOfFirst] = first?.segments ?? [];
  if (first?.segments.length !== 2 || leftOfFirst === undefined || rightOfFirst === undefined) {
    return undefined;
  }
  let gutter = { from: leftOfFirst.to, to: rightOfFirst.from };
  const left: Placed[] = [{ y: first.y, segment: leftOfFirst }];
  const right: Placed[] = [{ y: first.y, segment: rightOfFirst }];
  let next = start + 1;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    const [one, two, ...more] = line?.segments ?? [];
    if (line === undefined || one === undefined || more.length > 0) break;
    const isLeft = one.to <= gutter.to;
    const isRight = one.from >= gutter.from;
    if (two !== undefined) {
      const narrowed = { from: Math.max(gutter.from, one.to), to: Math.min(gutter.to, two.from) };
      if (narrowed.to - narrowed.from < first.size / 2) break;
      gutter = narrowed;
      left.push({ y: line.y, segment: one });
      right.push({ y: line.y, segment: two });
    } else if (isLeft !== isRight) {
      const column = isLeft ? left : right;
      const above = isLeft ? left.at(-1) : lowest(left, right);
      const reach = (isLeft ? LEFT_REACH : RIGHT_REACH) * first.size;
      if (above === undefined || line.y - above.y > reach) break;
      if (isLeft) gutter = { ...gutter, from: Math.max(gutter.from, one.to) };
      else gutter = { ...gutter, to: Math.min(gutter.to, one.from) };
      column.push({ y: line.y, segment: one });
    } else break;
  }
  return { lines: inOrder(left, right), next };
}

function lowest(left: readonly Placed[], right: readonly Placed[]): Placed | undefined {
  const a = left.at(-1);
  const b = right.at(-1);
  return a !== undefined && b !== undefined && a.y > b.y ? a : b;
}

/** The column that reaches further down comes last, because the text below may continue it. */
function inOrder(left: readonly Placed[], right: readonly Placed[]): readonly string[] {
  const isLeftLonger = (left.at(-1)?.y ?? 0) > (right.at(-1)?.y ?? 0) + 1;
  const [first, second] = isLeftLonger ? [right, left] : [left, right];
  return [...joinItems(first), '', ...joinItems(second)];
}

/** Joins a list item that was broken over lines; other lines of a column stay as they are. */
function joinItems(column: readonly Placed[]): readonly string[] {
  const lines: string[] = [];
  let item: Placed | undefined;
  for (const placed of column) {
    const { text, from } = placed.segment;
    const last = lines.at(-1);
    const continues =
      item !== undefined &&
      last !== undefined &&
      !/[;.:]$/.test(last) &&
      !isItem(text) &&
      Math.abs(from - item.segment.from) < 12;
    if (continues) {
      lines[lines.length - 1] = `${last} ${text}`;
    } else {
      item = isItem(text) ? placed : undefined;
      lines.push(text);
    }
  }
  return lines;
}
