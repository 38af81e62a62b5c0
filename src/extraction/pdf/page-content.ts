import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { readLines } from './lines.ts';

/** A piece of text where it stands. Lengths are points; y grows downwards and is the baseline. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** A straight line along one axis, as tables are drawn with. `at` is its place on the other axis. */
export interface Rule {
  readonly axis: 'horizontal' | 'vertical';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What is printed on a page, as far as text and tables go. */
export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** Text across the page, like a slanting stamp: it belongs to no line. */
  readonly slanted: readonly string[];
  readonly rules: readonly Rule[];
}

/**
 * Reads the text of one page, and its straight lines when something on it stands side by side.
 *
 * Pictures are not looked at. Running text needs no lines, and reading them costs as much as the text.
 */
export async function readPage(page: PDFPageProxy): Promise<PageContent> {
  const viewport = page.getViewport({ scale: 1 });
  const toView = viewport.transform;
  const content = await page.getTextContent({ disableNormalization: true });
  const runs: Run[] = [...(await annotationRuns(page, toView))];
  const slanted: string[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = multiply(toView, item.transform);
    if (a <= 0 || Math.abs(b) > SLANT * a) slanted.push(item.str);
    else runs.push({ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) });
  }
  const hasColumns = readLines(runs).some((line) => line.segments.length > 1);
  const rules = hasColumns ? await readRules(page, toView) : [];
  page.cleanup();
  return { width: viewport.width, height: viewport.height, runs, slanted, rules };
}

/** Text that was put on the page afterwards: stamped numbers and dates, filled-in fields. */
async function annotationRuns(page: PDFPageProxy, toView: Matrix): Promise<readonly Run[]> {
  const annotations: readonly unknown[] = await page.getAnnotations();
  return annotations.flatMap((annotation) => {
    if (typeof annotation !== 'object' || annotation === null) return [];
    const { subtype, rect, contentsObj, fieldValue } = annotation as Annotation;
    const text = subtype === 'FreeText' ? contentsObj?.str : fieldValue;
    if (typeof text !== 'string' || text.trim() === '' || !isNumbers(rect)) return [];
    const [left = 0, , , top = 0] = rect;
    const [, , , , x = 0, y = 0] = multiply(toView, [1, 0, 0, 1, left, top]);
    return text.split(/\r\n?|\n/).map((line, at) => ({
      text: line,
      x,
      y: y + (at + 1) * NOTE_SIZE,
      width: (line.length * NOTE_SIZE) / 2,
      size: NOTE_SIZE,
    }));
  });
}

/** The part of an annotation of pdf.js, which has no type of its own, that is looked at. */
interface Annotation {
  readonly subtype?: string;
  readonly rect?: unknown;
  readonly contentsObj?: { readonly str?: string };
  readonly fieldValue?: unknown;
}

/** Annotations do not say how large their text is set. */
const NOTE_SIZE = 12;
/** Scans stand a little askew, stamps are put on at an angle. */
const SLANT = 0.1;

type Matrix = readonly number[];

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

/** Follows the transformations of a page's drawing operations and keeps the straight lines. */
async function readRules(page: PDFPageProxy, toView: Matrix): Promise<readonly Rule[]> {
  const operations = await page.getOperatorList();
  const rules: Rule[] = [];
  const saved: Matrix[] = [];
  let matrix = toView;
  for (const [i, operation] of operations.fnArray.entries()) {
    const parameters: unknown = operations.argsArray[i];
    switch (operation) {
      case OPS.save:
        saved.push(matrix);
        break;
      case OPS.restore:
        matrix = saved.pop() ?? matrix;
        break;
      case OPS.transform:
        if (isNumbers(parameters)) matrix = multiply(matrix, parameters);
        break;
      case OPS.paintFormXObjectBegin: {
        saved.push(matrix);
        const inner: unknown = Array.isArray(parameters) ? parameters[0] : undefined;
        if (isNumbers(inner)) matrix = multiply(matrix, inner);
        break;
      }
      case OPS.paintFormXObjectEnd:
        matrix = saved.pop() ?? matrix;
        break;
      case OPS.constructPath:
        rules.push(...rulesOfPath(parameters, matrix));
        break;
    }
  }
  return rules;
}

function isNumbers(value: unknown): value is readonly number[] {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
  return isList && typeof (Reflect.get(value, 0) ?? 0) === 'number';
}

/** Path commands as pdf.js packs them into numbers, with how many coordinates follow each. */
const MOVE = 0;
const LINE = 1;
const CLOSE = 4;
const COORDINATES = [2, 2, 6, 4, 0];

const STROKES: readonly number[] = [OPS.stroke, OPS.closeStroke];
const FILLS: readonly number[] = [OPS.fill, OPS.eoFill];
const BOTH: readonly number[] = [
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
];

/** Lines thinner than this many points are rules, whether they were stroked or filled. */
const THIN = 2.5;

type Point = readonly [number, number];

function rulesOfPath(parameters: unknown, matrix: Matrix): readonly Rule[] {
  if (!Array.isArray(parameters)) return [];
  const [painting, paths]: readonly unknown[] = parameters;
  const path: unknown = Array.isArray(paths) ? paths[0] : undefined;
  if (typeof painting !== 'number' || !isNumbers(path)) return [];
  const segments = segmentsOf(path, matrix);
  if (STROKES.includes(painting) || BOTH.includes(painting)) return segments.flatMap(asRule);
  if (!FILLS.includes(painting)) return [];
  const points = segments.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  if (points.length === 0 || points.length > 64) return [];
  const from: Point = [Math.min(...xs), Math.min(...ys)];
  const to: Point = [Math.max(...xs), Math.max(...ys)];
  return asRule([from, to]);
}

function segmentsOf(path: readonly number[], matrix: Matrix): readonly (readonly [Point, Point])[] {
  const segments: [Point, Point][] = [];
  let start: Point = [0, 0];
  let at: Point = [0, 0];
  for (let i = 0; i < path.length; ) {
    const command = path[i] ?? CLOSE;
    const count = COORDINATES[command] ?? 0;
    const [, , , , x = 0, y = 0] = multiply(matrix, [
      1,
      0,
      0,
      1,
      path[i + count - 1] ?? 0,
      path[i + count] ?? 0,
    ]);
    const next: Point = command === CLOSE ? start : [x, y];
    if (command === MOVE) start = next;
    if (command === LINE || command === CLOSE) segments.push([at, next]);
    at = next;
    i += 1 + count;
  }
  return segments;
}

function asRule([[x0, y0], [x1, y1]]: readonly [Point, Point]): readonly Rule[] {
  const width = Math.abs(x1 - x0);
  const height = Math.abs(y1 - y0);
  if (height <= THIN && width > 2 * THIN) {
    const at = (y0 + y1) / 2;
    return [{ axis: 'horizontal', at, from: Math.min(x0, x1), to: Math.max(x0, x1) }];
  }
  if (width <= THIN && height > 2 * THIN) {
    const at = (x0 + x1) / 2;
    return [{ axis: 'vertical', at, from: Math.min(y0, y1), to: Math.max(y0, y1) }];
  }
  return [];
}
