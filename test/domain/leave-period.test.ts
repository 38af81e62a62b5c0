import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/domain/day.ts';
import { overlaps, readLeavePeriod, usualPeriods } from '../../src/domain/leave-period.ts';

/** A Wednesday. */
const today = '2026-01-07';

describe('a leave as people type it', () => {
  test.each([
    ['hôm nay', '2026-01-07', '2026-01-07'],
    ['Ngày mai', '2026-01-08', '2026-01-08'],
    ['mai', '2026-01-08', '2026-01-08'],
    ['3 ngày', '2026-01-07', '2026-01-09'],
    ['20/1', '2026-01-20', '2026-01-20'],
    ['ngày 20/1/2026', '2026-01-20', '2026-01-20'],
    ['20/1-25/1', '2026-01-20', '2026-01-25'],
    ['20/1 – 25/1.', '2026-01-20', '2026-01-25'],
    ['từ ngày 20/1 đến hết ngày 25/1', '2026-01-20', '2026-01-25'],
    ['tu 20/1 den 25/1', '2026-01-20', '2026-01-25'],
    ['đến 9/1', '2026-01-07', '2026-01-09'],
    ['đến hết ngày 9/1', '2026-01-07', '2026-01-09'],
    // The next one is meant, and the end of the year is passed over.
    ['5/1', '2027-01-05', '2027-01-05'],
    ['28/12-3/1', '2026-12-28', '2027-01-03'],
    // What is over of it is over.
    ['5/1/2026-9/1/2026', '2026-01-07', '2026-01-09'],
  ])('%s', (said, from, to) => {
    expect(readLeavePeriod(said, today)).toEqual({ from, to });
  });

  test.each([
    ['', 'unreadable'],
    ['tuần sau', 'unreadable'],
    ['0 ngày', 'unreadable'],
    ['31/2', 'unreadable'],
    ['20/1 nghỉ phép', 'unreadable'],
    ['1/1/2026', 'past'],
    ['25/1/2026-20/1/2026', 'reversed'],
    ['20/1/2026-20/2/2027', 'too-long'],
    ['999 ngày', 'too-long'],
  ])('%s is refused', (said, fault) => {
    expect(readLeavePeriod(said, today)).toBe(fault);
  });

  test('whatever is typed, a period begins today at the earliest and ends in it or later', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (said) => {
        const read = readLeavePeriod(said, today);
        if (typeof read !== 'string') {
          expect(read.from >= today && read.to >= read.from).toBe(true);
        }
      }),
    );
  });
});

test('periods that share a day overlap, neighbours do not', () => {
  const first = { from: '2026-01-07', to: '2026-01-09' };
  expect(overlaps(first, { from: '2026-01-09', to: '2026-01-12' })).toBe(true);
  expect(overlaps({ from: '2026-01-10', to: '2026-01-12' }, first)).toBe(false);
});

test('no usual period is offered twice, on any day of the week', () => {
  for (let days = 0; days < 7; days += 1) {
    const offered = usualPeriods(addDays(today, days)).map(({ from, to }) => `${from} ${to}`);
    expect(new Set(offered).size).toBe(offered.length);
  }
});
