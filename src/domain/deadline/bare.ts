/** Limits without a word of boundary: cells of a time column, days of a weekly or monthly round. */
import { contains, sentenceStart } from './clause.ts';
import { parseMoment, parseWeekdays } from './moment.ts';
import { parseDigits, parseNumberWord } from './numbers.ts';
import { parsePeriod } from './period.ts';
import type { Found, Reader } from './reader.ts';
import type { Recurrence } from './recurrence.ts';
import { parseFloatingDay } from './recurrence-words.ts';
import { absolute, namedDayOfMoment, recurring } from './resolve.ts';
import { parseStartAfter } from './start-clause.ts';
import { periodDraft, readBound } from './timed.ts';
import { continues, gapAt, matchWords, type Tokens, wordAt, wordTable } from './tokens.ts';

const reporting = wordTable<true>([
  [['báo cáo', 'gửi', 'nộp', 'cập nhật', 'tổng hợp', 'đăng tải', 'cung cấp', 'công bố'], true],
]);
const finishing = wordTable<true>([
  [['hoàn thành', 'hoàn tất', 'xong', 'báo cáo', 'gửi', 'nộp', 'trình', 'kết thúc'], true],
]);
const meeting = wordTable<true>([
  [
    [
      'họp',
      'giao ban',
      'tiếp công dân',
      'chào cờ',
      'sinh hoạt',
      'phát sóng',
      'làm việc',
      'tổ chức',
      'dự kiến',
      'diễn ra',
      'hội nghị',
      'khai mạc',
      'trực',
    ],
    true,
  ],
]);

const CELL_MARKS = new Set(['|', ';']);
const ROUND_OPENERS = new Set(['vào', 'ngày', 'thứ', 'chủ']);
const MAX_CLAUSE = 14;

function opensCell(tokens: Tokens, at: number): boolean {
  const gap = gapAt(tokens, at);
  return gap === 'block' || CELL_MARKS.has(wordAt(tokens, at - 1));
}

function closesCell(tokens: Tokens, next: number): boolean {
  const gap = gapAt(tokens, next);
  if (gap === undefined || gap === 'block' || gap === 'line') return true;
  const mark = wordAt(tokens, next);
  return CELL_MARKS.has(mark) || (mark === '.' && !continues(tokens, next + 1));
}

/** `Tháng`, not `THÁNG` of a title and not `tháng` of a wrapped line. */
function isCapitalised({ text, tokens }: Reader, at: number): boolean {
  const [first = '', second = ''] = text.slice(tokens.starts[at], tokens.ends[at]).normalize('NFC');
  return first !== first.toLowerCase() && second === second.toLowerCase();
}

/** Reads a period that fills a cell or line (`Tháng 9/2024`), and a rough one where something is to be finished. */
export function readBarePeriod(reader: Reader, at: number): Found | undefined {
  const { tokens } = reader;
  const period = parsePeriod(tokens, at);
  if (period === undefined) return undefined;
  const { unit, part } = period.value;
  const isLine = gapAt(tokens, at) === 'line' && isCapitalised(reader, at);
  const isCell = (opensCell(tokens, at) || isLine) && closesCell(tokens, period.next);
  const isRough = part !== 'whole';
  const isNamed = unit === 'month' || unit === 'quarter';
  const counts =
    (isCell && (reader.timeCell === true || isRough || (isNamed && isCapitalised(reader, at)))) ||
    (isRough && isAsked(tokens, at, finishing));
  if (!counts) return undefined;
  return { from: at, to: period.next, drafts: [periodDraft(reader, 'by', period.value)] };
}

/** Whether the words before `at` in its sentence ask for something and do not announce a meeting. */
function isAsked(tokens: Tokens, at: number, table: typeof reporting): boolean {
  const start = Math.max(sentenceStart(tokens, at), at - MAX_CLAUSE);
  return contains(table, tokens, start, at) && !contains(meeting, tokens, start, at);
}

/** Reads a date that fills a time cell. */
export function readBareDate(reader: Reader, at: number): Found | undefined {
  const { tokens } = reader;
  if (reader.timeCell !== true || !opensCell(tokens, at)) return undefined;
  const read = parseMoment(tokens, at);
  if (read?.value.date?.month === undefined || !closesCell(tokens, read.next)) return undefined;
  const named = namedDayOfMoment(reader, read.value);
  const time = read.value.times[0] ?? null;
  return { from: at, to: read.next, drafts: [absolute(reader, 'absolute', 'by', named, time)] };
}

/** Reads `02 lần/tuần (thứ Hai, thứ Năm)`. */
export function readTimesAWeek(reader: Reader, at: number): Found | undefined {
  const { tokens, issuedOn } = reader;
  const count = parseDigits(tokens, at, 1, 2) ?? parseNumberWord(tokens, at);
  if (count === undefined) return undefined;
  const week =
    matchWords(tokens, count.next, ['lần', '/', 'tuần']) ??
    matchWords(tokens, count.next, ['lần', 'mỗi', 'tuần']) ??
    matchWords(tokens, count.next, ['lần', 'một', 'tuần']);
  if (week === undefined || !continues(tokens, week)) return undefined;
  const isBracketed = wordAt(tokens, week) === '(';
  const opener = isBracketed || /^[,:]$/.test(wordAt(tokens, week)) ? week + 1 : week;
  const days = parseWeekdays(tokens, matchWords(tokens, opener, ['vào']) ?? opener);
  if (days === undefined || (isBracketed && wordAt(tokens, days.next) !== ')')) return undefined;
  const end = isBracketed ? days.next + 1 : days.next;
  const rule: Recurrence = {
    freq: 'WEEKLY',
    months: [],
    monthDay: undefined,
    weekdays: [...days.value].sort((a, b) => a - b),
    workingDay: undefined,
    time: undefined,
  };
  const start = parseStartAfter(tokens, end, issuedOn);
  const draft = recurring(reader, 'by', rule, start?.value);
  return { from: at, to: start?.next ?? end, drafts: [draft] };
}

/** Reads `ngày làm việc cuối cùng của tháng`, and `vào thứ Sáu hằng tuần` where a report is asked for. */
export function readBareRound(reader: Reader, at: number): Found | undefined {
  const { tokens } = reader;
  if (!ROUND_OPENERS.has(wordAt(tokens, at))) return undefined;
  const floating = parseFloatingDay(tokens, at);
  const asked = isAsked(tokens, at, reporting);
  const start = Math.max(sentenceStart(tokens, at), at - MAX_CLAUSE);
  if (floating === undefined && !asked) return undefined;
  if (floating !== undefined && contains(meeting, tokens, start, at)) return undefined;
  const opener = wordAt(tokens, at) === 'vào' ? at + 1 : at;
  const found = readBound(reader, at, {
    value: { boundary: 'by', strength: 'strong' },
    next: opener,
  });
  // Without a boundary only a round that comes back is a limit.
  return found?.drafts.every((draft) => draft.kind === 'recurring') ? found : undefined;
}
