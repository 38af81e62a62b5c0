import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../../config/calendar.ts';
import { loadReporting } from '../../config/reporting.ts';
import { addDays } from '../../src/domain/day.ts';

const calendar = loadCalendar('config/calendar');

function workingDaysIn(year: number): number {
  let count = 0;
  for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) count += 1;
  }
  return count;
}

describe('the shipped calendar', () => {
  test.each([
    [2024, 251],
    [2025, 250],
    [2026, 250],
  ])('%i has %i working days', (year, days) => {
    expect(workingDaysIn(year)).toBe(days);
  });

  test('swapped days are off and their Saturdays are worked', () => {
    for (const off of ['2024-04-29', '2025-05-02', '2026-01-02', '2026-08-31']) {
      expect([off, calendar.isWorkingDay(off)]).toEqual([off, false]);
    }
    for (const worked of ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']) {
      expect([worked, calendar.isWorkingDay(worked)]).toEqual([worked, true]);
    }
  });

  test('24/11/2026 is worked until its status is settled', () => {
    expect(calendar.isWorkingDay('2026-11-24')).toBe(true);
    expect(calendar.exceptions('2026-11-20', '2026-11-30').pending).toEqual(['2026-11-24']);
  });

  test('2026 is announced, 2027 and 2031 are not', () => {
    expect(calendar.isOfficial('2026-06-01')).toBe(true);
    expect(calendar.isOfficial('2027-06-01')).toBe(false);
    expect(calendar.isOfficial('2031-06-01')).toBe(false);
  });
});

describe('a calendar folder', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'calendar-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const year = 'year: 2030\nstatus: draft\nsource: invented\n';

  test.each([
    ['a misspelt key', `${year}off: []\nofff: []`, /Unrecognized key/],
    ['a day that does not exist', `${year}off: [2030-02-30]`, /not a day/],
    ['a holiday on a weekend', `${year}off: [2030-01-05]`, /weekend/],
    [
      'a working Saturday that is a Friday',
      `${year}off: []\nworking_saturdays: [2030-01-04]`,
      /Saturday/,
    ],
    ['a day of another year', `${year}off: [2031-01-01]`, /outside the year/],
    ['a day listed twice', `${year}off: [2030-01-01]\npending: [2030-01-01]`, /twice/],
  ])('%s stops the start and names the file', (_name, text, message) => {
    writeFileSync(join(dir, '2030.yaml'), text);

    expect(() => loadCalendar(dir)).toThrow(message);
    expect(() => loadCalendar(dir)).toThrow(/2030\.yaml/);
  });

  test('without any year is refused', () => {
    expect(() => loadCalendar(dir)).toThrow(/no calendar year/);
  });

  test('a file that holds another year than its name is refused', () => {
    writeFileSync(join(dir, '2029.yaml'), `${year}off: []`);

    expect(() => loadCalendar(dir)).toThrow(/holds 2030/);
  });
});

test('the shipped reporting regimes cover the four periods of the decree, due on the 25th centrally', () => {
  const { regimes } = loadReporting('config/reporting.yaml');

  expect(regimes.map(({ period }) => period)).toEqual(['month', 'quarter', 'half-year', 'year']);
  expect(regimes.every(({ due }) => due.central === 25)).toBe(true);
});
