import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Conversation } from '../../support/turn.ts';
import { type ComposeProvince, composeProvince, released } from './province.ts';

let province: ComposeProvince;
beforeAll(async () => {
  province = await composeProvince();
});
afterAll(() => province.close());

const text = async (staff: Conversation) => (await staff.card()).lines.join('\n');
const words = 'Đề nghị các đơn vị gửi báo cáo số liệu thu ngân sách tháng 5 về Sở Tài chính.';

/** Answers every question with words of one's own. */
async function compose(staff: Conversation): Promise<void> {
  await staff.type('/send');
  await staff.type('1234/STC-NS');
  await staff.type('3/6/2026');
  await staff.type('báo cáo số liệu thu ngân sách tháng 5');
  await staff.press('☐ UBND các xã');
  await staff.press('✔ Xong');
  await staff.type('17h00 10/6/2026');
  await staff.type(words);
}

test('everything can be typed by hand', async () => {
  const staff = await province.staff('composer', 'STC');

  await compose(staff);
  for (const label of ['👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  expect(directive).toMatchObject({
    number: '1234',
    symbol: 'STC-NS',
    issuedOn: '2026-06-03',
    subject: 'báo cáo số liệu thu ngân sách tháng 5',
    text: words,
    deadlines: [
      { phrase: 'chậm nhất 17h00 ngày 10/6/2026', dueAt: new Date('2026-06-10T17:00:00+07:00') },
    ],
  });
  expect(new Set(directive?.audience.keys())).toEqual(new Set(['xa_0', 'xa_1', 'xa_2', 'xa_3']));
});

describe('a wrong answer gets one sentence with an example and changes nothing', () => {
  const cases: readonly (readonly [step: readonly string[], wrong: string, told: RegExp])[] = [
    [['/send'], 'xin chào', /Gửi tệp|nút trên phiếu|ví dụ/i],
    [['/send', '1234/STC-NS'], '31/2/2026', /Chưa đúng ngày. Ví dụ: 10\/9\/2024/],
    [['/send', '1234/STC-NS'], '3/6', /Chưa đúng ngày/],
    [['/send', '1234/STC-NS'], '17h00 3/6/2026', /Chưa đúng ngày/],
    [['/send', '1234/STC-NS'], '5/6/2026', /không thể sau hôm nay/],
    [['/send', '1234/STC-NS', '3/6/2026'], 'abc', /Trích yếu phải có từ 5/],
    [
      ['/send', '1234/STC-NS', '3/6/2026', 'báo cáo thu'],
      'sở xyz',
      /Không có đơn vị nào khớp «sở xyz»/,
    ],
  ];
  test.each(cases)('after %j comes «%s»', async (steps, wrong, told) => {
    const staff = await province.staff('composer', 'STC');
    for (const step of steps) await staff.type(step);
    const before = await staff.drafts();

    await staff.type(wrong);

    expect(await staff.drafts()).toEqual(before);
    expect((await staff.said()).at(-1)).toMatch(told);
  });

  test('a number without a symbol is no reference', async () => {
    const staff = await province.staff('composer', 'STC');
    await compose(staff);
    await staff.press('✏️ Số/ký hiệu');

    await staff.type('số nào đó');
    expect((await staff.said()).at(-1)).toContain('1234/SNN-PCTT');
    await staff.type('77');

    expect(await text(staff)).toContain('Số/ký hiệu: 77/STC-NS');
  });

  test('a deadline that is over or unreadable', async () => {
    const staff = await province.staff('composer', 'STC');
    await compose(staff);
    await staff.press('⏰');
    await staff.press('➕');
    const before = await staff.drafts();

    await staff.type('1/6/2026');
    expect((await staff.said()).at(-1)).toContain('Hạn này đã qua');
    await staff.type('khi nào xong thì gửi');
    expect((await staff.said()).at(-1)).toContain('Chưa đúng hạn');

    expect(await staff.drafts()).toEqual(before);
  });
});

test('a member of a chosen group can be taken out, and somebody outside it taken in', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);

  await staff.press('👥');
  await staff.press('📋 Danh sách (4)');
  await staff.press('☑ UBND xã Bình Minh');
  await staff.press('⬅️');
  await staff.type('so noi');
  await staff.press('☐ Sở Nội vụ');
  await staff.press('✔ Xong');
  for (const label of ['👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  expect(new Set(directive?.audience.keys())).toEqual(new Set(['snv', 'xa_0', 'xa_2', 'xa_3']));
});

test('the presets give a deadline by the working calendar', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);

  await staff.press('⏰');
  await staff.press('✖️ Bỏ hạn 1');
  await staff.press('⏰');
  await staff.press('+3 ngày làm việc (9/6/2026)');

  expect(await text(staff)).toContain('✔ Hạn báo cáo: chậm nhất ngày 9/6/2026');
});

test('who acknowledges and until when can be changed', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);

  await staff.press('✍️ Xác nhận');
  await staff.press('Lãnh đạo');
  await staff.press('11h00 5/6/2026');
  expect(await text(staff)).toContain('Xác nhận: Lãnh đạo · trước 11h00 5/6/2026');
  await staff.press('✍️ Xác nhận');
  await staff.press('Không cần');
  await staff.press('⬅️');

  expect(await text(staff)).toContain('Xác nhận: Không cần\n');
});

