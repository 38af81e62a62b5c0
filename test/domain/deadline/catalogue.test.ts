import { describe, expect, test } from '@jest/globals';
import { brief, collapse, read } from './read.ts';

/** Row, phrase, what it means, flags. Issued and received on Tuesday 10/9/2024. */
const CATALOGUE: readonly (readonly [
  row: string,
  phrase: string,
  meaning: string,
  flags?: string,
])[] = [
  ['1', 'trước ngày 25/9/2024', 'absolute before 2024-09-24'],
  ['2', 'trước ngày 25 tháng 9 năm 2024', 'absolute before 2024-09-24'],
  ['3', 'trước ngày 25/9', 'absolute before 2024-09-24', 'year_inferred'],
  ['4', 'Trước 25/9/2024', 'absolute before 2024-09-24'],
  ['5', 'trước ngày 05/12/2011', 'absolute before 2011-12-04', 'due_on_non_working_day'],
  ['6', 'chậm nhất ngày 25/9/2024', 'absolute by 2024-09-25'],
  ['7', 'chậm nhất là ngày 25-9-2024', 'absolute by 2024-09-25'],
  [
    '8',
    'chậm nhất vào ngày 25 của tháng cuối kỳ báo cáo',
    'recurring by FREQ=MONTHLY;BYMONTHDAY=25 2024-09-25',
    'period_not_stated',
  ],
  ['9', 'đến hết ngày 30/9/2024', 'absolute by 2024-09-30'],
  ['10a', 'hạn cuối: 30/9/2024', 'absolute by 2024-09-30'],
  ['10b', 'hạn chót: 30/9/2024', 'absolute by 2024-09-30'],
  ['11', 'không muộn hơn ngày 30/9/2024', 'absolute by 2024-09-30'],
  ['12', 'trước 17h00 ngày 20/9/2024', 'absolute before 2024-09-20T17:00'],
  ['13', 'trước 17 giờ 00 phút, ngày 20/9/2024', 'absolute before 2024-09-20T17:00'],
  ['14', 'trước 7h45’ ngày 20/9/2024', 'absolute before 2024-09-20T07:45'],
  ['15', 'chậm nhất 10 giờ 00 thứ Sáu (20/9/2024)', 'absolute by 2024-09-20T10:00'],
  ['16a', 'trước 16h30 cùng ngày', 'absolute before 2024-09-10T16:30', 'same_day'],
  ['16b', 'trước 16h30 hôm nay', 'absolute before 2024-09-10T16:30', 'same_day'],
  ['17', 'trong ngày 12/9/2024', 'absolute by 2024-09-12'],
  ['18', 'trong sáng ngày 12/9/2024', 'absolute by 2024-09-12T12:00', 'vague'],
  ['19', 'trong tháng 9/2024', 'period by 2024-09-30'],
  ['20a', 'trong Quý III/2024', 'period by 2024-09-30'],
  ['20b', 'trong quý III', 'period by 2024-09-30', 'year_inferred'],
  ['21', 'trong năm 2024', 'period by 2024-12-31'],
  ['22', 'trước tháng 10/2024', 'period before 2024-09-30'],
  ['23', 'giữa tháng 10/2024', 'period by 2024-10-15', 'vague'],
  ['24', 'cuối tháng 9/2024', 'period by 2024-09-30', 'vague'],
  [
    '25',
    'trước Tết Nguyên đán Ất Tỵ 2025',
    'absolute before 2025-01-28',
    'lunar due_on_non_working_day',
  ],
  ['26', 'trước 23 tháng Chạp năm Giáp Thìn', 'absolute before 2025-01-21', 'lunar'],
  [
    '27',
    'trong vòng 04 ngày làm việc kể từ ngày nhận được văn bản',
    'relative within receipt P4WD',
    'needs_anchor',
  ],
  ['28', 'trong thời hạn 03 ngày kể từ ngày ký', 'relative within issue_date P3D 2024-09-13'],
  [
    '29',
    'trong vòng 05 ngày kể từ ngày 10/9/2024',
    'relative within date:2024-09-10 P5D 2024-09-16',
  ],
  [
    '30',
    'trong 10 ngày làm việc kể từ ngày ban hành',
    'relative within issue_date P10WD 2024-09-24',
  ],
  ['31', 'trong 02 tuần kể từ ngày ban hành', 'relative within issue_date P2W 2024-09-24'],
  [
    '32',
    'trong vòng 01 tháng kể từ ngày 31/01/2025',
    'relative within date:2025-01-31 P1M 2025-02-28',
  ],
  [
    '33',
    '05 ngày làm việc kể từ ngày 29/8/2024',
    'relative within date:2024-08-29 P5WD 2024-09-09',
    'skips_holidays:2024-09-02,2024-09-03',
  ],
  [
    '34',
    '04 ngày làm việc kể từ ngày 20/8/2026',
    'relative within date:2026-08-20 P4WD 2026-08-25',
    'uses_swapped_working_saturday:2026-08-22',
  ],
  [
    '35',
    'trong vòng 12 giờ kể từ khi nhận tin báo',
    'event within event:nhận tin báo PT12H',
    'needs_anchor',
  ],
  [
    '36',
    'trước ngày tổ chức (10/10/2024) ít nhất 15 ngày',
    'relative before date:2024-10-10 -P15D 2024-09-25',
  ],
  ['37a', 'trước ngày 18 hàng tháng', 'recurring before FREQ=MONTHLY;BYMONTHDAY=18 2024-09-17'],
  ['37b', 'trước ngày 18 hằng tháng', 'recurring before FREQ=MONTHLY;BYMONTHDAY=18 2024-09-17'],
  [
    '38',
    'trước ngày 23 tháng cuối quý',
    'recurring before FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=23 2024-09-22',
    'due_on_non_working_day',
  ],
  [
    '39',
    'trước ngày 22 của tháng cuối quý',
    'recurring before FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=22 2024-09-21',
    'due_on_non_working_day',
  ],
  [
    '42',
    'hằng năm trước ngày 05/12',
    'recurring before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5 2024-12-04',
  ],
  [
    '43',
    'chậm nhất vào ngày 17 tháng 12 hằng năm',
    'recurring by FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=17 2024-12-17',
  ],
  [
    '44',
    'trước ngày 10/07 của năm báo cáo',
    'recurring before FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=10 2025-07-09',
  ],
  [
    '45',
    'trước ngày 10/01 của năm liền kề năm báo cáo',
    'recurring before FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10 2025-01-09',
  ],
  [
    '46',
    'trước 10h00 thứ Năm hằng tuần',
    'recurring before FREQ=WEEKLY;BYDAY=TH;BYHOUR=10;BYMINUTE=0 2024-09-12T10:00',
  ],
  [
    '48',
    'ngày làm việc cuối cùng của tháng',
    'recurring by FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 2024-09-30',
  ],
  ['49', '02 lần/tuần (thứ Hai, thứ Năm)', 'recurring by FREQ=WEEKLY;BYDAY=MO,TH 2024-09-12'],
  ['50', 'ngay sau khi nhận được văn bản này', 'immediate receipt', 'no_fixed_time'],
];

