import { isSyllable } from './syllable.ts';
import { fromTcvn3 } from './tcvn3.ts';
import { fromVni } from './vni.ts';

type Encoding = 'unicode' | 'tcvn3' | 'vni';

const MODERN = /[\u1EA0-\u1EF9]|[\u0103\u0102\u01A0\u01A1\u01AF\u01B0\u0110\u0111]/;
const COMBINING = /[\u0300-\u0323]/;
const LATIN1 = /[\u00A1-\u00FF\u00AD]/;
const FOREIGN = /[¡-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþ\u00AD]/;
const WORD = /[\p{L}\p{M}\u00A1-\u00FF\u00AD]+/gu;
const MAX_SCORED = 400;

/** Counts a word for or against the code it is read in; plain letters say nothing. */
function scoreWord(word: string): number {
  if (!/\P{ASCII}/u.test(word)) return 0;
  return isSyllable(word) ? 1 : -1;
}

/** Counts the words of lines; a text has few syllables, so each is judged once. */
function createScore(): (line: string) => number {
  const known = new Map<string, number>();
  return (line) => {
    let good = 0;
    for (const word of line.match(WORD) ?? []) {
      const seen = known.get(word);
      const points = seen ?? scoreWord(word);
      if (seen === undefined) known.set(word, points);
      good += points;
    }
    return good;
  };
}

function best(
  line: string,
  score: (line: string) => number,
): { readonly encoding: Encoding; readonly margin: number } {
  const start = line.slice(0, MAX_SCORED);
  const unicode = score(start);
  const tcvn3 = score(fromTcvn3(start).slice(0, MAX_SCORED));
  const vni = score(fromVni(start).slice(0, MAX_SCORED));
  const top = Math.max(tcvn3, vni);
  if (top <= unicode) return { encoding: 'unicode', margin: unicode - top };
  return { encoding: tcvn3 >= vni ? 'tcvn3' : 'vni', margin: top - unicode };
}

function isSuspect(line: string): boolean {
  return LATIN1.test(line) && !MODERN.test(line) && !COMBINING.test(line);
}

/**
 * Reads lines written in TCVN3 or VNI codes as Unicode, each line judged by itself.
 *
 * A short line that could be either ("Sè:") follows its neighbourhood: it is converted when most of
 * the telling lines of the text are in that code.
 */
export function decodeLegacy(lines: readonly string[]): {
  readonly lines: readonly string[];
  readonly converted: Readonly<Record<'tcvn3' | 'vni', number>>;
} {
  const score = createScore();
  const verdicts = lines.map((line) => (isSuspect(line) ? best(line, score) : undefined));
  const votes = { unicode: 0, tcvn3: 0, vni: 0 };
  verdicts.forEach((verdict, at) => {
    if (verdict !== undefined && FOREIGN.test(lines[at] ?? '')) votes[verdict.encoding] += 1;
  });
  const modern = lines.filter((line) => MODERN.test(line)).length;
  const majority: Encoding =
    votes.tcvn3 > modern && votes.tcvn3 >= votes.vni
      ? 'tcvn3'
      : votes.vni > modern
        ? 'vni'
        : 'unicode';

  const converted = { tcvn3: 0, vni: 0 };
  const decoded = lines.map((line, at) => {
    const verdict = verdicts[at];
    if (verdict === undefined) return line;
    const isTie = verdict.encoding === 'unicode' && verdict.margin === 0;
    const encoding = isTie ? majority : verdict.encoding;
    if (encoding === 'unicode') return line;
    if (!isTie && !FOREIGN.test(line) && majority !== encoding) return line;
    converted[encoding] += 1;
    return encoding === 'tcvn3' ? fromTcvn3(line) : fromVni(line);
  });
  return { lines: decoded, converted };
}
