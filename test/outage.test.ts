import { expect, test } from '@jest/globals';
import { complaintOf, type Health } from '../src/health.ts';
import { followOutage } from '../src/outage.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5) + seconds * 1000);

test('an outage is told once after a while, and once when it is over', () => {
  const outage = followOutage(30_000);
  const looks = [true, false, false, false, false, true, true].map((isThere, n) =>
    outage.look(isThere, at(n * 15)),
  );
  expect(looks).toEqual([undefined, undefined, undefined, 'began', undefined, 'ended', undefined]);
});

test('what is away for a moment is told to nobody', () => {
  const outage = followOutage(30_000);
  const looks = [false, true, false, true, false, false].map((isThere, n) =>
    outage.look(isThere, at(n * 15)),
  );
  expect(looks).toEqual(Array.from({ length: 6 }, () => undefined));
});

const well: Health = {
  at: at(0).toISOString(),
  sweptAt: at(0).toISOString(),
  work: {},
  accounts: {},
  away: [],
};

test.each<readonly [string, Health | undefined, number, RegExp | undefined]>([
  ['a fresh file', well, 60, undefined],
  ['no file', undefined, 0, /does not run/],
  ['a file that nobody renews', well, 600, /does not run/],
  ['a sweep that stalls', { ...well, at: at(600).toISOString() }, 600, /stalls/],
  ['a queue that is away', { ...well, away: ['queue'] }, 0, /queue/],
])('%s', (_, health, seconds, expected) => {
  const complaint = complaintOf(health, at(seconds), 300_000);
  if (expected) expect(complaint).toMatch(expected);
  else expect(complaint).toBeUndefined();
});
