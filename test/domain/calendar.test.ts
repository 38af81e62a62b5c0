import { describe, expect, test } from '@jest/globals';
import { createCalendar } from '../../src/domain/calendar.ts';
import {
  addDays,
  addMonths,
  dayOf,
  isDay,
  makeDay,
  toDate,
  toInstant,
  weekdayOf,
} from '../../src/domain/day.ts';

const calendar = createCalendar([
  {
    year: 2026,
    off: ['2026-09-01', '2026-09-02'],
    offSwapped: ['2026-08-31'],
    workingSaturdays: ['2026-08-22'],
    status: 'official',
    source: 'invented',
  },
]);

describe('createCalendar', () => {
  test('the day counted from is not counted, holidays and weekends are skipped', () => {
    expect(calendar.addWorkingDays('2026-08-28', 6)).toBe('2026-09-10');
  });

  test('a worked Saturday counts', () => {
    expect(calendar.addWorkingDays('2026-08-20', 2)).toBe('2026-08-22');
  });

  test('negative counts go back', () => {
    expect(calendar.addWorkingDays('2026-09-03', -1)).toBe('2026-08-28');
  });

  test('the nearest working day is the day itself or the next one in that direction', () => {
    expect(calendar.nearestWorkingDay('2026-08-22', 1)).toBe('2026-08-22');
    expect(calendar.nearestWorkingDay('2026-08-29', 1)).toBe('2026-09-03');
    expect(calendar.nearestWorkingDay('2026-09-02', -1)).toBe('2026-08-28');
  });

  test('exceptions are listed in order with both ends included', () => {
    expect(calendar.exceptions('2026-08-22', '2026-09-01')).toEqual({
      holidays: ['2026-08-31', '2026-09-01'],
      workingSaturdays: ['2026-08-22'],
      pending: [],
    });
  });

  test('a year without data has only its weekends off and is not official', () => {
    expect(calendar.isWorkingDay('2033-09-02')).toBe(true);
    expect(calendar.isWorkingDay('2033-09-03')).toBe(false);
    expect(calendar.isOfficial('2033-09-02')).toBe(false);
  });
});

describe('days', () => {
  test('a month without that day ends on its last day', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });

  test('days cross years and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekdayOf('2024-09-10')).toBe(2);
    expect(weekdayOf('2024-09-15')).toBe(7);
  });

  test('only days that exist are days', () => {
    expect(makeDay(2026, 2, 29)).toBeUndefined();
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2028-02-29')).toBe(true);
  });

  test('an hour on a day is one moment, and a moment falls on one day, in Vietnam', () => {
    expect(toInstant('2026-05-11', '07:30')).toBe('2026-05-11T07:30:00+07:00');
    expect(toInstant('2026-05-11', 'end-of-day')).toBe('2026-05-11T23:59:59+07:00');
    expect(dayOf(new Date('2026-05-10T17:00:00Z'))).toBe('2026-05-11');
    expect(dayOf(toDate('2026-05-11', 'end-of-day'))).toBe('2026-05-11');
  });
});
