import { describe, expect, test } from '@jest/globals';
import { brief, read } from './read.ts';

/** The forms of the JSON contract, issued on Monday 11/5/2026. */
const issuedOn = '2026-05-11';

test.each([
  ['chậm nhất vào ngày 29/5/2026', 'absolute by 2026-05-29', ''],
  ['chậm nhất ngày 22 tháng 6', 'absolute by 2026-06-22', 'year_inferred'],
  ['trong tháng 6/2026', 'period by 2026-06-30', ''],
  ['trong Quý II/2026', 'period by 2026-06-30', ''],
  ['trước tháng 7/2026', 'period before 2026-06-30', ''],
  ['trong vòng 10 ngày kể từ ngày ký', 'relative within issue_date P10D 2026-05-21', ''],
  [
    'không quá 06 ngày làm việc kể từ ngày 28/8/2026',
    'relative within date:2026-08-28 P6WD 2026-09-10',
    'skips_holidays:2026-08-31,2026-09-01,2026-09-02',
  ],
  [
    'trong 04 ngày làm việc kể từ ngày 20/8/2026',
    'relative within date:2026-08-20 P4WD 2026-08-25',
    'uses_swapped_working_saturday:2026-08-22',
  ],
  [
    'trước ngày 23 của tháng cuối quý',
    'recurring before FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=23 2026-06-22',
    '',
  ],
  [
    'trước ngày 05 tháng 12 hằng năm',
    'recurring before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5 2026-12-04',
    '',
  ],
  [
    'trong vòng 02 giờ kể từ khi tiếp nhận phản ánh',
    'event within event:tiếp nhận phản ánh PT2H',
    'needs_anchor',
  ],
  ['Ngay sau khi nhận được văn bản này', 'immediate receipt', 'no_fixed_time'],
  [
    'trước ngày 18 hằng tháng',
    'recurring before FREQ=MONTHLY;BYMONTHDAY=18 2026-05-17',
    'due_on_non_working_day',
  ],
  [
    'kể từ năm 2027, mỗi năm một lần trước ngày 05/12',
    'recurring before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5 2027-12-04',
    'starts:2027 due_on_non_working_day',
  ],
  [
    'trước 16h00 thứ Tư hằng tuần, bắt đầu từ ngày 20/5/2026',
    'recurring before FREQ=WEEKLY;BYDAY=WE;BYHOUR=16;BYMINUTE=0 2026-05-20T16:00',
    '',
  ],
])('%s', (phrase, meaning, flags) => {
  const deadlines = read(`Sở đề nghị các xã gửi báo cáo ${phrase}.`, { issuedOn });

  expect(deadlines.map(brief)).toEqual([meaning]);
  expect(deadlines[0]?.phrase).toBe(phrase);
  expect(deadlines[0]?.flags.join(' ')).toBe(flags);
});

describe('named days are those before the boundary is applied', () => {
  test.each([
    ['trước tháng 7/2026', '2026-07-01', null],
    ['trước ngày 23 của tháng cuối quý', '2026-06-23', null],
    ['trước 10 giờ 30 ngày 18/5/2026', '2026-05-18', '10:30'],
  ])('%s', (phrase, namedDate, namedTime) => {
    expect(read(phrase, { issuedOn })[0]).toMatchObject({ namedDate, namedTime });
  });
});

test('a start clause fixes the first instance of both hours', () => {
  const deadlines = read('trước 07 giờ 30 và trước 17 giờ 00 mỗi ngày, kể từ ngày 13/5/2026', {
    issuedOn,
  });

  expect(deadlines.map(({ firstDueAt }) => firstDueAt)).toEqual([
    '2026-05-13T07:30:00+07:00',
    '2026-05-13T17:00:00+07:00',
  ]);
});

describe('an extension', () => {
  const supersedes = {
    phrase: 'trước ngày 30/5/2026',
    namedDate: '2026-05-30',
    source: '301/UBND-NC',
  };

  test.each([
    'thời hạn nộp được lùi đến hết ngày 12/6/2026, thay thời hạn trước ngày 30/5/2026 tại Công văn số 301/UBND-NC',
    'Thay cho thời hạn trước ngày 30/5/2026 tại Công văn số 301/UBND-NC, các xã gửi báo cáo đến hết ngày 12/6/2026.',
  ])('%s', (text) => {
    const deadlines = read(text, { issuedOn });

    expect(deadlines).toHaveLength(1);
    expect(deadlines[0]).toMatchObject({
      phrase: 'đến hết ngày 12/6/2026',
      dueAt: '2026-06-12T23:59:59+07:00',
      flags: ['extension'],
      supersedes,
    });
  });

  test('that only cites the earlier letter leaves the old date open', () => {
    const [deadline] = read(
      'Gia hạn đến hết ngày 12/6/2026, thay cho thời hạn nêu tại Công văn số 301/UBND-NC.',
      { issuedOn },
    );

    expect(deadline?.supersedes).toMatchObject({ namedDate: null, source: '301/UBND-NC' });
  });
});

describe('without a date of issue nothing is guessed', () => {
  test.each([
    'trước ngày 25/9',
    'trước 16h30 hôm nay',
    'trong quý III',
    'trước 10h00 thứ Năm hằng tuần',
    'trong vòng 05 ngày kể từ ngày ký',
  ])('%s', (phrase) => {
    const [deadline] = read(phrase, { issuedOn: null });

    expect(deadline).toMatchObject({ namedDate: null, dueAt: null, firstDueAt: null });
    expect(deadline?.flags.join()).toMatch(/needs_issue_date|needs_anchor/);
  });

  test('a full date stands', () => {
    expect(read('trước ngày 25/9/2024', { issuedOn: null }).map(brief)).toEqual([
      'absolute before 2024-09-24',
    ]);
  });
});

test('a date computed over an unsettled day or an unannounced year carries a warning', () => {
  const [pending] = read('trong 05 ngày làm việc kể từ ngày 20/11/2026');
  const [draft] = read('trong 05 ngày làm việc kể từ ngày 10/3/2027');

  expect(pending?.flags).toEqual(['calendar_pending:2026-11-24']);
  expect(draft?.flags).toEqual(['calendar_not_official:2027']);
});
