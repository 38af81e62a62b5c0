import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importDirectory } from '../../../src/store/directory.ts';
import { makeZip } from '../../extraction/make-zip.ts';
import { letter } from '../../support/letter.ts';
import { type ComposeProvince, composeProvince, released } from './province.ts';

let province: ComposeProvince;
beforeAll(async () => {
  province = await composeProvince();
});
afterAll(() => province.close());

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const workbook = (cells: readonly string[]) =>
  makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: '<workbook><sheets><sheet name="Biểu"/></sheets></workbook>',
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${cells.map((cell) => `<si><r><t>${cell}</t></r></si>`).join('')}</sst>`,
    },
  ]);
const text = async (staff: { card(): Promise<{ lines: readonly string[] }> }) =>
  (await staff.card()).lines.join('\n');

test('a letter that names everything is released with four presses', async () => {
  const staff = await province.staff('composer', 'STC');

  await staff.attach([file('318-stc.txt', letter())]);
  await staff.press('✔ Hạn 1');
  await staff.press('👁 Xem trước');
  await staff.press('☐ Không thuộc danh mục');
  await staff.press('🚀');

  const directive = await released(province, staff.person.id);
  expect(directive).toMatchObject({
    number: '318',
    symbol: 'STC-NS',
    issuedOn: '2026-06-02',
    issuer: 'Sở Tài chính',
    subject: 'rà soát dự toán ngân sách quý III năm 2026',
    ackDueAt: new Date('2026-06-04T17:00:00+07:00'),
    text: '',
    count: 1,
    deadlines: [{ phrase: 'trước ngày 15/6/2026', dueAt: new Date('2026-06-14T23:59:59+07:00') }],
  });
  expect(directive?.files.map(({ name }) => name)).toEqual(['318-stc.txt']);
  expect(await text(staff)).toMatch(/Đã phát hành 318\/STC-NS đến 6 đơn vị · Mã [0-9A-Z]{4}/);
  expect((await staff.card()).buttons).toEqual([]);
  expect((await staff.drafts()).map(({ state }) => state)).toEqual(['done']);
});

test('each organisation gets its own tasks and deadlines, those in Nơi nhận alone are informed, the issuer gets nothing', async () => {
  const staff = await province.staff('composer', 'STC');

  await staff.attach([file('318-stc.txt', letter())]);
  for (const label of ['✔ Hạn 1', '👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  const deadline = directive?.deadlines[0]?.id;
  const of = (key: string) => directive?.audience.get(key);
  expect(new Set(directive?.audience.keys())).toEqual(
    new Set(['snv', 'ubnd_tinh', 'xa_0', 'xa_1', 'xa_2', 'xa_3']),
  );
  expect(of('snv')).toMatchObject({
    role: 'act',
    tasks: ['Gửi dự toán trước ngày 15/6/2026.'],
    deadlineIds: [deadline],
  });
  expect(of('xa_0')).toMatchObject({
    role: 'act',
    tasks: ['Niêm yết công khai số liệu đã duyệt.'],
    deadlineIds: [],
  });
  expect(of('ubnd_tinh')).toMatchObject({ role: 'inform', tasks: [], deadlineIds: [] });
});

test('the preview shows the card of one organisation of each group, dead, and who is not reached', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.attach([file('318-stc.txt', letter())]);
  await staff.press('✔ Hạn 1');

  await staff.press('👁');
  const first = await text(staff);
  await staff.press('▶');
  const second = await text(staff);

  expect(first).toContain('▸ Nhiệm vụ của Sở Nội vụ:\n– Gửi dự toán trước ngày 15/6/2026.');
  expect(first).toContain('[✅ Đã tiếp nhận]');
  expect(first).toContain('Telegram: 4 nhóm/kênh');
  expect(first).toContain('⚠️ Chưa có kênh nhận: UBND xã Đông Hải, UBND tỉnh An Bình');
  expect(first).toContain('🔔 Nhắc báo cáo: 16h30 12/6/2026');
  expect(second).toContain('– Niêm yết công khai số liệu đã duyệt.');
});

test('a dropped deadline asks nobody for a report', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.attach([file('318-stc.txt', letter())]);

  await staff.press('✖️ Bỏ hạn 1');
  expect(await text(staff)).toContain('không yêu cầu báo cáo');
  for (const label of ['👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  expect(directive?.deadlines).toEqual([]);
  expect(directive?.audience.get('snv')?.deadlineIds).toEqual([]);
});

test('an addressee that matches nothing is asked for, and its meaning holds for its tasks and deadlines', async () => {
  const staff = await province.staff('composer', 'STC');
  const body = '1. Đội Thủy nông An Bình: Báo cáo số liệu trước ngày 15/6/2026.\n\nTrân trọng./.';
  await staff.attach([
    file(
      'a.txt',
      letter({ addressees: 'Kính gửi:\n- Đội Thủy nông An Bình;\n- UBND các xã, phường.', body }),
    ),
  ]);
  expect(await text(staff)).toContain('❓ Chưa rõ nơi nhận: «Đội Thủy nông An Bình»');

  await staff.type('cong ty thuy');
  await staff.press('☐ Công ty Thủy lợi An Bình');
  await staff.press('✔ Xong');
  await staff.press('✔ Hạn 1');
  for (const label of ['👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  expect(directive?.audience.get('cty_tl')).toMatchObject({
    role: 'act',
    tasks: ['Báo cáo số liệu trước ngày 15/6/2026.'],
    deadlineIds: [directive?.deadlines[0]?.id],
  });
  expect(directive?.audience.get('xa_0')?.deadlineIds).toEqual([]);
});

test('an addressee one slip of the pen away is asked, and a body that has ended leads to its successor', async () => {
  const staff = await province.staff('composer', 'STC');
  await importDirectory(province.db, {
    organisations: [
      {
        key: 'slđ',
        name: 'Sở Lao động',
        shortNames: [],
        aliases: [],
        level: 'province',
        kind: 'so',
        validTo: '2025-02-28',
      },
    ],
    links: [{ from: 'slđ', to: 'snv', type: 'merged_into', effective: '2025-03-01' }],
    groups: [],
  });
  const addressees = 'Kính gửi:\n- Sở Lao động;\n- Công ty Thủi lợi An Bình.';

  await staff.attach([file('a.txt', letter({ addressees }))]);

  expect(await text(staff)).toContain('↪️ «Sở Lao động» nay là: Sở Nội vụ');
  expect(await text(staff)).toContain('❓ Chưa rõ nơi nhận: «Công ty Thủi lợi An Bình»');
  await staff.press('Công ty Thủy lợi An Bình');
  await staff.press('⬅️');
  expect(await text(staff)).not.toContain('❓');
  expect(await text(staff)).toContain('Nơi nhận: 3 đơn vị (1 nhận để biết)');
});

test('a refused file given before the first question leaves no name behind', async () => {
  const staff = await province.staff('composer', 'STC', 'SNV');
  await staff.attach([file('ten-rieng-tu.txt', `TUYỆT MẬT\n\n${letter()}`)]);

  await staff.press('Sở Tài chính');
  await staff.fetchFiles();

  expect((await staff.said()).at(-1)).toContain('dấu hiệu mang độ mật');
  const { rows } = await province.db.query<{ row: string }>(
    'select row_to_json(d)::text as row from draft d union all select row_to_json(p)::text from part p',
  );
  expect(rows.filter(({ row }) => row.includes('ten-rieng-tu'))).toEqual([]);
});

test('an unknown addressee can be left out, and a suggestion can be taken', async () => {
  const staff = await province.staff('composer', 'STC');
  const addressees = 'Kính gửi:\n- Sở Nội vụ và Lao động;\n- Hội Người làm vườn.';
  await staff.attach([file('a.txt', letter({ addressees }))]);

  await staff.press('Sở Nội vụ');
  await staff.press('✖️ Bỏ qua');

  expect(await text(staff)).not.toContain('❓');
  expect(await text(staff)).toContain('Hạn báo cáo: trước ngày 15/6/2026');
});

test('without number and date nothing is guessed: both are asked', async () => {
  const staff = await province.staff('composer', 'STC');
  const head = letter()
    .split('\n\n')[0]
    ?.replace('Số: 318/STC-NS', 'Số:        /STC-NS')
    .replace('ngày 02 tháng 6 năm 2026', 'ngày      tháng 6 năm 2026');

  await staff.attach([file('a.txt', letter({ head: head ?? '' }))]);
  expect(await text(staff)).toContain('👉 Gõ số văn bản (ký hiệu STC-NS), ví dụ: 1234');
  await staff.type('319');
  expect(await text(staff)).toContain('👉 Gõ ngày ban hành');
  await staff.press('Hôm nay');

  expect(await text(staff)).toContain('trước ngày 15/6/2026');
  await staff.press('⬅️');
  expect(await text(staff)).toContain('Số/ký hiệu: 319/STC-NS\nNgày: 4/6/2026');
});

test('a letter of another office cannot be released in the name of this one', async () => {
  const staff = await province.staff('composer', 'SNV');

  await staff.attach([file('318-stc.txt', letter())]);
  expect(await text(staff)).toContain('Soạn văn bản – Sở Nội vụ');
  await staff.press('✔ Hạn 1');
  await staff.press('👁');
  await staff.press('☐ Không thuộc');
  const told = await staff.press('🚀');

  expect(told).toContain('do cơ quan khác ban hành');
  expect(await released(province, staff.person.id)).toBeUndefined();
});

test('a pasted letter is read like a file and its words go out unchanged', async () => {
  const staff = await province.staff('composer', 'STC');
  const words = letter();

  await staff.type(words);
  for (const label of ['✔ Hạn 1', '👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  expect(directive).toMatchObject({ number: '318', text: words, files: [] });
});

test('a paste that the network cut into several messages is one letter', async () => {
  const staff = await province.staff('composer', 'STC');
  const words = letter();
  const cut = words.indexOf('Nơi nhận');

  await staff.type(words.slice(0, cut).trim());
  await staff.press('✔ Hạn 1');
  await staff.type(words.slice(cut));
  for (const label of ['👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  expect(directive?.text).toContain('Trân trọng./.\nNơi nhận:');
  expect(directive?.deadlines).toHaveLength(1);
  expect(directive?.audience.get('ubnd_tinh')?.role).toBe('inform');
});

test('what the document prints stands beside what was typed instead', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.type('/send 400/STC-NS');
  await staff.attach([file('318-stc.txt', letter())]);
  await staff.press('⬅️');

  expect(await text(staff)).toContain('Số/ký hiệu: 400/STC-NS\n⚠️ Trong văn bản ghi số 318/STC-NS');
});

test('taking the document away takes back what only it said', async () => {
  const staff = await province.staff('composer', 'SNV');
  await staff.attach([file('318-stc.txt', letter())]);
  await staff.press('⬅️');
  expect(await text(staff)).toContain('⚠️ Trong văn bản ghi cơ quan ban hành');

  await staff.press('📎');
  await staff.press('🗑 318-stc.txt');

  expect(await text(staff)).toContain('📎 Chưa có tệp hoặc toàn văn');
  expect(await text(staff)).not.toContain('Trong văn bản ghi');
  expect(await text(staff)).not.toContain('15/6/2026');
});

test('a marked letter is refused, none of its name or words stays, and the draft goes on without it', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.type('/send 320/STC-NS');

  await staff.attach([file('ke-hoach-rieng.txt', `MẬT\n\n${letter()}`)]);

  expect((await staff.said()).at(-1)).toContain('dấu hiệu mang độ mật');
  expect(await text(staff)).toContain('Số/ký hiệu: 320/STC-NS');
  const { rows } = await province.db.query<{ row: string }>(
    `select row_to_json(d)::text as row from draft d union all select row_to_json(p)::text from part p
     union all select row_to_json(u)::text from upload u union all select row_to_json(x)::text from document x`,
  );
  expect(rows.filter(({ row }) => row.includes('ke-hoach-rieng'))).toEqual([]);
});

test('a scan stays attached, an old Word file does not, and each is said why', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.type('/send 321/STC-NS');
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
  const rtf = new TextEncoder().encode('{\\rtf1 abc}');

  await staff.attach([
    { name: 'trang-1.png', bytes: png },
    { name: 'cu.doc', bytes: rtf },
  ]);

  const said = (await staff.said()).join('\n');
  expect(said).toContain('Tệp «trang-1.png» là bản quét');
  expect(said).toContain('Tệp «cu.doc» là định dạng .doc cũ');
  expect(await text(staff)).toContain('📎 trang-1.png (12 B)');
  expect(await text(staff)).not.toContain('cu.doc');
});

test('a program and an archive are not attached, and each is said why', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.type('/send 322/STC-NS');
  const archive = makeZip([{ name: 'vb.txt', content: 'x' }]);

  await staff.attach([
    file('318-stc.pdf.exe', 'MZ'),
    { name: 'ho-so.zip', bytes: archive },
    { name: 'dien-tap.docx', bytes: archive },
  ]);

  const said = (await staff.said()).join('\n');
  expect(said).toContain('Tệp «318-stc.pdf.exe» là chương trình');
  expect(said).toContain('Tệp «ho-so.zip» là tệp nén');
  expect(said).toContain('Tệp «dien-tap.docx» là tệp nén');
  expect(await text(staff)).not.toMatch(/318-stc|ho-so|dien-tap/);
});

test('every attachment passes the gate, a workbook as well, which is never read as the letter', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.attach([file('318-stc.txt', letter())]);
  const before = await text(staff);

  await staff.attach([
    { name: 'bieu-mat-na.xlsx', bytes: workbook(['Độ mật: Tối mật', 'Số liệu']) },
  ]);
  expect((await staff.said()).at(-1)).toContain('dấu hiệu mang độ mật');
  await staff.attach([file('phu-luc.txt', 'PHỤ LỤC\n\nMẬT\n\nSố liệu')]);
  expect((await staff.said()).at(-1)).toContain('dấu hiệu mang độ mật');
  expect(await text(staff)).toBe(before);

  await staff.attach([{ name: 'bieu.xlsx', bytes: workbook(['Số: 999/KH-UBND', 'Số liệu']) }]);
  await staff.press('✔ Hạn 1');
  expect(await text(staff)).toContain('bieu.xlsx');
  expect(await text(staff)).toContain('Số/ký hiệu: 318/STC-NS');
});

test('while a file is checked nothing can be released, and a file that comes late takes the tick back', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.attach([file('318-stc.txt', letter())]);
  for (const label of ['✔ Hạn 1', '👁', '☐ Không thuộc']) await staff.press(label);

  await staff.attach([file('phu-luc.txt', 'Phụ lục số liệu thu, chi của đơn vị')], { later: true });
  expect(await staff.press('🚀')).toContain('đang được kiểm tra');
  await staff.fetchFiles();

  expect(await staff.press('🚀')).toContain('bí mật nhà nước');
  await staff.press('☐ Không thuộc');
  await staff.press('🚀');
  const directive = await released(province, staff.person.id);
  expect(directive?.files.map(({ name }) => name)).toEqual(['318-stc.txt', 'phu-luc.txt']);
});
