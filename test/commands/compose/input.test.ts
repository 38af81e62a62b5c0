import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCalendar } from '../../../config/calendar.ts';
import { acknowledgeBy } from '../../../src/commands/compose/acknowledge-by.ts';
import { parseDeadlineInput } from '../../../src/commands/compose/deadline-input.ts';
import { fitting } from '../../../src/commands/compose/fitting.ts';
import { parseIssueDay, parseMomentInput } from '../../../src/commands/compose/moment-input.ts';
import { parseReference } from '../../../src/commands/compose/reference-input.ts';
import { isGeneral } from '../../../src/domain/directory/general-words.ts';
import { isForInformation } from '../../../src/domain/document/for-information.ts';
import { messagesIn } from '../../../src/messages/messages.ts';

const calendar = loadCalendar(join(import.meta.dirname, '../../../config/calendar'));
const today = '2026-06-04';

describe('a number and symbol', () => {
  test.each([
    ['1234/SNN-PCTT', null, '1234', 'SNN-PCTT'],
    ['Số: 1234/SNN-PCTT', null, '1234', 'SNN-PCTT'],
    ['số 05 / UBND-VP', null, '05', 'UBND-VP'],
    ['06/2024/QĐ-UBND', null, '06', '2024/QĐ-UBND'],
    ['15a/CTr-UBND', null, '15a', 'CTr-UBND'],
    ['77', 'SNN-PCTT', '77', 'SNN-PCTT'],
    ['78/STC-NS', 'SNN-PCTT', '78', 'STC-NS'],
  ])('«%s» with the symbol %s known', (text, known, number, symbol) => {
    expect(parseReference(text, known)).toEqual({ number, symbol });
  });

  test.each([
    '77',
    '',
    '/SNN',
    'SNN-PCTT',
    '000/SNN',
    '12/',
    '12 SNN',
    '12/34',
    'công văn 12 về lũ',
  ])('«%s» is none', (text) => {
    expect(parseReference(text, null)).toBeUndefined();
  });

  test('any text is answered, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseReference(text, 'A-B')));
  });
});

describe('a day of issue', () => {
  test.each([
    ['10/9/2025', '2025-09-10'],
    ['10-9-2025', '2025-09-10'],
    ['ngày 10 tháng 9 năm 2025', '2025-09-10'],
    ['hôm nay', today],
    ['5/6/2026', 'future'],
    ['10/9', undefined],
    ['31/2/2026', undefined],
    ['17h00 1/6/2026', undefined],
    ['hôm qua', undefined],
    ['1/6/2026 hoặc 2/6/2026', undefined],
  ])('«%s» is %s', (text, day) => {
    expect(parseIssueDay(text, { today, calendar })).toBe(day);
  });
});

describe('a deadline', () => {
  const context = {
    now: new Date('2026-06-04T09:00:00+07:00'),
    calendar,
    overduePolicy: 'strict-remind-lenient-overdue',
    m: messagesIn('vi'),
  } as const;

  test.each([
    ['17h00 25/9/2026', '2026-09-25T17:00:00+07:00', 'chậm nhất 17h00 ngày 25/9/2026'],
    ['25/9/2026', '2026-09-25T23:59:59+07:00', 'chậm nhất ngày 25/9/2026'],
    ['trước ngày 25/9/2026', '2026-09-24T23:59:59+07:00', 'trước ngày 25/9/2026'],
    ['17h00 hôm nay', '2026-06-04T17:00:00+07:00', 'chậm nhất 17h00 ngày 4/6/2026'],
  ])('«%s»', (text, dueAt, phrase) => {
    expect(parseDeadlineInput(text, context)).toMatchObject({ dueAt, phrase, confirmed: true });
  });

  test('«trước ngày» is overdue only after the day itself', () => {
    expect(parseDeadlineInput('trước ngày 25/9/2026', context)).toMatchObject({
      overdueAt: '2026-09-25T23:59:59+07:00',
    });
  });

  test.each([
    ['8h00 hôm nay', 'past'],
    ['1/6/2026', 'past'],
    ['sớm nhất có thể', undefined],
    ['trước ngày 25/9/2026 và trước ngày 30/9/2026', undefined],
  ])('«%s» is %s', (text, expected) => {
    expect(parseDeadlineInput(text, context)).toBe(expected);
  });

  test('any text is answered, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDeadlineInput(text, context)));
    fc.assert(fc.property(fc.string(), (text) => void parseMomentInput(text, { today, calendar })));
  });
});

describe('the default day of acknowledgement', () => {
  test.each([
    ['2026-06-04T14:59:00+07:00', '2026-06-04T17:00:00+07:00'],
    ['2026-06-04T15:00:00+07:00', '2026-06-05T11:00:00+07:00'],
    ['2026-06-05T16:00:00+07:00', '2026-06-08T11:00:00+07:00'],
    ['2026-06-06T09:00:00+07:00', '2026-06-08T11:00:00+07:00'],
  ])('released %s it is %s', (now, due) => {
    expect(acknowledgeBy(new Date(now), calendar)).toEqual(new Date(due));
  });
});

test('general words mean everybody, a name does not', () => {
  for (const words of [
    'các cơ quan, đơn vị, địa phương',
    'Các đơn vị liên quan',
    'Đề nghị các cơ quan, đơn vị',
  ]) {
    expect([words, isGeneral(words)]).toEqual([words, true]);
  }
  for (const words of ['UBND các xã, phường', 'Đơn vị Thủy nông An Bình', 'Như trên', '']) {
    expect([words, isGeneral(words)]).toEqual([words, false]);
  }
});

test('b/c and để biết ask for nothing, phối hợp does', () => {
  for (const purpose of ['b/c', 'để b/c', 'để báo cáo', 'để biết']) {
    expect([purpose, isForInformation(purpose)]).toEqual([purpose, true]);
  }
  for (const purpose of [null, 'phối hợp', 'để thực hiện', 'luu']) {
    expect([purpose, isForInformation(purpose)]).toEqual([purpose, false]);
  }
});

test('what does not fit is cut at a whole line and marked', () => {
  expect(fitting(['abc', 'de', 'f'], 7, '…')).toEqual(['abc', 'de', '…']);
  expect(fitting(['abc', 'de', 'f'], 9, '…')).toEqual(['abc', 'de', 'f']);
});
