/**
 * Whether a date without a year comes back every year.
 *
 * A list of report dates (báo cáo 06 tháng …, báo cáo năm …) recurs in a standing regime and is a list of single dates
 * in a plan for one named year; the words around it tell which.
 */
import { contains, opensClause, sentenceEnd, sentenceStart } from './clause.ts';
import { parseYear } from './numbers.ts';
import type { Reader } from './reader.ts';
import { type Frequency, parseFrequency } from './recurrence-words.ts';
import { matchWords, type Tokens, wordAt, wordTable } from './tokens.ts';

const REGIME_WINDOW = 120;

const REGIME = [
  'định kỳ',
  'hằng năm',
  'hàng năm',
  'hằng quý',
  'hàng quý',
  'hằng tháng',
  'hàng tháng',
  'mỗi năm',
  'chế độ báo cáo',
  'thường kỳ',
];
const HALF_YEAR = ['6 tháng', '06 tháng', 'sáu tháng', 'bán niên'];
const YEAR = ['báo cáo năm', 'báo cáo tổng kết năm', 'năm (', 'cả năm', ', năm :', 'năm :'];

const regimeWords = wordTable<true>([[REGIME, true]]);
const halfYearReports = wordTable<true>([[HALF_YEAR, true]]);
const yearReports = wordTable<true>([[YEAR, true]]);
const reportWords = wordTable<true>([[[...REGIME, ...HALF_YEAR, ...YEAR], true]]);
const planWords = wordTable<true>([[['kế hoạch', 'chương trình'], true]]);

/** The year a plan is for: `Kế hoạch … năm 2024` near the start of the text. */
function planYear(tokens: Tokens): number | undefined {
  const head = Math.min(tokens.length, REGIME_WINDOW);
  for (let at = 0; at < head; at += 1) {
    if (planWords(tokens, at) === undefined) continue;
    // A plan with a number is a cited one.
    if (wordAt(tokens, at + 2) === 'số') continue;
    for (let ahead = at; ahead < Math.min(at + 30, tokens.length); ahead += 1) {
      if (ahead > at && /^[.;]$/.test(wordAt(tokens, ahead))) break;
      const year = wordAt(tokens, ahead) === 'năm' ? parseYear(tokens, ahead + 1) : undefined;
      if (year !== undefined) return year.value;
    }
  }
  return undefined;
}

/**
 * Which years the yearless date of the phrase [from, to) belongs to, when it is the date of a report: `every` in a
 * standing regime, the one named year of a plan; undefined when the words do not say.
 */
export function yearOfReport(
  reader: Reader,
  from: number,
  to: number,
): 'every' | number | undefined {
  if (!isReportDate(reader, from, to)) return undefined;
  const { tokens, standing } = reader;
  if (standing === true) return 'every';
  const start = Math.max(0, from - REGIME_WINDOW);
  const end = Math.min(tokens.length, to + REGIME_WINDOW);
  const isRegime = standing === undefined && contains(regimeWords, tokens, start, end);
  if (isRegime) return 'every';
  const year = planYear(tokens);
  return year === undefined && standing === undefined && isList(tokens, start, end)
    ? 'every'
    : year;
}

/** Half-year and year side by side: nobody asks for both once. */
function isList(tokens: Tokens, from: number, to: number): boolean {
  return contains(halfYearReports, tokens, from, to) && contains(yearReports, tokens, from, to);
}

/** Whether the sentence around the phrase speaks of the report of a period. */
function isReportDate({ tokens }: Reader, from: number, to: number): boolean {
  return contains(reportWords, tokens, sentenceStart(tokens, from), sentenceEnd(tokens, to));
}

/** The frequency named earlier in the sentence, where it rules the whole of it: `Hằng tháng, các đơn vị …`. */
export function frequencyBefore(tokens: Tokens, at: number): Frequency | undefined {
  const start = sentenceStart(tokens, at);
  for (let back = at - 1; back >= start; back -= 1) {
    const read = parseFrequency(tokens, back);
    if (read === undefined) continue;
    const rules =
      opensClause(tokens, back) ||
      matchWords(tokens, back - 2, ['định', 'kỳ']) !== undefined ||
      matchWords(tokens, back - 2, ['báo', 'cáo']) !== undefined;
    if (rules) return read.value;
  }
  return undefined;
}

/** The months in which a reported period ends, by the period the sentence names. */
export function reportedMonths(
  tokens: Tokens,
  at: number,
): readonly number[] | 'every' | undefined {
  const start = sentenceStart(tokens, at);
  for (let back = at - 1; back >= start; back -= 1) {
    const word = wordAt(tokens, back);
    if (word === 'quý') return [3, 6, 9, 12];
    if (halfYearReports(tokens, back) !== undefined) return [6, 12];
    const isReport =
      wordAt(tokens, back - 1) === 'cáo' || /^(?:hằng|hàng)$/.test(wordAt(tokens, back - 1));
    if (isReport && word === 'năm') return [12];
    if (isReport && word === 'tháng') return 'every';
  }
  return undefined;
}
