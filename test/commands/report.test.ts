import { read, utils } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince({ communes: 3 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const clerkOf = (index: number) => {
  const commune = p.communes[index];
  if (!commune) throw new Error(`no commune ${index}`);
  return phone(p, commune.clerk, commune.group);
};
/** The newest file in the specialist's private chat. */
const newestFile = () => {
  const found = phone(p, p.composer)
    .all()
    .findLast((message) => message.file)?.file;
  if (!found) throw new Error('no file was sent');
  return { name: found.name, bytes: found.bytes() };
};
const sheetOf = (bytes: Uint8Array) => {
  const book = read(bytes);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (!sheet) throw new Error('the workbook has no sheet');
  const cells = Object.entries(sheet).filter(([name]) => !name.startsWith('!'));
  return { rows: utils.sheet_to_json<Record<string, unknown>>(sheet), cells };
};

/** Three communes owe a report: one hands in, one hands in nothing, one cannot be reached. */
async function someDays(): Promise<void> {
  const [first] = p.communes;
  await p.engine.db.query('update person set name = $1 where name = $2', [
    '=HYPERLINK("http://x.example";"Phú")',
    'Lê Văn Phú',
  ]);
  p.communes[2]?.clerk.kickBot(p.communes[2].group);
  await p.settle();
  await p.release({
    deadlines: [
      {
        phrase: 'trước ngày 15/01/2026',
        kind: 'date',
        boundary: 'before',
        namedDate: '2026-01-15',
        namedTime: null,
        dueAt: new Date('2026-01-14T16:59:59Z'),
        overdueAt: new Date('2026-01-15T16:59:59Z'),
        recurrence: null,
        anchor: null,
        offset: null,
        flags: [],
      },
    ],
    audience: p.communes.map(({ organisationId }) => ({
      organisationId,
      role: 'act' as const,
      tasks: [],
      deadlines: [0],
    })),
  });
  await p.settle();
  expect(first).toBeDefined();
  await clerkOf(0).press('Đã tiếp nhận');
  await clerkOf(0).press('Báo cáo không phát sinh');
  p.advance(12 * 24 * 3_600_000);
  await p.tick();
}

test('the tracking sheet has a line for everybody, and another reader reads the same', async () => {
  await someDays();
  await phone(p, p.composer).write('/report 15');

  const summary = phone(p, p.composer).sees('📊 15/STL-PCTT').text;
  expect(summary).toContain('📤 Đã gửi đến 2/3 đơn vị');
  expect(summary).toContain('📬 Đã tiếp nhận 1/3');
  expect(summary).toContain('📭 Chưa tiếp nhận 2');
  expect(summary).toContain('📄 Báo cáo: đúng hạn 1 · trễ hạn 0');
  expect(summary).toContain('quá hạn 2');
  expect(summary).toContain('– UBND xã Cẩm Sơn: Chưa có kênh nhận');
  const { name, bytes } = newestFile();
  expect(name).toBe('So theo doi 15-STL-PCTT.xlsx');
  const { rows, cells } = sheetOf(bytes);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({
    STT: 1,
    'Đơn vị': 'UBND xã An Phú',
    'Tình trạng gửi': 'Đã gửi đến',
    'Người tiếp nhận': '=HYPERLINK("http://x.example";"Phú")',
    'Vai trò người tiếp nhận': 'Văn thư',
    'Hình thức': 'Bấm nút',
    'Kết quả báo cáo': 'Đúng hạn',
    'Mã trạng thái (edXML)': '03',
    'Trạng thái': 'Đã tiếp nhận',
  });
  expect(rows[1]).toMatchObject({
    'Đơn vị': 'UBND xã Bình Minh',
    'Kết quả báo cáo': 'Quá hạn, chưa báo cáo',
    'Mã trạng thái (edXML)': '01',
    'Trạng thái': 'Đã đến',
  });
  expect(rows[2]).toMatchObject({
    'Đơn vị': 'UBND xã Cẩm Sơn',
    'Tình trạng gửi': 'Chưa có kênh nhận',
  });
  expect(rows[2]).not.toHaveProperty('Mã trạng thái (edXML)');
  // What begins with = is a word, not a formula.
  expect(cells.filter(([, cell]) => cell.f !== undefined)).toEqual([]);
});

test('the JSON export carries the status codes of the national axis', async () => {
  await someDays();
  await phone(p, p.composer).write('/baocao 15 json');

  const { name, bytes } = newestFile();
  expect(name).toBe('So theo doi 15-STL-PCTT.json');
  const json = JSON.parse(new TextDecoder().decode(bytes));
  expect(Object.keys(json)).toEqual(['directive', 'counted_at', 'organisations']);
  expect(json.directive).toMatchObject({
    number: '15',
    symbol: 'STL-PCTT',
    issued_on: '2026-01-05',
    state: 'released',
  });
  expect(json.counted_at).toMatch(/^2026-01-17T\d\d:\d\d:\d\d\+07:00$/);
  expect(json.organisations[0]).toEqual({
    name: 'UBND xã An Phú',
    code: null,
    role: 'act',
    reach: 'delivered',
    reach_reason: null,
    delivered_at: expect.stringMatching(/\+07:00$/),
    status: {
      code: '03',
      name: 'acknowledged',
      word: 'Đã tiếp nhận',
      at: expect.stringMatching(/\+07:00$/),
      by: '=HYPERLINK("http://x.example";"Phú")',
      by_role: 'clerk',
      way: 'button',
      reason: null,
    },
    reports: [
      {
        due_at: '2026-01-14T23:59:59+07:00',
        extended_to: null,
        submitted_at: expect.stringMatching(/\+07:00$/),
        nil: true,
        verdict: 'on-time',
      },
    ],
  });
  expect(
    json.organisations.map(({ status }: { status: { code: string } | null }) => status?.code),
  ).toEqual(['03', '01', undefined]);
});
