import { type PrintedDate, parseDate } from './calendar-date.ts';
import { parseClockTime, parsePartOfDay } from './clock-time.ts';
import { continues, type Parsed, type Tokens, wordAt, wordTable } from './tokens.ts';

/** A point in time as printed: any of its parts may be missing, not all of them. */
export interface Moment {
  /** 'HH:MM'; more than one only in `trước 07 giờ 30 và trước 17 giờ 00`. */
  readonly times: readonly string[];
  /** Whether the hour is the end of a part of the day (`sáng`). */
  readonly isVague: boolean;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly number[];
  readonly date: PrintedDate | undefined;
  /** Days after the date of issue: 0 for `hôm nay` and `cùng ngày`, 1 for `ngày mai`. */
  readonly daysAfterIssue: number | undefined;
  /** Weeks after the week of issue: 0 for `tuần này`, 1 for `tuần sau`. */
  readonly weeksAfterIssue: number | undefined;
}

const weekday = wordTable([
  [['thứ hai', 'thứ 2'], 1],
  [['thứ ba', 'thứ 3'], 2],
  [['thứ tư', 'thứ 4'], 3],
  [['thứ năm', 'thứ 5'], 4],
  [['thứ sáu', 'thứ 6'], 5],
  [['thứ bảy', 'thứ bẩy', 'thứ 7'], 6],
  [['chủ nhật', 'chúa nhật'], 7],
]);

const dayOfIssue = wordTable([
  [['cùng ngày', 'hôm nay', 'ngày hôm nay', 'trong ngày hôm nay'], 0],
  [['ngày mai', 'ngày hôm sau'], 1],
]);

const weekOfIssue = wordTable([
  [['tuần này', 'trong tuần này', 'của tuần này'], 0],
  [['tuần sau', 'tuần tới', 'của tuần sau', 'tuần kế tiếp'], 1],
]);

const CONNECTORS = new Set([',', 'vào', 'lúc', 'của', 'là']);
const LIST_MARKS = new Set([',', 'và', 'hoặc']);

const NOTHING: Moment = {
  times: [],
  isVague: false,
  weekdays: [],
  date: undefined,
  daysAfterIssue: undefined,
  weeksAfterIssue: undefined,
};

/** Reads the next part that `moment` lacks. */
function parsePart(tokens: Tokens, at: number, moment: Moment): Parsed<Moment> | undefined {
  const isDated = moment.date !== undefined || moment.daysAfterIssue !== undefined;
  if (moment.times.length === 0) {
    const time = parseClockTime(tokens, at);
    if (time !== undefined) return part({ ...moment, times: [time.value] }, time.next);
    const partOfDay = isDated ? undefined : parsePartOfDay(tokens, at);
    if (partOfDay !== undefined) {
      return part({ ...moment, times: [partOfDay.value], isVague: true }, partOfDay.next);
    }
  }
  if (!isDated) {
    const dayWord = dayOfIssue(tokens, at);
    if (dayWord !== undefined) {
      return part({ ...moment, daysAfterIssue: dayWord.value }, dayWord.next);
    }
    const date = parseDate(tokens, at);
    if (date !== undefined) return part({ ...moment, date: date.value }, date.next);
  }
  if (moment.weekdays.length === 0) {
    const days = parseWeekdays(tokens, at);
    if (days !== undefined) return part({ ...moment, weekdays: days.value }, days.next);
  }
  if (moment.weeksAfterIssue === undefined && moment.weekdays.length > 0 && !isDated) {
    const week = weekOfIssue(tokens, at);
    if (week !== undefined) return part({ ...moment, weeksAfterIssue: week.value }, week.next);
  }
  return undefined;
}

const part = (value: Moment, next: number): Parsed<Moment> => ({ value, next });

/** Reads `thứ Hai`, `thứ Hai, thứ Năm và thứ Sáu` as 1 (Monday) to 7 (Sunday). */
export function parseWeekdays(tokens: Tokens, at: number): Parsed<readonly number[]> | undefined {
  let read = weekday(tokens, at);
  if (read === undefined) return undefined;
  const days: number[] = [];
  let next = at;
  while (read !== undefined) {
    days.push(read.value);
    next = read.next;
    const isListed = days.length < 7 && LIST_MARKS.has(wordAt(tokens, next));
    read = isListed ? weekday(tokens, next + 1) : undefined;
    // A day named twice ends the list, so that reading stays linear.
    if (read !== undefined && days.includes(read.value)) read = undefined;
  }
  return { value: days, next };
}

/** Reads `và trước 17 giờ 00` after the first hour. */
function parseSecondTime(tokens: Tokens, at: number): Parsed<string> | undefined {
  if (!LIST_MARKS.has(wordAt(tokens, at)) || !continues(tokens, at)) return undefined;
  const time = wordAt(tokens, at + 1) === 'trước' ? at + 2 : at + 1;
  return continues(tokens, time) ? parseClockTime(tokens, time) : undefined;
}

/** Reads hour, weekday and date in any order, with commas or brackets between: `10 giờ 00 thứ Sáu (20/9/2024)`. */
export function parseMoment(tokens: Tokens, at: number): Parsed<Moment> | undefined {
  let read = parsePart(tokens, at, NOTHING);
  while (read !== undefined) {
    const more = parseMore(tokens, read.next, read.value);
    if (more === undefined) break;
    read = more;
  }
  return read;
}

function parseMore(tokens: Tokens, at: number, moment: Moment): Parsed<Moment> | undefined {
  const mayHaveTwo = moment.times.length === 1 && !moment.isVague && moment.date === undefined;
  const second = mayHaveTwo ? parseSecondTime(tokens, at) : undefined;
  if (second !== undefined) {
    return part({ ...moment, times: [...moment.times, second.value] }, second.next);
  }
  return parseConnected(tokens, at, moment) ?? parseBracketed(tokens, at, moment);
}

function parseConnected(tokens: Tokens, at: number, moment: Moment): Parsed<Moment> | undefined {
  if (!continues(tokens, at)) return undefined;
  const direct = parsePart(tokens, at, moment);
  if (direct !== undefined) return direct;
  return CONNECTORS.has(wordAt(tokens, at)) && continues(tokens, at + 1)
    ? parsePart(tokens, at + 1, moment)
    : undefined;
}

function parseBracketed(tokens: Tokens, at: number, moment: Moment): Parsed<Moment> | undefined {
  if (wordAt(tokens, at) !== '(' || !continues(tokens, at)) return undefined;
  let read = parsePart(tokens, at + 1, moment);
  while (read !== undefined && wordAt(tokens, read.next) !== ')') {
    read = parseConnected(tokens, read.next, read.value);
  }
  return read === undefined ? undefined : part(read.value, read.next + 1);
}
