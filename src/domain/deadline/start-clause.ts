import { makeDay } from '../day.ts';
import { parseDate } from './calendar-date.ts';
import { parseYear } from './numbers.ts';
import { parsePeriod, periodDays } from './period.ts';
import { namedDayOf, type Start } from './resolve.ts';
import { continues, matchWords, type Parsed, type Tokens, wordAt, wordTable } from './tokens.ts';

const introductions = wordTable<true>([
  [
    [
      'bắt đầu từ',
      'bắt đầu',
      'kể từ',
      'tính từ',
      'từ',
      'thực hiện từ',
      'áp dụng từ',
      'thực hiện kể từ',
      'áp dụng kể từ',
      'kỳ đầu tiên',
      'kỳ đầu tiên là',
      'kỳ đầu tiên vào',
      'kỳ đầu tiên :',
      'kỳ báo cáo đầu tiên',
      'kỳ báo cáo đầu tiên là',
      'lần đầu tiên',
      'lần đầu',
      'lần đầu vào',
      'lần đầu tiên vào',
    ],
    true,
  ],
]);

/** Reads `bắt đầu từ ngày 20/5/2026`, `kỳ đầu tiên ngày …`, `kể từ tháng 10/2024`, `từ năm 2027 trở đi`. */
export function parseStart(
  tokens: Tokens,
  at: number,
  issuedOn: string | null,
): Parsed<Start> | undefined {
  const introduction = continues(tokens, at) || at === 0 ? introductions(tokens, at) : undefined;
  if (introduction === undefined) return undefined;
  const { next } = introduction;
  if (!continues(tokens, next)) return undefined;

  const date = parseDate(tokens, next);
  if (date?.value.month !== undefined) {
    const { day, flags } = namedDayOf(date.value, issuedOn);
    return day === null ? undefined : { value: { day, flags }, next: onward(tokens, date.next) };
  }
  const year = wordAt(tokens, next) === 'năm' ? parseYear(tokens, next + 1) : undefined;
  if (year !== undefined) {
    const day = makeDay(year.value, 1, 1) ?? '';
    return { value: { day, flags: [`starts:${year.value}`] }, next: onward(tokens, year.next) };
  }
  const period = parsePeriod(tokens, next);
  const days = period === undefined ? undefined : periodDays(period.value, issuedOn);
  if (period === undefined || days === undefined) return undefined;
  return {
    value: { day: days.first, flags: days.yearInferred ? ['year_inferred'] : [] },
    next: onward(tokens, period.next),
  };
}

function onward(tokens: Tokens, end: number): number {
  return matchWords(tokens, end, ['trở', 'đi']) ?? end;
}

/** As `parseStart` after a comma or in brackets, behind a recurring phrase. */
export function parseStartAfter(
  tokens: Tokens,
  at: number,
  issuedOn: string | null,
): Parsed<Start> | undefined {
  const mark = wordAt(tokens, at);
  if (!continues(tokens, at)) return undefined;
  if (mark !== ',' && mark !== '(') return parseStart(tokens, at, issuedOn);
  const start = parseStart(tokens, at + 1, issuedOn);
  if (start === undefined || mark === ',') return start;
  return wordAt(tokens, start.next) === ')' ? { ...start, next: start.next + 1 } : undefined;
}
