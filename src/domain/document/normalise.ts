import { composeLetters, isPlain } from './compose-letters.ts';
import { decodeLegacy } from './legacy-encoding.ts';
import { dropPageFurniture } from './page-furniture.ts';

/** A text made comparable, and how far it can be trusted. */
export interface Normalised {
  readonly text: string;
  /** `degraded` when letters are damaged beyond safe repair: a person has to confirm what was read. */
  readonly quality: 'good' | 'degraded';
  /** What was done or found, as `code:count`. */
  readonly notes: readonly string[];
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  Ð: 'Đ',
  Ɖ: 'Đ',
  ð: 'đ',
  Ƣ: 'Ư',
  ƣ: 'ư',
  ﬁ: 'fi',
  ﬂ: 'fl',
  '\uF0B7': '-',
  '\uF02D': '-',
  '\uF0A7': '-',
  '\uF0D8': '-',
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '-',
};
const LOOK_ALIKE = new RegExp(`[${Object.keys(LOOK_ALIKES).join('')}]`, 'gu');
const BLANK = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
// Tabs part cells, and page breaks tell what is a running head.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|(?![\t\f])\p{Cc}/gu;
const LINE_END = /\r\n?|\n|\u2028|\u2029|\u0085|\v/;
// The mark comes first, so that a text without any is searched for nothing else.
const TORN = /\p{M}(?<=(?:^|[\s\p{P}\d])\p{M})/gmu;
function cleanLine(line: string): string {
  return line
    .replace(BLANK, ' ')
    .replace(INVISIBLE, '')
    .replace(LOOK_ALIKE, (letter) => LOOK_ALIKES[letter] ?? letter)
    .trimEnd();
}

/**
 * Makes a text comparable: legacy codes per line, NFC, look-alike letters, line ends, page furniture.
 *
 * Wording, misprints and tone placement stay as printed. Soft hyphens are removed only after the test
 * for TCVN3, where the same code is the letter ư.
 */
export function normalise(raw: string): Normalised {
  const split = raw.replaceAll('\f', '\n\f').split(LINE_END);
  const { lines: decoded, converted } = decodeLegacy(split);
  const isLegacy = converted.tcvn3 + converted.vni > 0;
  const isUsual = !isLegacy && isPlain(raw);
  const clean = decoded.map((line) => (isUsual ? line.trimEnd() : cleanLine(composeLetters(line))));
  const { lines, dropped } = dropPageFurniture(clean);
  const text = lines.join('\n');
  const torn = isUsual ? 0 : (text.match(TORN)?.length ?? 0);
  const lost = isUsual ? 0 : (text.match(/\uFFFD/g)?.length ?? 0);
  const counts = {
    tcvn3_lines: converted.tcvn3,
    vni_lines: converted.vni,
    page_furniture: dropped,
    torn_marks: torn,
    lost_letters: lost,
  };
  return {
    text,
    quality: torn + lost > 0 ? 'degraded' : 'good',
    notes: Object.entries(counts).flatMap(([code, count]) =>
      count > 0 ? [`${code}:${count}`] : [],
    ),
  };
}
