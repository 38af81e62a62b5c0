import type { Styles } from './styles.ts';
import { attributeAt, element, elements, type XmlElement } from './xml-tree.ts';

/** Prints the automatic numbers of a document, in the order of its paragraphs. */
export interface Numbering {
  /** The printed number, letter or bullet of the next paragraph; undefined when it has none. */
  next(paragraphProperties: XmlElement | undefined): string | undefined;
}

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  /** Levels above are printed as plain numbers. */
  readonly isLegal: boolean;
}

interface List {
  /** Lists that share one definition count on together. */
  readonly counterKey: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly overrides: ReadonlyMap<number, number>;
}

/** Reads word/numbering.xml. */
export function readNumbering(root: XmlElement | undefined, styles: Styles): Numbering {
  const lists = readLists(root);
  const counters = new Map<string, number[]>();
  const started = new Set<string>();

  return {
    next(properties) {
      const reference = listOf(properties, styles);
      const list = reference && lists.get(reference.numId);
      const level = list?.levels.get(reference?.level ?? 0);
      if (reference === undefined || list === undefined || level === undefined) return undefined;
      const counts = counters.get(list.counterKey) ?? [];
      counters.set(list.counterKey, counts);
      const restartKey = `${reference.numId}/${reference.level}`;
      const restart = list.overrides.get(reference.level);
      if (restart !== undefined && !started.has(restartKey)) {
        started.add(restartKey);
        counts[reference.level] = restart;
      } else {
        counts[reference.level] = (counts[reference.level] ?? level.start - 1) + 1;
      }
      counts.length = reference.level + 1;
      return print(level, list, counts);
    },
  };
}

function listOf(
  properties: XmlElement | undefined,
  styles: Styles,
): { readonly numId: string; readonly level: number } | undefined {
  const fromStyles = styles
    .chain(attributeAt(properties, 'w:pStyle'))
    .map((style) => element(style, 'w:pPr', 'w:numPr'));
  const sources = [element(properties, 'w:numPr'), ...fromStyles];
  const numId = sources
    .map((source) => attributeAt(source, 'w:numId'))
    .find((id) => id !== undefined);
  const level = sources
    .map((source) => attributeAt(source, 'w:ilvl'))
    .find((at) => at !== undefined);
  // List 0 takes the number of a style away.
  if (numId === undefined || numId === '0') return undefined;
  return { numId, level: Number(level ?? 0) };
}

function readLists(root: XmlElement | undefined): ReadonlyMap<string, List> {
  const definitions = new Map<string, ReadonlyMap<number, Level>>();
  for (const definition of elements(root, 'w:abstractNum')) {
    const levels = elements(definition, 'w:lvl').map(readLevel);
    definitions.set(definition.attributes.abstractNumId ?? '', new Map(levels));
  }
  const lists = new Map<string, List>();
  for (const num of elements(root, 'w:num')) {
    const definition = attributeAt(num, 'w:abstractNumId') ?? '';
    const levels = new Map(definitions.get(definition));
    const overrides = new Map<number, number>();
    for (const override of elements(num, 'w:lvlOverride')) {
      const at = Number(override.attributes.ilvl ?? 0);
      const redefined = element(override, 'w:lvl');
      if (redefined !== undefined) levels.set(at, readLevel(redefined)[1]);
      const start = attributeAt(override, 'w:startOverride');
      if (start !== undefined) overrides.set(at, Number(start));
    }
    const numId = num.attributes.numId ?? '';
    lists.set(numId, { counterKey: definition, levels, overrides });
  }
  return lists;
}

function readLevel(level: XmlElement): readonly [number, Level] {
  return [
    Number(level.attributes.ilvl ?? 0),
    {
      start: Number(attributeAt(level, 'w:start') ?? 1) || 0,
      format: attributeAt(level, 'w:numFmt') ?? 'decimal',
      text: attributeAt(level, 'w:lvlText') ?? '',
      isLegal: element(level, 'w:isLgl') !== undefined,
    },
  ];
}

function print(level: Level, list: List, counts: readonly number[]): string | undefined {
  if (level.format === 'bullet') return bullet(level.text);
  const printed = level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const other = list.levels.get(at);
    const format = level.isLegal ? 'decimal' : (other?.format ?? 'decimal');
    return formatNumber(counts[at] ?? other?.start ?? 1, format);
  });
  return printed.trim() === '' ? undefined : printed.trim();
}

/** Bullets are drawn with symbol fonts whose codes mean nothing; letters keep their dash, plus or star. */
function bullet(text: string): string {
  const first = text.trim().charAt(0);
  return '-–—+*'.includes(first) && first !== '' ? first : '-';
}

function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    default:
      return String(value);
  }
}

/** a … z, then aa, bb …, as Word counts. */
function letters(value: number): string {
  const letter = String.fromCharCode(97 + ((value - 1) % 26));
  return letter.repeat(Math.min(Math.ceil(value / 26), 8));
}

const ROMAN = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let left = value;
  let printed = '';
  for (const [sign, worth] of ROMAN) {
    for (; left >= worth; left -= worth) printed += sign;
  }
  return printed;
}