/** The same phrase wherever a letter may put it. */
const SETTINGS: readonly (readonly [name: string, place: (phrase: string) => string])[] = [
  ['alone', (phrase) => phrase],
  [
    'in a sentence',
    (phrase) => `1. Các phường, xã hoàn thành và gửi báo cáo ${phrase}, qua trục liên thông.`,
  ],
  [
    'wrapped over lines',
    (phrase) =>
      `Các phường, xã gửi báo cáo và hoàn thành ${phrase.replaceAll(' ', '\n')}.\n\nTrân trọng./.`,
  ],
  [
    'with non-breaking blanks',
    (phrase) => `Gửi báo cáo, hoàn thành ${phrase.replaceAll(' ', '\u00a0\u00a0')};`,
  ],
  ['decomposed', (phrase) => `Các xã gửi báo cáo, hoàn thành ${phrase}.`.normalize('NFD')],
];

describe.each(SETTINGS)('a phrase %s', (_name, place) => {
  test.each(CATALOGUE.map(([row, phrase, meaning, flags = '']) => [row, phrase, meaning, flags]))(
    'row %s: %s',
    (_row, phrase, meaning, flags) => {
      const text = place(phrase);

      const deadlines = read(text);

      expect(deadlines.map(brief)).toEqual([meaning]);
      expect(deadlines[0]?.flags.join(' ')).toBe(flags);
      expect(deadlines[0]?.phrase).toBe(phrase);
      expect(collapse(text.slice(deadlines[0]?.start, deadlines[0]?.end))).toBe(phrase);
    },
  );
});

