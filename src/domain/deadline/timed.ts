import { type Boundary, isSpeakingOfLimit, parseBoundary, parseLimitNoun } from './boundary.ts';
import { type PrintedDate, parseDate } from './calendar-date.ts';
import { lunarMark, lunarToDay, parseLunarDate } from './lunar-date.ts';
import { type Moment, parseMoment } from './moment.ts';
import { parsePeriod, periodDays } from './period.ts';
import type { Draft, Found, Reader } from './reader.ts';
import type { Recurrence } from './recurrence.ts';
import {
  type Frequency,
  parseFloatingDay,
  parseFrequency,
  parseFrequencyAfter,
} from './recurrence-words.ts';
import { absolute, namedDayOf, namedDayOfMoment, recurring, type Start } from './resolve.ts';
import { frequencyBefore, reportedMonths, yearOfReport } from './standing.ts';
import { parseStart, parseStartAfter } from './start-clause.ts';
import { continues, matchWords, type Parsed, type Tokens, wordAt } from './tokens.ts';

interface Prefix {
  readonly frequency: Frequency | undefined;
  readonly start: Start | undefined;
}

const NO_PREFIX: Prefix = { frequency: undefined, start: undefined };
const DURING_OPENERS = new Set(['ngày', 'sáng', 'trưa', 'chiều', 'tối', 'buổi', 'hôm']);
const LIST_MARKS = new Set([',', 'và', 'hoặc']);
const MAX_LISTED_DATES = 11;

/** Reads a boundary and the time it binds: `trước 17h00 ngày 20/9/2024`, `trong Quý III/2024`, `chậm nhất ngày 25 hằng tháng`. */
export function readTimed(reader: Reader, at: number): Found | undefined {
  const boundary = parseBoundary(reader.tokens, at) ?? parseLimitNoun(reader.tokens, at);
  return boundary === undefined ? undefined : readBound(reader, at, boundary);
}

/** Reads a frequency or start clause in front of the boundary: `kể từ năm 2027, mỗi năm một lần trước ngày 05/12`. */
export function readPrefixed(reader: Reader, at: number): Found | undefined {
  const { tokens, issuedOn } = reader;
  const start = parseStart(tokens, at, issuedOn);
  let next = start === undefined ? at : skip(tokens, start.next, [',']);
  next = matchWords(tokens, next, ['định', 'kỳ']) ?? next;
  const frequency = parseFrequency(tokens, next);
  if (frequency === undefined && (start === undefined || next === at)) return undefined;
  next = skip(tokens, frequency?.next ?? next, [',', '(', ':', 'vào']);
  const boundary = continues(tokens, next) ? parseBoundary(tokens, next) : undefined;
  if (boundary === undefined) return undefined;
  const found = readBound(reader, at, boundary, {
    frequency: frequency?.value,
    start: start?.value,
  });
  // A start clause opens spans of all sorts: only what comes back has a first time.
  return found?.drafts.every((draft) => draft.kind === 'recurring') ? found : undefined;
}

function skip(tokens: Tokens, at: number, marks: readonly string[]): number {
  return marks.includes(wordAt(tokens, at)) && continues(tokens, at) ? at + 1 : at;
}

/** Reads the time that a boundary read at `from` binds. */
export function readBound(
  reader: Reader,
  from: number,
  { value, next }: Parsed<Boundary>,
  prefix: Prefix = NO_PREFIX,
): Found | undefined {
  if (next > from && !continues(reader.tokens, next)) return undefined;
  if (value.strength === 'weak' && !isSpeakingOfLimit(reader.tokens, from)) return undefined;
  const found =
    readLunar(reader, next, value) ??
    readFloating(reader, next, value, prefix) ??
    readMoment(reader, from, next, value, prefix) ??
    readPeriod(reader, next, value);
  return found && { from, to: found.to, drafts: found.drafts };
}

type Content = Omit<Found, 'from'>;

function readLunar(reader: Reader, at: number, { boundary }: Boundary): Content | undefined {
  const date = parseLunarDate(reader.tokens, at);
  if (date === undefined) return undefined;
  const day = lunarToDay(date.value, reader.issuedOn) ?? null;
  const flags = day === null ? ['lunar', 'needs_issue_date'] : ['lunar'];
  return { to: date.next, drafts: [absolute(reader, 'absolute', boundary, { day, flags }, null)] };
}

