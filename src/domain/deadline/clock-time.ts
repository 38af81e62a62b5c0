import { parseDigits } from './numbers.ts';
import { continues, gapAt, type Parsed, type Tokens, wordAt } from './tokens.ts';

/** Where a part of the day ends when no hour is printed; offices close at 17:00. */
const PART_ENDS: ReadonlyMap<string, string> = new Map([
  ['sáng', '12:00'],
  ['trưa', '12:00'],
  ['chiều', '17:00'],
  ['tối', '24:00'],
]);

const AFTERNOON = new Set(['chiều', 'tối', 'đêm']);
const HOUR_WORDS = new Set(['h', 'g', 'giờ']);
const MINUTE_MARKS = new Set(['phút', 'p', 'ph', "'", '’', '′', '`', '´']);
const DATE_MARKS = new Set(['/', '-', '.']);

const pad = (value: number): string => String(value).padStart(2, '0');

function clock(hour: number, minute: number): string | undefined {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return `${pad(hour)}:${pad(minute)}`;
}

/** In `17 giờ 20/9` the 20 is a day. */
function startsDate(tokens: Tokens, at: number): boolean {
  return DATE_MARKS.has(wordAt(tokens, at + 1)) && /^\d/.test(wordAt(tokens, at + 2));
}

function parseMinutes(tokens: Tokens, at: number): Parsed<number> {
  const none = { value: 0, next: at };
  if (!continues(tokens, at)) return none;
  const read = parseDigits(tokens, at, 1, 2);
  if (read === undefined || startsDate(tokens, at)) return none;
  const marked = MINUTE_MARKS.has(wordAt(tokens, read.next)) && continues(tokens, read.next);
  if (!marked && wordAt(tokens, at).length < 2) return none;
  return { value: read.value, next: marked ? read.next + 1 : read.next };
}

/** Reads an hour as 'HH:MM': `17h00`, `17h`, `7h45’`, `08 giờ`, `10 giờ 00 phút`, `17:00`, `2 giờ chiều`. */
export function parseClockTime(tokens: Tokens, at: number): Parsed<string> | undefined {
  const hour = parseDigits(tokens, at, 1, 2);
  if (hour === undefined || !continues(tokens, hour.next)) return undefined;
  const mark = wordAt(tokens, hour.next);
  if (mark === ':' && gapAt(tokens, hour.next) === 'none') {
    const minute = parseDigits(tokens, hour.next + 1, 2, 2);
    if (minute === undefined || gapAt(tokens, hour.next + 1) !== 'none') return undefined;
    const value = clock(hour.value, minute.value);
    return value === undefined ? undefined : { value, next: minute.next };
  }
  if (!HOUR_WORDS.has(mark)) return undefined;
  const minute = parseMinutes(tokens, hour.next + 1);
  const part = continues(tokens, minute.next) ? wordAt(tokens, minute.next) : '';
  const isAfternoon = AFTERNOON.has(part) && hour.value < 12;
  const value = clock(hour.value + (isAfternoon ? 12 : 0), minute.value);
  if (value === undefined) return undefined;
  return { value, next: AFTERNOON.has(part) || part === 'sáng' ? minute.next + 1 : minute.next };
}

/** Reads `sáng`, `buổi chiều` … as the hour that part of the day ends. */
export function parsePartOfDay(tokens: Tokens, at: number): Parsed<string> | undefined {
  const word = wordAt(tokens, at) === 'buổi' ? at + 1 : at;
  const value = PART_ENDS.get(wordAt(tokens, word));
  return value === undefined ? undefined : { value, next: word + 1 };
}
