import { isBlank } from './lines.ts';

/** A note printed at the foot of a page, wherever that fell in the text. */
export interface Footnote {
  readonly mark: string;
  readonly text: string;
  /** The note was printed before this line of the flow. */
  readonly beforeLine: number;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const RAISED = `[${SUPERSCRIPTS}]{1,2}`;
const STARTS: readonly { readonly start: RegExp; readonly anchor: (mark: string) => RegExp }[] = [
  {
    start: new RegExp(`^\\s*(${RAISED})\\s*(\\S.*)$`, 'u'),
    anchor: (mark) => new RegExp(`\\S${mark}`, 'u'),
  },
  {
    start: /^\s*\[(\d{1,2})\]\s*(\S.*)$/u,
    anchor: (mark) => new RegExp(`[^\\s\\[]\\[${mark}\\]`, 'u'),
  },
  {
    start: /^\s*\((\d{1,2})\)\s*(\S.*)$/u,
    anchor: (mark) => new RegExp(`[\\p{L}\\d]\\(${mark}\\)`, 'u'),
  },
  {
    start: /^\s*(\d{1,2})\s+(\p{Lu}.*)$/u,
    anchor: (mark) =>
      new RegExp(`\\p{Ll}{2}(?<!\\d\\s?[kcdm]?m)${mark}(?![\\d\\p{L}/.]|\\s?[.)]\\s)`, 'u'),
  },
];
const STOP =
  /^\s*(?:[-–+*•]\s|\d{1,2}[.)]\s|[IVX]{1,4}\.\s|[a-zđ]\)\s|Nơi nhận|(?:PHỤ LỤC|KT\.|TL\.|TM\.|TUQ\.))/u;
const UNIT = new RegExp(`(?<=(?:^|[\\s\\d(/])[kcdm]?m)[²³](?![${SUPERSCRIPTS}])`, 'gu');
const HAS_RAISED = new RegExp(`[${SUPERSCRIPTS}]`, 'u');
const HANGING = new RegExp(`(?<=\\S)[${SUPERSCRIPTS}]+`, 'gu');
const MAX_LINES = 20;

function plainMark(mark: string): string {
  return mark.replace(/./gu, (digit) => {
    const at = SUPERSCRIPTS.indexOf(digit);
    return at < 0 ? digit : String(at);
  });
}

/** Builds what takes superscripts, and the given plain marks, off the words they hang on. */
function markStripper(marks: ReadonlySet<string>): (line: string) => string {
  const plain = [...marks].map((mark) =>
    mark.startsWith('[')
      ? new RegExp(`(?<=[^\\s\\[])\\[${mark.slice(1)}\\]`, 'gu')
      : mark.startsWith('(')
        ? new RegExp(`(?<=[\\p{L}\\d])\\(${mark.slice(1)}\\)`, 'gu')
        : new RegExp(
            `(?<=\\p{Ll}{2})(?<!\\d\\s?[kcdm]?m)${mark}(?![\\d\\p{L}/.]|\\s?[.)]\\s)`,
            'gu',
          ),
  );
  return (line) => {
    const bare = HAS_RAISED.test(line)
      ? line
          .replace(UNIT, (unit) => (unit === '²' ? '\uE002' : '\uE003'))
          .replace(HANGING, '')
          .replaceAll('\uE002', '²')
          .replaceAll('\uE003', '³')
      : line;
    return plain.reduce((text, mark) => text.replace(mark, ''), bare);
  };
}

/**
 * Lifts footnotes out of the flow and takes their marks off the words they hang on.
 *
 * A line is a footnote when it starts with a mark whose anchor stands earlier; a plain digit glued to a
 * word is a mark only when that footnote exists. Units (km²) keep their digit.
 */
export function liftFootnotes(lines: readonly string[]): {
  readonly lines: readonly string[];
  readonly footnotes: readonly Footnote[];
} {
  const flow: string[] = [];
  const footnotes: { mark: string; text: string; beforeLine: number }[] = [];
  const plainMarks = new Set<string>();
  const anchored = anchorIndex(lines);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const found = startOf(line, at, anchored);
    if (found === undefined) {
      flow.push(line);
      continue;
    }
    if (found.kind > 0) plainMarks.add(`${['', '[', '(', ''][found.kind]}${found.mark}`);
    let text = found.text;
    for (let more = 1; more < MAX_LINES; more += 1) {
      const next = lines[at + 1] ?? '';
      if (isBlank(next) || STOP.test(next) || startOf(next, at + 1, anchored) !== undefined) break;
      if (text.endsWith('.') && text.length - text.lastIndexOf('\n') < 60) break;
      text += `\n${next}`;
      at += 1;
    }
    footnotes.push({ mark: plainMark(found.mark), text, beforeLine: flow.length });
  }
  const strip = markStripper(plainMarks);
  return {
    lines: flow.map(strip),
    footnotes: footnotes.map((note) => ({
      ...note,
      text: strip(note.text).replace(/\s+/g, ' ').trim(),
    })),
  };
}

type Anchors = readonly ReadonlyMap<string, number>[];

/** The first line on which each possible mark hangs on a word, per kind of mark. */
function anchorIndex(lines: readonly string[]): Anchors {
  const maps = STARTS.map(() => new Map<string, number>());
  const wanted = STARTS.map(() => new Set<string>());
  for (const line of lines) {
    STARTS.forEach(({ start }, kind) => {
      const mark = start.exec(line.slice(0, 80))?.[1];
      if (mark !== undefined) wanted[kind]?.add(mark);
    });
  }
  STARTS.forEach(({ anchor }, kind) => {
    for (const mark of wanted[kind] ?? []) {
      const pattern = anchor(mark);
      const at = lines.findIndex((line) => pattern.test(line));
      if (at >= 0) maps[kind]?.set(mark, at);
    }
  });
  return maps;
}

function startOf(
  line: string,
  at: number,
  anchors: Anchors,
): { readonly mark: string; readonly text: string; readonly kind: number } | undefined {
  for (const [kind, { start }] of STARTS.entries()) {
    const [, mark, text] = start.exec(line) ?? [];
    if (mark === undefined || text === undefined) continue;
    const anchor = anchors[kind]?.get(mark);
    if (anchor !== undefined && anchor < at) return { mark, text, kind };
  }
  return undefined;
}
