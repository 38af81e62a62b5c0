import { expect, test } from '@jest/globals';
import { dayOfLastLunarMonth, lunarNewYear } from '../../../src/domain/deadline/lunar.ts';
import { brief, read } from './read.ts';

/** 1985, 2007 and 2030 differ from the Chinese calendar; 2034 follows a year with a leap eleventh month. */
test.each([
  [1985, '1985-01-21'],
  [2007, '2007-02-17'],
  [2020, '2020-01-25'],
  [2023, '2023-01-22'],
  [2024, '2024-02-10'],
  [2025, '2025-01-29'],
  [2026, '2026-02-17'],
  [2027, '2027-02-06'],
  [2028, '2028-01-26'],
  [2030, '2030-02-02'],
  [2034, '2034-02-19'],
])('Tết %i is on %s', (year, day) => {
  expect(lunarNewYear(year)).toBe(day);
});

test('the last lunar month may have 29 days', () => {
  expect(dayOfLastLunarMonth(2024, 23)).toBe('2025-01-22');
  expect(dayOfLastLunarMonth(2024, 30)).toBeUndefined();
});

test('a date marked as lunar is never read as a solar one', () => {
  expect(read('Gửi báo cáo trước ngày 23/12 âm lịch.').map(brief)).toEqual([
    'absolute before 2025-01-21',
  ]);
  expect(read('Gửi báo cáo trước ngày 15/8 (âm lịch).')).toEqual([]);
});

test('a lunar date without a year is the first one ahead', () => {
  expect(read('trước Tết Nguyên đán').map(brief)).toEqual(['absolute before 2025-01-28']);
  expect(read('trước Tết Nguyên đán', { issuedOn: null })[0]?.flags).toContain('needs_issue_date');
});
