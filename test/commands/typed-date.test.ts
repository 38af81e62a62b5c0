import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadCalendar } from '../../config/calendar.ts';
import { readTypedDate } from '../../src/commands/typed-date.ts';
import { formatInstant } from '../../src/domain/day.ts';

const calendar = loadCalendar(join(import.meta.dirname, '../../config/calendar'));
// Monday 5/1/2026, 09:00.
const context = { now: new Date('2026-01-05T02:00:00Z'), calendar };

test.each([
  ['20/1/2026', '2026-01-20T23:59:59+07:00', false],
  ['20-01-2026', '2026-01-20T23:59:59+07:00', false],
  ['20/1', '2026-01-20T23:59:59+07:00', false],
  ['17h00 20/1/2026', '2026-01-20T17:00:00+07:00', false],
  ['17 giờ 30 ngày 20/1/2026', '2026-01-20T17:30:00+07:00', false],
  ['Xin gia hạn đến hết ngày 20/1/2026 ạ', '2026-01-20T23:59:59+07:00', false],
  ['20/1/2026, do mưa lũ chia cắt đường', '2026-01-20T23:59:59+07:00', true],
  ['Vì thiếu số liệu, xin đến 16h30 ngày 20/01/2026', '2026-01-20T16:30:00+07:00', true],
] as const)('«%s» is %s', (text, until, hasWords) => {
  const read = readTypedDate(text, context);
  expect(read && formatInstant(read.until)).toBe(until);
  expect(read?.hasWords).toBe(hasWords);
});

test.each(['', 'sớm nhất có thể', '31/2/2026', 'do mưa lũ', '99/99/2026'])(
  '«%s» names no date',
  (text) => expect(readTypedDate(text, context)).toBeUndefined(),
);