describe('rows that need more than one phrase', () => {
  test('row 19: a bare month fills its line or cell, elsewhere it is a topic', () => {
    expect(read('Rà soát\tSở Nội vụ\tTháng 9/2024').map(brief)).toEqual(['period by 2024-09-30']);
    expect(read('| Rà soát | Quý III/2024 |').map(brief)).toEqual(['period by 2024-09-30']);
    expect(read('Báo cáo công tác tháng 9/2024 của Sở')).toEqual([]);
  });

  test('row 27: the day of receipt fixes it', () => {
    const phrase = 'trong vòng 04 ngày làm việc kể từ ngày nhận được văn bản';

    const [unknown] = read(phrase);
    const [known] = read(phrase, { receivedOn: '2024-09-10' });

    expect(unknown?.examples).toEqual([
      { anchorDate: '2024-09-10', dueAt: '2024-09-16T23:59:59+07:00' },
    ]);
    expect(known?.dueAt).toBe('2024-09-16T23:59:59+07:00');
    expect(known?.flags).toEqual([]);
  });

  const list = 'trước ngày 25/06 đối với báo cáo 06 tháng; trước ngày 28/11 đối với báo cáo năm';
  const recurs = [
    'recurring before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=25 2025-06-24',
    'recurring before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=28 2024-11-27',
  ];

  test('row 40: a list of reports recurs in a standing regime', () => {
    expect(read(list).map(brief)).toEqual(recurs);
    expect(read(`Chế độ báo cáo định kỳ: ${list}.`).map(brief)).toEqual(recurs);
    expect(read(list, { standing: true }).map(brief)).toEqual(recurs);
  });

  test('row 40: the same list in a plan for one year gives single dates', () => {
    const single = ['absolute before 2024-06-24', 'absolute before 2024-11-27'];

    expect(read(`KẾ HOẠCH\nRà soát văn bản năm 2024\n\n${list}.`).map(brief)).toEqual(single);
    expect(read(list, { standing: false })[1]?.flags).toContain('year_inferred');
  });

  test('row 41: the short form of the list', () => {
    expect(read('6 tháng (trước 16/6), năm (trước 16/12)').map(brief)).toEqual([
      'recurring before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=16 2025-06-15',
      'recurring before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=16 2024-12-15',
    ]);
  });

  test('row 47: two hours give two entries with one phrase', () => {
    const deadlines = read('Báo cáo nhanh trước 07 giờ 30 và trước 17 giờ 00 mỗi ngày.');

    expect(deadlines.map(({ recurrence }) => recurrence)).toEqual([
      'FREQ=DAILY;BYHOUR=7;BYMINUTE=30',
      'FREQ=DAILY;BYHOUR=17;BYMINUTE=0',
    ]);
    expect(new Set(deadlines.map(({ phrase }) => phrase))).toEqual(
      new Set(['trước 07 giờ 30 và trước 17 giờ 00 mỗi ngày']),
    );
  });

  test.each([
    ['51', 'báo cáo đột xuất khi có yêu cầu'],
    ['52', 'kịp thời / khẩn trương / thường xuyên'],
    ['53', 'số liệu tính đến ngày 31/8/2024'],
  ])('row %s is no deadline: %s', (_row, text) => {
    expect(read(text)).toEqual([]);
  });

  test('row 54: an extension keeps the old limit beside the new one', () => {
    const [deadline, ...others] = read(
      'gia hạn thời gian nộp đến hết 04/10/2024, thay thời hạn 20/9/2024 đã nêu',
    );

    expect(others).toEqual([]);
    expect(deadline).toMatchObject({
      phrase: 'đến hết 04/10/2024',
      dueAt: '2024-10-04T23:59:59+07:00',
      flags: ['extension'],
      supersedes: { phrase: '20/9/2024', namedDate: '2024-09-20', source: null },
    });
  });
});

/** Rows 40, 41, 47 and 51 to 54 wherever a letter may put them; they state several deadlines, none, or an old one too. */
const OTHER_ROWS: readonly (readonly [row: string, text: string, meaning: readonly string[]])[] = [
  [
    '40',
    'trước ngày 25/06 đối với báo cáo 06 tháng; trước ngày 28/11 đối với báo cáo năm',
    [
      'recurring before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=25 2025-06-24',
      'recurring before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=28 2024-11-27',
    ],
  ],
  [
    '41',
    'báo cáo 6 tháng (trước 16/6), năm (trước 16/12)',
    [
      'recurring before FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=16 2025-06-15',
      'recurring before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=16 2024-12-15',
    ],
  ],
  [
    '47',
    'trước 07 giờ 30 và trước 17 giờ 00 mỗi ngày',
    [
      'recurring before FREQ=DAILY;BYHOUR=7;BYMINUTE=30 2024-09-10T07:30',
      'recurring before FREQ=DAILY;BYHOUR=17;BYMINUTE=0 2024-09-10T17:00',
    ],
  ],
  ['51', 'báo cáo đột xuất khi có yêu cầu', []],
  ['52', 'kịp thời, khẩn trương, thường xuyên', []],
  ['53', 'số liệu tính đến ngày 31/8/2024', []],
  [
    '54',
    'gia hạn thời gian nộp đến hết 04/10/2024, thay thời hạn 20/9/2024 đã nêu',
    ['absolute by 2024-10-04'],
  ],
];

describe.each([
  ['in a sentence', (text: string) => `1. Các phường, xã gửi báo cáo ${text}.`],
  ['wrapped over lines', (text: string) => `Các xã gửi báo cáo ${text.replaceAll(' ', '\n')}.`],
  ['decomposed', (text: string) => `Các xã gửi báo cáo ${text}.`.normalize('NFD')],
])('the other rows %s', (_name, place) => {
  test.each(OTHER_ROWS)('row %s: %s', (_row, text, meaning) => {
    expect(read(place(text)).map(brief)).toEqual(meaning);
  });
});