test('a short message carries its source, which counts towards its length', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);

  await staff.press('📣');
  await staff.type('Báo cáo '.repeat(125));
  expect((await staff.said()).at(-1)).toMatch(/dài quá \d+ ký tự/);
  await staff.type('Các xã gửi báo cáo thu ngân sách trước 17h00 ngày 10/6.');
  for (const label of ['👁', '☐ Không thuộc', '🚀']) await staff.press(label);

  const directive = await released(province, staff.person.id);
  expect(directive?.shortMessages).toEqual([
    {
      body: 'Các xã gửi báo cáo thu ngân sách trước 17h00 ngày 10/6.',
      source: '(Nguồn: Sở Tài chính – 1234/STC-NS ngày 3/6/2026)',
    },
  ]);
});

test('a draft is saved, listed and continued; an old button of it changes nothing', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);
  const old = (await staff.card()).buttons.flat().find(({ label }) => label.startsWith('👁'));

  await staff.press('💾');
  expect((await staff.drafts()).map(({ state }) => state)).toEqual(['saved']);
  expect(await staff.pressData(old?.data ?? '')).toContain('đã cũ');
  await staff.type('/drafts');
  await staff.press('1. 1234/STC-NS');

  expect((await staff.drafts()).map(({ state }) => state)).toEqual(['open']);
  for (const label of ['👁', '☐ Không thuộc', '🚀']) await staff.press(label);
  expect(await released(province, staff.person.id)).toMatchObject({ number: '1234', count: 1 });
});

test('with a draft open /send asks whether to go on or to start over, and loses neither', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.type('/send 1/STC-NS');

  await staff.type('/send 2/STC-NS');
  expect(await text(staff)).toContain('Tiếp tục bản này hay soạn mới?');
  await staff.press('🆕');
  expect(await text(staff)).toContain('Số/ký hiệu: 2/STC-NS');
  await staff.type('/send');
  await staff.press('▶️ Tiếp tục');

  expect(await text(staff)).toContain('Số/ký hiệu: 2/STC-NS');
  const letters = (await staff.drafts()).filter(
    ({ state }) => state === 'open' || state === 'saved',
  );
  expect(letters.map(({ state }) => state)).toEqual(['saved', 'open']);
});

test('leaving the question about the open draft leaves that draft open', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);

  await staff.type('/send');
  await staff.press('✖️ Bỏ qua');

  expect(await text(staff)).toContain('Bản nháp trước vẫn đang mở.');
  const open = (await staff.drafts()).filter(({ state }) => state === 'open');
  expect(open).toHaveLength(1);
});

test('a cancelled draft is gone after a second question', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);

  await staff.press('✖️ Hủy');
  await staff.press('✖️ Hủy hẳn');

  expect((await staff.drafts()).map(({ state }) => state)).toEqual(['cancelled']);
  await staff.type('/drafts');
  expect((await staff.said()).at(-1)).toContain('Không có bản nháp nào');
});

test('who works for two offices is asked which, and can change it', async () => {
  const staff = await province.staff('composer', 'STC', 'SNV');

  await staff.type('/send');
  await staff.press('Sở Tài chính');
  await staff.type('9/STC-NS');
  await staff.press('⬅️');
  await staff.press('🏛');
  await staff.press('Sở Nội vụ');

  expect(await text(staff)).toContain('Soạn văn bản – Sở Nội vụ');
});

test('a viewer may not compose', async () => {
  const viewer = await province.staff('viewer', 'STC');

  await viewer.type('/send');

  expect(await viewer.drafts()).toEqual([]);
  expect((await viewer.said()).at(-1)).toContain('dành cho: Cán bộ soạn');
});

test('who has lost the right may not release what was begun with it', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);
  for (const label of ['👁', '☐ Không thuộc']) await staff.press(label);
  await province.db.query(`update staff set valid_to = '2026-06-03' where person_id = $1`, [
    staff.person.id,
  ]);

  expect(await staff.press('🚀')).toContain('không còn quyền');

  expect(await released(province, staff.person.id)).toBeUndefined();
});

test('a double press releases once', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);
  for (const label of ['👁', '☐ Không thuộc']) await staff.press(label);
  const button = (await staff.card()).buttons.flat().find(({ label }) => label.startsWith('🚀'));

  await staff.pressData(button?.data ?? '');
  expect(await staff.pressData(button?.data ?? '')).toContain('đã cũ');

  expect((await released(province, staff.person.id))?.count).toBe(1);
});

test('every button fits into what a network gives back', async () => {
  const staff = await province.staff('composer', 'STC');
  await compose(staff);
  const seen: string[] = [];
  for (const label of ['⚡', '⬅️', '👥', '📋', '⬅️', '⬅️', '✍️', '⬅️', '⏰', '➕']) {
    await staff.press(label);
    seen.push(...(await staff.card()).buttons.flat().map(({ data }) => data ?? ''));
  }
  expect(seen.length).toBeGreaterThan(50);
  expect(seen.filter((data) => Buffer.byteLength(data) > 64)).toEqual([]);
});
