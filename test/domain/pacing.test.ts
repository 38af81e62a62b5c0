import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bookCall, earliestCall, type Limit, type PaceRow } from '../../src/domain/pacing.ts';

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
    return when.getTime() - start.getTime();
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
  const rows = new Map<string, PaceRow>([['a', { tat: start, blockedUntil: at(7000) }]]);
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
