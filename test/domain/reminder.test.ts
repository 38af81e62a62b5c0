import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCalendar } from '../../config/calendar.ts';
import { formatInstant } from '../../src/domain/day.ts';
import {
  dueUntil,
  isQuiet,
  planReminders,
  type ReminderPolicy,
  reasonToSkip,
  slotOf,
} from '../../src/domain/reminder.ts';

const calendar = loadCalendar('config/calendar');
const hour = 3_600_000;
const policy: ReminderPolicy = {
  beforeDueMs: [24 * hour, 2 * hour],
  atDue: true,
  overdueDays: 3,
  overdueTime: '08:00',
  quiet: { from: '21:00', to: '06:30' },
  workingDaysOnly: true,
  workdayEnd: '16:30',
};

const plan = (due: string, overdue = due, urgent = false, now = '2026-01-05T09:00:00+07:00') =>
  planReminders({ dueAt: new Date(due), overdueAt: new Date(overdue) }, policy, {
    now: new Date(now),
    calendar,
    urgent,
  }).map(({ step, at }) => `${step} ${formatInstant(at).slice(0, 16)}`);

describe('planReminders', () => {
  test('reminds a day and two hours before, at the deadline, then daily while overdue', () => {
    expect(plan('2026-01-15T17:00:00+07:00')).toEqual([
      'before-86400000 2026-01-14T17:00',
      'before-7200000 2026-01-15T15:00',
      'due 2026-01-15T17:00',
      'overdue-1 2026-01-16T08:00',
      // 17 and 18 January are a weekend.
    ]);
  });

  test('moves what would fall into quiet hours before them, and says a thing once', () => {
    expect(plan('2026-01-15T23:59:59+07:00', '2026-01-16T23:59:59+07:00')).toEqual([
      'before-86400000 2026-01-14T20:59',
      'before-7200000 2026-01-15T20:59',
      'overdue-3 2026-01-19T08:00',
    ]);
  });

  test('moves what would fall on a day off to the end of the working day before', () => {
    expect(plan('2026-01-19T10:00:00+07:00')[0]).toBe('before-86400000 2026-01-16T16:30');
  });

  test('keeps to the minute when the directive is hoả tốc', () => {
    expect(
      plan('2026-01-18T05:00:00+07:00', '2026-01-18T05:00:00+07:00', true).slice(0, 4),
    ).toEqual([
      'before-86400000 2026-01-17T05:00',
      'before-7200000 2026-01-18T03:00',
      'due 2026-01-18T05:00',
      'overdue-1 2026-01-19T08:00',
    ]);
  });

  test('leaves out what is already past', () => {
    expect(plan('2026-01-05T10:00:00+07:00')[0]).toBe('due 2026-01-05T10:00');
  });

  test('every reminder lies ahead, in order, none in quiet hours, none before another of the same moment', () => {
    const start = Date.parse('2026-01-05T00:00:00+07:00');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 * 24 * 300 }),
        fc.integer({ min: 0, max: 1440 }),
        (minutes, grace) => {
          const dueAt = new Date(start + minutes * 60_000);
          const overdueAt = new Date(dueAt.getTime() + grace * 60_000);
          const now = new Date(start);
          const planned = planReminders({ dueAt, overdueAt }, policy, {
            now,
            calendar,
            urgent: false,
          });
          const times = planned.map(({ at }) => at.getTime());
          expect(times.every((at) => at > now.getTime())).toBe(true);
          expect([...times].sort((a, b) => a - b)).toEqual(times);
          expect(new Set(times).size).toBe(times.length);
          expect(planned.some(({ at }) => isQuiet(at, policy.quiet))).toBe(false);
        },
      ),
    );
  });
});

describe('slotOf', () => {
  const moment = fc.date({
    noInvalidDate: true,
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2027-01-01T00:00:00Z'),
  });

  test('is never before what falls due in it, and at most a blink after', () => {
    fc.assert(
      fc.property(moment, (dueAt) => {
        const late = slotOf(dueAt).getTime() - dueAt.getTime();
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(250);
        expect(slotOf(slotOf(dueAt))).toEqual(slotOf(dueAt));
      }),
    );
  });

  test('of a whole second is that second', () => {
    const dueAt = new Date('2026-01-15T10:00:00Z');
    expect(slotOf(dueAt)).toEqual(dueAt);
  });
});

describe('dueUntil', () => {
  const now = new Date('2026-01-15T10:00:00.000Z');
  const moment = (ms: number) => new Date(now.getTime() + ms);

  test.each([
    { slot: -60_000, until: 0, why: 'a late wake-up finds all that is due by now' },
    { slot: 0, until: 0, why: 'one in time as well' },
    { slot: 30, until: 30, why: 'a clock that lags misses nothing' },
    { slot: 5_000, until: 0, why: 'one that comes long before its time finds what is due now' },
  ])('$why', ({ slot, until }) => {
    expect(dueUntil(moment(slot), now)).toEqual(moment(until));
  });
});

describe('reasonToSkip', () => {
  const dueAt = new Date('2026-01-15T10:00:00Z');
  const reason = (
    obligation: Parameters<typeof reasonToSkip>[1]['obligation'],
    directive: Parameters<typeof reasonToSkip>[1]['directive'],
    lateMs = 0,
  ) => reasonToSkip({ dueAt }, { obligation, directive }, new Date(dueAt.getTime() + lateMs));

  test('there is none while somebody owes under a directive that stands', () => {
    expect(reason('open', 'released')).toBeUndefined();
    expect(reason('open', 'releasing', 6 * hour)).toBeUndefined();
  });

  test.each([
    ['met', 'released', 0, 'obligation-met'],
    ['waived', 'recalled', 0, 'obligation-waived'],
    ['open', 'recalled', 0, 'directive-recalled'],
    ['open', 'cancelled', 0, 'directive-cancelled'],
    ['open', 'released', 6 * hour + 1, 'too-late'],
  ] as const)('%s under %s, %d ms late: %s', (obligation, directive, lateMs, expected) => {
    expect(reason(obligation, directive, lateMs)).toBe(expected);
  });
});
