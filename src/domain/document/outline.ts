import type { Piece } from './lay-out.ts';

/** One paragraph or table row of the body, and what it hangs under. */
export interface OutlineNode {
  readonly piece: Piece;
  readonly kind: 'article' | 'roman' | 'arabic' | 'letter' | 'bullet' | 'plain' | 'row';
  /** Depth by kind of marker; a plain paragraph has none of its own. */
  readonly level: number;
  /** 'II', '1', 'a', '-', or ''. */
  readonly marker: string;
  /** The text without its marker, and where it begins in the document's text. */
  readonly text: string;
  readonly textStart: number;
  /** Index of the node it belongs to; undefined at the top. Numbering may restart: this is a forest. */
  readonly parent: number | undefined;
  /** 'II.1', 'II.1.a', 'II.1/-'. */
  readonly locator: string;
}

type Marker = Pick<OutlineNode, 'kind' | 'level' | 'marker'> & { readonly length: number };

const PATTERNS: readonly (readonly [RegExp, OutlineNode['kind'], number])[] = [
  [/^(Điều \d{1,3})\s*[.:]\s*/u, 'article', 0],
  [/^([IVXLC]{1,6})\s*[.)]\s+/u, 'roman', 0],
  [/^(\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)]\s+|\.(?=\p{Lu})|(?<=\.\d{1,2})\s+)/u, 'arabic', 1],
  [/^([a-zđ])\s*[.)]\s*(?=\S)/u, 'letter', 5],
  [/^\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s+/u, 'letter', 5],
  [/^([-–—•●▪◦*])\s*(?=\S)/u, 'bullet', 6],
  [/^([+])\s*(?=\S)/u, 'bullet', 7],
];

function markerOf(text: string): Marker | undefined {
  for (const [pattern, kind, level] of PATTERNS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const marker = found[1] ?? '';
    const depth = kind === 'arabic' ? level + marker.split('.').length - 1 : level;
    return { kind, level: depth, marker, length: found[0].length };
  }
  return undefined;
}

/** For each piece: whether a numbered item still follows before the next roman or article heading. */
function itemsAhead(markers: readonly (Marker | undefined)[]): readonly boolean[] {
  const ahead: boolean[] = [];
  let isAhead = false;
  for (let at = markers.length - 1; at >= 0; at -= 1) {
    ahead[at] = isAhead;
    const marker = markers[at];
    if (marker?.level === 0) isAhead = false;
    // A starred note after the last item (attachments) goes on with nothing.
    else if (marker !== undefined && marker.marker !== '*') isAhead = true;
  }
  return ahead;
}

function locatorOf(marker: Marker, parent: OutlineNode | undefined): string {
  if (parent === undefined) return marker.marker;
  return marker.kind === 'bullet'
    ? `${parent.locator}/${marker.marker}`
    : `${parent.locator}.${marker.marker}`;
}

/** The number of the first section that has a Roman one. */
export function firstRoman(pieces: readonly Piece[]): string | undefined {
  for (const { text, columns } of pieces) {
    const marker = columns === undefined ? markerOf(text) : undefined;
    if (marker?.kind === 'roman') return marker.marker;
  }
  return undefined;
}

/** Builds the forest of sections and items out of the body (or appendix) pieces. */
export function outline(pieces: readonly Piece[]): readonly OutlineNode[] {
  const markers = pieces.map(({ text, columns }) =>
    columns === undefined ? markerOf(text) : undefined,
  );
  const ahead = itemsAhead(markers);
  const nodes: OutlineNode[] = [];
  let open: number[] = [];
  pieces.forEach((piece, at) => {
    const marker = markers[at];
    if (marker === undefined) {
      const isRow = piece.columns !== undefined;
      const isInside = ahead[at] === true && !piece.text.endsWith('./.');
      const parent = isRow || isInside ? open.at(-1) : undefined;
      const locator = parent === undefined ? '' : (nodes[parent]?.locator ?? '');
      nodes.push({
        piece,
        kind: isRow ? 'row' : 'plain',
        level: Number.POSITIVE_INFINITY,
        marker: '',
        text: piece.text,
        textStart: piece.start,
        parent,
        locator,
      });
      if (!isRow && parent === undefined) open = open.filter((index) => nodes[index]?.level === 0);
      return;
    }
    open = open.filter((index) => (nodes[index]?.level ?? 0) < marker.level);
    const parent = open.at(-1);
    nodes.push({
      piece,
      kind: marker.kind,
      level: marker.level,
      marker: marker.marker,
      text: piece.text.slice(marker.length),
      textStart: piece.start + marker.length,
      parent,
      locator: locatorOf(marker, parent === undefined ? undefined : nodes[parent]),
    });
    open = [...open, at];
  });
  return nodes;
}