function readPeriod(reader: Reader, at: number, { boundary }: Boundary): Content | undefined {
  const period = parsePeriod(reader.tokens, at);
  if (period === undefined) return undefined;
  return { to: period.next, drafts: [periodDraft(reader, boundary, period.value)] };
}

/** The deadline a period states: its end for `trong`, the day before it for `trước` (R4). */
export function periodDraft(
  reader: Reader,
  boundary: 'before' | 'by',
  period: Parameters<typeof periodDays>[0],
): Draft {
  const days = periodDays(period, reader.issuedOn);
  const vague = period.part === 'whole' ? [] : ['vague'];
  if (days === undefined) {
    const flags = [...vague, 'needs_issue_date'];
    return absolute(reader, 'period', boundary, { day: null, flags }, null);
  }
  const flags = [...(days.yearInferred ? ['year_inferred'] : []), ...vague];
  const day = boundary === 'before' && period.part === 'whole' ? days.first : days.named;
  return absolute(reader, 'period', boundary, { day, flags }, null);
}

function readFloating(
  reader: Reader,
  at: number,
  { boundary }: Boundary,
  prefix: Prefix,
): Content | undefined {
  const { tokens, issuedOn } = reader;
  const floating = parseFloatingDay(tokens, at);
  if (floating === undefined) return undefined;
  const { monthDay, workingDay, months } = floating.value;
  const rule: Recurrence = {
    freq: monthDay !== undefined && months.length > 0 ? 'YEARLY' : 'MONTHLY',
    months,
    monthDay,
    weekdays: [],
    workingDay,
    time: undefined,
  };
  const start = parseStartAfter(tokens, floating.next, issuedOn);
  const draft = recurring(reader, boundary, rule, start?.value ?? prefix.start);
  return { to: start?.next ?? floating.next, drafts: [draft] };
}

function readMoment(
  reader: Reader,
  from: number,
  at: number,
  bound: Boundary,
  prefix: Prefix,
): Content | undefined {
  const { tokens, issuedOn } = reader;
  const read = parseMoment(tokens, at);
  if (read === undefined) return undefined;
  const moment = read.value;
  if (bound.strength === 'during' && !DURING_OPENERS.has(wordAt(tokens, at))) return undefined;
  // A lunar date must not be taken for a solar one; those that can be counted were read before.
  if (lunarMark(tokens, read.next) !== undefined) return undefined;
  if (isFraction(tokens, at, moment)) return undefined;

  const dates = listedDates(tokens, read.next, moment);
  const afterList = dates === undefined ? undefined : parseFrequencyAfter(tokens, dates.next);
  const after = afterList ?? frequencyAfter(tokens, read.next, moment);
  const frequency = after?.value ?? prefix.frequency ?? frequencyBefore(tokens, from);
  if (frequency !== undefined) {
    const moments =
      afterList === undefined || dates === undefined
        ? [moment]
        : [moment, ...dates.value.map((date) => ({ ...moment, date }))];
    const { flags, frequency: settled } = settle(frequency, tokens, from);
    const rules = mergeMonths(moments.flatMap((each) => rulesOf(settled, each)));
    if (rules.length > 0) {
      const next = after?.next ?? read.next;
      const start = parseStartAfter(tokens, next, issuedOn);
      const drafts = rules.map((rule) =>
        recurring(reader, bound.boundary, rule, start?.value ?? prefix.start, flags),
      );
      return { to: start?.next ?? next, drafts };
    }
  }
  return readSingle(reader, from, read, bound, prefix);
}

/** `không quá 1/3 số hộ`: a bare pair of numbers after `không quá` is a share. */
function isFraction(tokens: Tokens, at: number, { date, times }: Moment): boolean {
  const isBare = /^\d/.test(wordAt(tokens, at)) && times.length === 0;
  return isBare && date?.year === undefined && wordAt(tokens, at - 1) === 'quá';
}

/** A frequency that follows the day, but not the `của năm …` of a date that has its year. */
function frequencyAfter(
  tokens: Tokens,
  at: number,
  { date }: Moment,
): Parsed<Frequency> | undefined {
  return date?.year === undefined ? parseFrequencyAfter(tokens, at) : undefined;
}

