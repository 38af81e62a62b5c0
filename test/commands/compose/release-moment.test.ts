import { describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../../../config/calendar.ts';
import { parseReleaseMoment, usualMoments } from '../../../src/commands/compose/release-moment.ts';

const calendar = loadCalendar('config/calendar');
// A Thursday, 9:00.
const now = new Date('2026-06-04T09:00:00+07:00');
const at = (text: string) => new Date(`${text}:00+07:00`);

describe('parseReleaseMoment', () => {
  test.each([
    ['17h00', at('2026-06-04T17:00')],
    ['17h', at('2026-06-04T17:00')],
    ['17 giờ 30', at('2026-06-04T17:30')],
    ['8h ngày 5/6', at('2026-06-05T08:00')],
    ['7h30 ngày 10/6/2026', at('2026-06-10T07:30')],
    ['8h ngày mai', at('2026-06-05T08:00')],
    ['8h thứ Hai tuần sau', at('2026-06-08T08:00')],
  ])('%s', (text, moment) => {
    expect(parseReleaseMoment(text, { now, calendar })).toEqual(moment);
  });

  test.each([
    ['8h00', 'past'],
    ['9h00', 'past'],
    ['8h ngày 3/6/2026', 'past'],
    ['8h ngày 10/10/2026', 'far'],
  ] as const)('%s is %s', (text, reason) => {
    expect(parseReleaseMoment(text, { now, calendar })).toBe(reason);
  });

  test.each(['', 'ngay', '5/6', 'ngày mai', 'sáng mai', '17h00 nhé', '25h00', 'lúc nào cũng được'])(
    '«%s» is no moment: nothing is guessed',
    (text) => {
      expect(parseReleaseMoment(text, { now, calendar })).toBeUndefined();
    },
  );
});

test('usual moments lie ahead, soonest first, on working days', () => {
  const friday = new Date('2026-06-05T14:00:00+07:00');
  expect(usualMoments({ now: friday, calendar })).toEqual([
    at('2026-06-05T16:30'),
    at('2026-06-08T07:30'),
    at('2026-06-08T13:30'),
    at('2026-06-09T07:30'),
  ]);
});
