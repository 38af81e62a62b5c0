import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Document } from '../../../src/domain/document/document.ts';
import { normalise } from '../../../src/domain/document/normalise.ts';
import { documentToJson } from '../../../src/domain/document/to-json.ts';
import { findSecrecyMark } from '../../../src/domain/secrecy.ts';
import { letter, read } from '../../support/letter.ts';

const FRAGMENTS = [
  ...letter().split('\n'),
  'KẾ HOẠCH',
  'ĐIỆN:',
  '¹ Công văn số 5/UBND-NC ngày 04/5/2026',
  'theo quy định¹',
  '[1] Chú thích',
  'TT\tNhiệm vụ\tChủ trì\tThời hạn',
  '1\tViệc\tSở Y tế\tTháng 7/2026',
  'TT',
  'Nhiệm vụ',
  'Chủ trì',
  'Thời hạn',
  '2',
  'Trang 2/3',
  '\f',
  '***',
  '| a | b |',
  '|---|---|',
  'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC',
  'Số: /',
  'Số: ngày',
  'V/v',
  'Kính gửi:',
  'Lưu: VT.',
  'II. Tổ chức',
  'a) Việc',
  '- ',
  'PHỤ LỤC',
  '(Kèm theo Công văn',
  'Độ mật',
  'hiêu ̣',
  'Sè: 5/STC',
  '\u0301',
  '(1)(1)(1)',
  '1.1.1.1.',
  'ngày tháng năm',
  '*a*b*',
  'Giao Sở Y tế chủ trì:',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...FRAGMENTS),
        fc.constantFrom('\n', '\n\n', ' ', '\t', '   ', '\r\n', ''),
      ),
      { maxLength: 60 },
    )
    .map((pieces) => pieces.flat().join('')),
);

function values(document: Document): readonly string[] {
  const { issuer, signer } = document;
  return [
    document.number,
    document.place,
    document.subject,
    issuer?.name,
    issuer?.parent,
    signer?.name,
    signer?.title,
    signer?.namePrefix,
    ...document.recipients,
    ...document.deadlines.map(({ phrase }) => phrase),
    ...document.tasks.flatMap(({ assignee, items, collaborators = [] }) => [
      assignee,
      ...items,
      ...collaborators,
    ]),
    ...document.attachments,
    ...document.noiNhan.flatMap(({ text, purpose }) => [text, purpose === 'luu' ? null : purpose]),
    ...document.citations.flatMap(({ issuer: by, type }) => [by, type]),
    ...document.links,
  ].filter((value) => typeof value === 'string');
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Processor time, which other work on the machine does not stretch; the best of three. */
function costMs(work: () => unknown): number {
  const runs = [0, 1, 2].map(() => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

describe('for any text at all', () => {
  test('reading and the gate never throw, and a printed document is valid JSON', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        findSecrecyMark({ text, fileName: text });

        expect(JSON.parse(JSON.stringify(documentToJson('x', read(text))))).toMatchObject({
          file: 'x',
        });
      }),
      { numRuns: 400 },
    );
  });

  test('every value stands word for word in the text that was read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = read(text);
        const whole = squeeze(document.text);

        for (const value of values(document)) expect(whole).toContain(squeeze(value));
      }),
      { numRuns: 400 },
    );
  });

  test('evidence and deadlines point into the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = read(text);

        for (const { start, end } of Object.values(document.evidence)) {
          expect(
            start === null ||
              (start >= 0 && start <= (end ?? -1) && (end ?? 0) <= document.text.length),
          ).toBe(true);
        }
        for (const { start, end, phrase } of document.deadlines) {
          expect(squeeze(document.text.slice(start, end))).toBe(phrase);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('normalising twice changes nothing more in a letter', () => {
    const once = normalise(letter()).text;

    expect(normalise(once)).toEqual({ text: once, quality: 'good', notes: [] });
  });

  test('no field is read out of a text that holds no letter', () => {
    const document = read('Chào buổi sáng, trời hôm nay đẹp.');

    expect(document).toMatchObject({
      number: null,
      symbol: null,
      issuer: null,
      date: null,
      subject: null,
      recipients: [],
      tasks: [],
      signer: null,
    });
  });
});

describe('the time it takes', () => {
  const item =
    '1. Sở Y tế: Rà soát theo Công văn số 88/UBND-NC ngày 04/5/2026 của UBND tỉnh, báo cáo trước ngày 20/6/2026.\n';
  test.each([
    ['items', item],
    ['one endless line', 'Sở Y tế báo cáo số 12/QĐ-UBND ngày 04/5/2026 của UBND tỉnh '],
    ['blanks', '                    '],
    ['line ends', '\n'],
    ['capitals', 'AN BÌNH '],
    ['brackets and asterisks', '(*[*(_'],
    ['digits and slashes', '1/1/1-1/A-A/'],
    ['entries', '- Sở Y tế;\n'],
    ['combining marks', 'a\u0301\u0323'],
    ['superscripts', 'a¹\n¹ b\n'],
    ['table rows', 'TT\tNhiệm vụ\tChủ trì\tThời hạn\n1\ta\tb\tc\n'],
    ['marks of secrecy in words', 'bảo mật thông tin '],
    ['names', 'Nguyễn Văn An\n'],
    ['positions', 'KT. GIÁM ĐỐC\n'],
    ['single letters', 'M\n'],
    ['marks on one letter', '\u0323\u0301'],
    ['days', 'trước ngày 20/6, '],
    ['cells', '| '],
  ])('grows with the length of %s, not with its square', (_, unit) => {
    const text = (size: number) => `${unit.repeat(Math.ceil(size / unit.length))}x`;
    expectLinear((size) => `${letter()}\n${text(size)}`);
    expectLinear(text);
  });

  test.each([
    ['appendices', 'PHỤ LỤC\n'],
    ['bodies', 'SỞ Y TẾ\n'],
    ['subjects', 'V/v họp\n'],
    ['rules of tables', '|---|   '],
    ['page ends', '\f'],
  ])('grows with the length of %s where there is no letter', (_, unit) => {
    expectLinear((size) => `${unit.repeat(Math.ceil(size / unit.length))}x`);
  });
});

function expectLinear(text: (size: number) => string): void {
  const cost = (size: number) => {
    const input = text(size);
    return costMs(() => {
      findSecrecyMark({ text: input });
      read(input);
    });
  };
  cost(15_000);

  // Four times the text; a quadratic reader would take sixteen times as long, however often it is asked.
  const times = () => cost(60_000) / Math.max(cost(15_000), 4);
  let least = times();
  for (let more = 0; more < 3 && least >= 10; more += 1) least = Math.min(least, times());
  expect(least).toBeLessThan(10);
}