/** Reads the rest of `20/6 và 20/12 hằng năm`, `ngày 15 và ngày 30 hằng tháng`. */
function listedDates(
  tokens: Tokens,
  at: number,
  { date }: Moment,
): Parsed<readonly PrintedDate[]> | undefined {
  if (date === undefined || date.year !== undefined) return undefined;
  const isWhole = date.month !== undefined;
  const dates: PrintedDate[] = [];
  let next = at;
  while (
    dates.length < MAX_LISTED_DATES &&
    LIST_MARKS.has(wordAt(tokens, next)) &&
    continues(tokens, next)
  ) {
    const dateAt = skip(tokens, next + 1, ['trước']);
    const read = continues(tokens, dateAt) ? parseDate(tokens, dateAt) : undefined;
    if (read === undefined || read.value.year !== undefined) break;
    if ((read.value.month !== undefined) !== isWhole) break;
    dates.push(read.value);
    next = read.next;
  }
  return dates.length === 0 ? undefined : { value: dates, next };
}

/** Finds the months of `tháng cuối kỳ báo cáo` from the period the sentence reports on. */
function settle(
  frequency: Frequency,
  tokens: Tokens,
  at: number,
): { readonly frequency: Frequency; readonly flags: readonly string[] } {
  if (frequency.isPeriodOpen !== true) return { frequency, flags: [] };
  const months = reportedMonths(tokens, at);
  if (months === undefined) return { frequency, flags: ['period_not_stated'] };
  return months === 'every'
    ? { frequency: { freq: 'MONTHLY', months: [] }, flags: [] }
    : { frequency: { freq: 'YEARLY', months }, flags: [] };
}

/** The rules a moment and a frequency make together, one per hour; none when they do not fit. */
function rulesOf({ freq, months }: Frequency, moment: Moment): readonly Recurrence[] {
  const { date, weekdays, times } = moment;
  const base = { months: [], monthDay: undefined, weekdays: [], workingDay: undefined };
  const timed = (rule: Omit<Recurrence, 'time'>): readonly Recurrence[] =>
    times.length === 0 ? [{ ...rule, time: undefined }] : times.map((time) => ({ ...rule, time }));

  if (date?.year !== undefined) return [];
  if (freq === 'DAILY')
    return date === undefined && times.length > 0 ? timed({ ...base, freq }) : [];
  if (freq === 'WEEKLY') {
    return weekdays.length > 0 && date === undefined ? timed({ ...base, freq, weekdays }) : [];
  }
  if (date === undefined) return [];
  if (date.month !== undefined) {
    return freq === 'YEARLY'
      ? timed({ ...base, freq, months: [date.month], monthDay: date.day })
      : [];
  }
  if (freq === 'YEARLY' && months.length === 0) return [];
  return timed({ ...base, freq, months, monthDay: date.day });
}

/** The same day in several months is one rule. */
function mergeMonths(rules: readonly Recurrence[]): readonly Recurrence[] {
  const [first] = rules;
  if (first === undefined || rules.length === 1) return rules;
  const isOne = rules.every(
    (rule) =>
      rule.monthDay === first.monthDay && rule.time === first.time && rule.freq === 'YEARLY',
  );
  if (!isOne) return rules;
  const months = [...new Set(rules.flatMap((rule) => rule.months))].sort((a, b) => a - b);
  return [{ ...first, months }];
}

/** A moment without a frequency: one day, or every year in a standing regime. */
function readSingle(
  reader: Reader,
  from: number,
  { value: moment, next }: Parsed<Moment>,
  { boundary }: Boundary,
  prefix: Prefix,
): Content | undefined {
  const { date } = moment;
  const isDated =
    date?.month !== undefined ||
    moment.daysAfterIssue !== undefined ||
    moment.weeksAfterIssue !== undefined;
  if (!isDated) return undefined;
  if (date !== undefined && date.year === undefined) {
    const year = yearOfReport(reader, from, next);
    if (year === 'every') {
      const rules = rulesOf({ freq: 'YEARLY', months: [] }, moment);
      if (rules.length > 0) {
        return {
          to: next,
          drafts: rules.map((rule) => recurring(reader, boundary, rule, prefix.start)),
        };
      }
    }
    if (typeof year === 'number') {
      const named = namedDayOf({ ...date, year }, reader.issuedOn);
      const flags = ['year_inferred', ...named.flags];
      return {
        to: next,
        drafts: [
          absolute(reader, 'absolute', boundary, { ...named, flags }, moment.times[0] ?? null),
        ],
      };
    }
  }
  const named = namedDayOfMoment(reader, moment);
  const times = moment.times.length === 0 ? [null] : moment.times;
  return {
    to: next,
    drafts: times.map((time) => absolute(reader, 'absolute', boundary, named, time)),
  };
}
