import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextInstance } from '../../../src/domain/deadline/next-instance.ts';
import { overdueAt } from '../../../src/domain/deadline/overdue.ts';
import { readDeadlines } from '../../../src/domain/deadline/read-deadlines.ts';
import { calendar, collapse, read } from './read.ts';

/** Pieces of the grammar in any order: nonsense that looks like deadlines. */
const piece = fc.constantFrom(
  'trước',
  'chậm nhất',
  'đến hết',
  'trong',
  'không quá',
  'hạn cuối:',
  'ngày',
  '25/9/2024',
  '31/2',
  '25',
  'tháng',
  '9',
  'năm',
  '2024',
  'quý',
  'III',
  '17h00',
  '7h45’',
  'thứ Hai',
  '(',
  ')',
  ',',
  '.',
  ';',
  '\n',
  '\n\n',
  'và',
  'hằng năm',
  'mỗi ngày',
  'của tháng cuối quý',
  'kể từ',
  'trong vòng',
  '05 ngày làm việc',
  'nhận được văn bản này',
  'thay thời hạn',
  'gia hạn',
  'Tết',
  'tháng Chạp',
  'cuối',
  'bắt đầu từ',
  'báo cáo',
  'hoàn thành',
  'ít nhất',
  'số 12/SNV-TH',
  '*',
  '- ',
);
const nonsense = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' '));
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  nonsense,
  nonsense.map((text) => text.normalize('NFD')),
);
const anyIssue = fc.constantFrom(null, '2024-09-10', '2026-12-31');

test('any text is read without failing, and every phrase occurs verbatim at its offsets', () => {
  fc.assert(
    fc.property(anyText, anyIssue, fc.boolean(), (text, issuedOn, timeCell) => {
      const deadlines = readDeadlines(text, { issuedOn, calendar, timeCell });

      for (const { phrase, start, end } of deadlines) {
        expect(collapse(text.slice(start, end))).toBe(phrase);
        expect(collapse(text)).toContain(phrase);
      }
      const starts = deadlines.map(({ start }) => start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }),
    { numRuns: 600 },
  );
});

test('a deadline is never due after the end of its named day, and overdue never before it is due', () => {
  fc.assert(
    fc.property(nonsense, (text) => {
      for (const deadline of read(text)) {
        const due = deadline.dueAt ?? deadline.firstDueAt;
        if (due === null || deadline.namedDate === null) continue;
        expect(due <= `${deadline.namedDate}T23:59:59+07:00`).toBe(true);
        expect((overdueAt(deadline) ?? '') >= due).toBe(true);
      }
    }),
    { numRuns: 250 },
  );
});

test('reading twice gives the same, and unrelated text in front shifts offsets only', () => {
  const prefix = 'Ghi chú của văn thư.\n\n';
  fc.assert(
    fc.property(nonsense, (text) => {
      const alone = read(text);
      const shifted = read(prefix + text).map((deadline) => ({
        ...deadline,
        start: deadline.start - prefix.length,
        end: deadline.end - prefix.length,
      }));

      expect(read(text)).toEqual(alone);
      expect(shifted).toEqual(alone);
    }),
    { numRuns: 250 },
  );
});

test('instances of a recurring deadline follow one another', () => {
  const [deadline] = read('trước ngày 31 hằng tháng');
  if (deadline === undefined) throw new Error('the phrase was not read');

  const named: string[] = [];
  for (let after = '2024-09-30'; named.length < 5; after = named.at(-1) ?? '') {
    named.push(nextInstance(deadline, after, calendar)?.namedDate ?? '');
  }

  expect(named).toEqual(['2024-10-31', '2024-11-30', '2024-12-31', '2025-01-31', '2025-02-28']);
});

test('before a day without an hour is overdue once the day has passed, unless read strictly', () => {
  const [day] = read('trước ngày 25/9/2024');
  const [hour] = read('trước 17h00 ngày 25/9/2024');
  if (day === undefined || hour === undefined) throw new Error('a phrase was not read');

  expect(overdueAt(day)).toBe('2024-09-25T23:59:59+07:00');
  expect(overdueAt(day, 'strict')).toBe('2024-09-24T23:59:59+07:00');
  expect(overdueAt(hour)).toBe('2024-09-25T17:00:00+07:00');
});

test.each([
  'trước ngày ',
  '1',
  '1/',
  ' ',
  '(',
  'trước ngày 20/6, ',
  'thứ hai, ',
  'chậm nhất là là là ',
  'trước ngày 25/9/2024 ',
  'thay thời hạn số ',
])('time grows with the length of a text made of %j only', (unit) => {
  const cost = (length: number): number => {
    const text = unit.repeat(Math.ceil(length / unit.length));
    // The least of three: now and then the heap of the whole test run is cleaned up meanwhile.
    const costs = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      read(text);
      return process.cpuUsage(start).user / 1000;
    });
    return Math.min(...costs);
  };
  cost(10_000);

  // Quadratic growth would be a factor of 64; the floor keeps tiny measurements from deciding.
  expect(cost(80_000)).toBeLessThan(24 * Math.max(cost(10_000), 20));
});
