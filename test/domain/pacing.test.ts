import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bookCall,
  earliestCall,
  type Limit,
  type PaceRow,
  type Slowed,
  slowDown,
  slowFactor,
} from '../../src/domain/pacing.ts';

const start = new Date('2026-01-05T02:00:00Z');
const at = (ms: number) => new Date(start.getTime() + ms);

/** Books `count` calls as soon as they may go out; returns their times in milliseconds from the start. */
function book(
  limits: readonly Limit[],
  count: number,
  rows = new Map<string, PaceRow>(),
): number[] {
  return Array.from({ length: count }, () => {
    const when = earliestCall(rows, limits, start);
    bookCall(rows, limits, when);
    return when - start.getTime();
  });
}

test('calls follow one another at the pace', () => {
  expect(book([{ key: 'a', everyMs: 40, burst: 1 }], 4)).toEqual([0, 40, 80, 120]);
});

test('a burst goes out at once, then the pace holds', () => {
  expect(book([{ key: 'g', everyMs: 3000, burst: 3 }], 5)).toEqual([0, 0, 0, 3000, 6000]);
});

test('the slowest of several limits decides', () => {
  const limits = [
    { key: 'account', everyMs: 40, burst: 1 },
    { key: 'chat', everyMs: 1000, burst: 1 },
  ];
  expect(book(limits, 3)).toEqual([0, 1000, 2000]);
});

test('nothing goes out before the network allows it again', () => {
  const rows = new Map<string, PaceRow>([
    ['a', { tatMs: start.getTime(), blockedUntil: at(7000) }],
  ]);
  expect(book([{ key: 'a', everyMs: 40, burst: 1 }], 2, rows)).toEqual([7000, 7040]);
});

test('no window of time ever holds more calls than pace and burst allow', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 60 }),
      (everyMs, burst, count) => {
        const times = book([{ key: 'k', everyMs, burst }], count);
        const windowMs = everyMs * 10;
        for (const from of times) {
          const inside = times.filter((time) => time >= from && time < from + windowMs).length;
          expect(inside).toBeLessThanOrEqual(10 + burst);
        }
      },
    ),
  );
});

describe('slowing down after a complaint', () => {
  const slowed = (percent: number): Slowed => ({ percent, at: start });

  test.each([
    ['nothing was ever wrong', undefined, 0, 1],
    ['just now', slowed(150), 0, 1.5],
    ['half of the excess is gone after a minute', slowed(150), 60_000, 1.25],
    ['a quarter is left after two', slowed(300), 120_000, 1.5],
    ['it ends', slowed(800), 3_600_000, 1],
    ['a clock that went back changes nothing', slowed(200), -5_000, 2],
  ])('%s', (_, row, ms, factor) => {
    expect(slowFactor(row, at(ms))).toBeCloseTo(factor, 5);
  });

  test.each([
    ['the first complaint', undefined, 0, 150],
    ['one more of the same moment', slowed(150), 4_000, 150],
    ['one a minute later', slowed(150), 60_000, 188],
    ['no end of complaints', slowed(800), 10_000, 800],
  ])('%s', (_, row, ms, percent) => {
    expect(slowDown(row, at(ms)).percent).toBe(percent);
  });

  test('the calls of a slowed key are further apart, those of others are not', () => {
    const rows = new Map<string, PaceRow>([['a', { tatMs: start.getTime(), slowed: slowed(200) }]]);
    const [, second = 0] = book([{ key: 'a', everyMs: 100, burst: 1 }], 2, rows);
    expect(second).toBe(200);
    expect(book([{ key: 'b', everyMs: 100, burst: 1 }], 2, rows)).toEqual([0, 100]);
  });
});

test('fractions of a millisecond are not lost', () => {
  const times = book([{ key: 'a', everyMs: 33.4, burst: 1 }], 31);
  expect(times.at(-1)).toBeCloseTo(1002, 1);
});
