import type { Recurrence } from './recurrence.ts';
import { continues, type Parsed, type Tokens, wordAt, wordTable } from './tokens.ts';

/** How often something comes back, before it is known on which day. */
export interface Frequency {
  readonly freq: Recurrence['freq'];
  /** Months of the year in which it comes; empty when the words do not say. */
  readonly months: readonly number[];
  /** Whether the months depend on which period is reported (`tháng cuối kỳ báo cáo`). */
  readonly isPeriodOpen?: boolean;
}

const daily: Frequency = { freq: 'DAILY', months: [] };
const weekly: Frequency = { freq: 'WEEKLY', months: [] };
const monthly: Frequency = { freq: 'MONTHLY', months: [] };
const yearly: Frequency = { freq: 'YEARLY', months: [] };
const lastOfQuarter: Frequency = { freq: 'YEARLY', months: [3, 6, 9, 12] };
const firstOfQuarter: Frequency = { freq: 'YEARLY', months: [1, 4, 7, 10] };
const lastOfPeriod: Frequency = { freq: 'MONTHLY', months: [], isPeriodOpen: true };

const every = (unit: string): readonly string[] =>
  ['hằng', 'hàng', 'mỗi'].map((word) => `${word} ${unit}`);

/** `hằng tháng`, `mỗi năm một lần`: stands before or after the day. */
const adverb = wordTable<Frequency>([
  [every('ngày'), daily],
  [every('tuần'), weekly],
  [every('tháng'), monthly],
  [every('quý'), lastOfQuarter],
  [every('năm'), yearly],
]);

const times = wordTable<true>([
  [['một lần', '01 lần', '1 lần', 'hai lần', '02 lần', '2 lần', ', một lần', ', 01 lần'], true],
]);

/** What may follow a day of the month or of the year. */
const following = wordTable<Frequency>([
  [
    [
      'tháng cuối quý',
      'tháng cuối của quý',
      'tháng cuối mỗi quý',
      'tháng cuối hằng quý',
      'tháng cuối hàng quý',
      'tháng cuối cùng của quý',
      'tháng cuối cùng quý',
      'tháng thứ ba của quý',
    ],
    lastOfQuarter,
  ],
  [
    [
      'tháng đầu quý',
      'tháng đầu của quý',
      'tháng đầu quý sau',
      'tháng đầu của quý sau',
      'tháng đầu tiên của quý',
      'tháng đầu tiên của quý sau',
      'tháng đầu tiên quý sau',
      'tháng đầu quý tiếp theo',
      'tháng đầu của quý tiếp theo',
    ],
    firstOfQuarter,
  ],
  [
    [
      'tháng cuối kỳ',
      'tháng cuối của kỳ',
      'tháng cuối kỳ báo cáo',
      'tháng cuối của kỳ báo cáo',
      'tháng cuối cùng của kỳ báo cáo',
      'tháng cuối cùng kỳ báo cáo',
    ],
    lastOfPeriod,
  ],
  [
    [
      'tháng báo cáo',
      'tháng liền kề',
      'tháng kế tiếp',
      'tháng tiếp theo',
      'tháng sau liền kề',
      'tháng liền sau',
    ],
    monthly,
  ],
  [
    [
      'năm báo cáo',
      'năm liền kề',
      'năm liền kề năm báo cáo',
      'năm liền kề sau năm báo cáo',
      'năm sau liền kề',
      'năm sau liền kề năm báo cáo',
      'năm sau năm báo cáo',
      'năm liền sau năm báo cáo',
      'năm kế tiếp',
      'năm tiếp theo',
      'năm kế tiếp năm báo cáo',
      'năm sau của năm báo cáo',
    ],
    yearly,
  ],
]);

/** These need `của` in front: `ngày 05 của tháng sau`. */
const possessed = wordTable<Frequency>([
  [['tháng', 'tháng sau', 'mỗi tháng', 'các tháng'], monthly],
  [['năm', 'năm sau'], yearly],
]);

/** Reads `hằng năm`, `hàng quý`, `mỗi năm một lần`. */
export function parseFrequency(tokens: Tokens, at: number): Parsed<Frequency> | undefined {
  const read = adverb(tokens, at);
  if (read === undefined) return undefined;
  return { value: read.value, next: times(tokens, read.next)?.next ?? read.next };
}

/** Reads what makes the day before it recurring: `hằng tháng`, `của tháng cuối quý`, `của năm báo cáo`. */
export function parseFrequencyAfter(tokens: Tokens, at: number): Parsed<Frequency> | undefined {
  if (!continues(tokens, at)) return undefined;
  const of = wordAt(tokens, at) === 'của' && continues(tokens, at + 1) ? at + 1 : at;
  const read = parseFrequency(tokens, of) ?? following(tokens, of);
  if (read !== undefined) {
    // `tháng cuối quý hằng năm` says no more than `tháng cuối quý`.
    const again = continues(tokens, read.next) ? parseFrequency(tokens, read.next) : undefined;
    return again === undefined ? read : { value: read.value, next: again.next };
  }
  const owned = of > at ? possessed(tokens, of) : undefined;
  // `của tháng 9`, `của năm 2024` name one month or year.
  return owned === undefined || /^[\d\p{L}]/u.test(ownedBy(tokens, owned.next)) ? undefined : owned;
}

const NUMBERED = /^\d|^(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|này|tới|nay)$/u;

function ownedBy(tokens: Tokens, next: number): string {
  const word = continues(tokens, next) ? wordAt(tokens, next) : '';
  return NUMBERED.test(word) ? word : '';
}

const workingDay = wordTable<1 | -1>([
  [['ngày làm việc cuối cùng', 'ngày làm việc cuối'], -1],
  [['ngày làm việc đầu tiên'], 1],
]);

const lastDay = wordTable<Frequency>([
  [
    ['ngày cuối tháng', 'ngày cuối cùng của tháng', 'ngày cuối cùng tháng', 'ngày cuối của tháng'],
    monthly,
  ],
  [['ngày cuối quý', 'ngày cuối cùng của quý', 'ngày cuối của quý'], lastOfQuarter],
]);

const workingMonth = wordTable<Frequency>([
  [
    [
      'tháng',
      'của tháng',
      'của mỗi tháng',
      'mỗi tháng',
      'hằng tháng',
      'hàng tháng',
      'trong tháng',
      'của tháng báo cáo',
    ],
    monthly,
  ],
  [
    ['quý', 'của quý', 'mỗi quý', 'hằng quý', 'hàng quý', 'của mỗi quý', 'của tháng cuối quý'],
    lastOfQuarter,
  ],
]);

/** A day of the month that only the calendar can tell. */
export interface FloatingDay {
  readonly monthDay: -1 | undefined;
  readonly workingDay: 1 | -1 | undefined;
  readonly months: readonly number[];
}

/** Reads `ngày làm việc cuối cùng của tháng`, `ngày cuối cùng của quý`; not `… của tháng 9`. */
export function parseFloatingDay(tokens: Tokens, at: number): Parsed<FloatingDay> | undefined {
  const last = lastDay(tokens, at);
  const day = workingDay(tokens, at);
  const month = last ?? (day === undefined ? undefined : workingMonth(tokens, day.next));
  if (month === undefined || ownedBy(tokens, month.next) !== '') return undefined;
  return {
    value: {
      monthDay: last === undefined ? undefined : -1,
      workingDay: day?.value,
      months: month.value.months,
    },
    next: month.next,
  };
}
