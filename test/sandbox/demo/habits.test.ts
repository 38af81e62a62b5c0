import { describe, expect, test } from '@jest/globals';
import { dayOf, timeOf, toDate } from '../../../src/domain/day.ts';
import { castHabits, endOf } from '../../../src/sandbox/demo/habits.ts';
import { populate } from '../../../src/sandbox/demo/population.ts';
import { province } from '../../../src/sandbox/province.ts';
import { createTelegramNetwork } from '../../../src/sandbox/telegram/network.ts';
import { calendar } from '../../support/letter.ts';

const dates = {
  releasedAt: toDate('2024-09-09', '14:20'),
  acknowledgeBy: toDate('2024-09-09', '17:00'),
  reportBy: toDate('2024-09-10', '17:00'),
  overdueAt: toDate('2024-09-10', '17:00'),
};

function offices() {
  const network = createTelegramNetwork({ bots: [{ token: '7:A', username: 'b', name: 'B' }] });
  const { households } = populate(network, province());
  return households.map((household) => ({
    household,
    owesReport: household.office.name.startsWith('UBND'),
  }));
}

function told(seed: number) {
  return castHabits(offices(), dates, { seed, calendar }).map(({ household, ...habit }) => ({
    ...habit,
    office: household.office.key,
  }));
}

describe('the habits of the offices', () => {
  test('are the same for the same seed, so that a killed play goes on alike', () => {
    expect(told(3)).toEqual(told(3));
    expect(told(3)).not.toEqual(told(4));
  });

  test('include one that never answers, late ones and silent ones among those who owe a report', () => {
    const owing = new Set(offices().flatMap((o) => (o.owesReport ? o.household.office.key : [])));
    const cast = told(1);
    const silent = cast.filter(({ acknowledgesAt }) => acknowledgesAt === undefined);
    const late = cast.filter(({ acknowledgesAt: at }) => at && at > dates.acknowledgeBy);
    const unreported = cast.filter(({ office, reports }) => owing.has(office) && !reports);
    const chased = cast.filter(({ reports }) => reports && reports.at > dates.reportBy);

    expect(silent).toHaveLength(1);
    expect(late).toHaveLength(2);
    expect(unreported).toHaveLength(3);
    expect(chased).toHaveLength(2);
    expect([...silent, ...late, ...chased].every(({ office }) => owing.has(office))).toBe(true);
  });

  test('let people report by day only, and after they have acknowledged', () => {
    for (const { reports, acknowledgesAt } of told(2)) {
      if (!reports || !acknowledgesAt) continue;
      expect(timeOf(reports.at) >= '07:30' && timeOf(reports.at) < '19:00').toBe(true);
    }
  });

  test('ask for no report where none is owed', () => {
    const noReport = { ...dates, reportBy: undefined, overdueAt: undefined };
    const habits = castHabits(offices(), noReport, { seed: 1, calendar });

    expect(habits.filter(({ reports }) => reports)).toEqual([]);
  });

  test('end on the working morning after the last deadline', () => {
    const friday = { ...dates, overdueAt: toDate('2024-09-13', '17:00') };
    const end = endOf(friday, calendar);

    expect([dayOf(end), timeOf(end)]).toEqual(['2024-09-16', '10:00']);
  });
});
