import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { letter } from '../../support/letter.ts';
import { type ComposeProvince, composeProvince, released } from './province.ts';

let province: ComposeProvince;
beforeAll(async () => {
  province = await composeProvince();
});
afterAll(() => province.close());

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
type Staff = Awaited<ReturnType<ComposeProvince['staff']>>;
const text = async (staff: Staff) => (await staff.card()).lines.join('\n');
const labels = async (staff: Staff) =>
  (await staff.card()).buttons.flat().map(({ label }) => label);

test('recipients are kept as a list by one and used by a colleague, added to what is chosen', async () => {
  const first = await province.staff('composer', 'STC');
  await first.type('/send 51/STC-NS');
  await first.press('⬅️');
  await first.press('👥');
  await first.press('☐ UBND các xã, phường');
  await first.type('dong hai');
  await first.press('☑ UBND xã Đông Hải');
  await first.press('✔ Xong');
  await first.press('⬅️');
  await first.press('👥');
  await first.press('⭐');
  expect(await text(first)).toContain('Cơ quan chưa lưu danh sách nào');
  await first.press('💾 Lưu nơi nhận');
  await first.type('x');
  expect((await first.said()).at(-1)).toContain('từ 2 đến 60 ký tự');
  await first.type('Ba xã ven sông');
  expect((await first.said()).at(-1)).toBe('⭐ Đã lưu danh sách «Ba xã ven sông» (3 đơn vị).');

  const second = await province.staff('composer', 'STC');
  await second.type('/send 52/STC-NS');
  await second.press('⬅️');
  await second.press('👥');
  await second.type('noi vu');
  await second.press('☐ Sở Nội vụ');
  await second.press('✔ Xong');
  await second.press('⬅️');
  await second.press('👥');
  await second.press('⭐');
  await second.press('⭐ Ba xã ven sông (3)');
  expect(await text(second)).toContain('Nơi nhận: 4 đơn vị');

  // Another office sees nothing of it.
  const other = await province.staff('composer', 'SNV');
  await other.type('/send 53/SNV-VP');
  await other.press('⬅️');
  await other.press('👥');
  await other.press('⭐');
  expect(await text(other)).toContain('Cơ quan chưa lưu danh sách nào');

  // The same name, in whatever case, replaces; and a list can be thrown away.
  await second.press('⭐');
  await second.press('💾 Lưu nơi nhận');
  await second.type('BA XÃ VEN SÔNG');
  await second.press('⭐');
  expect(await labels(second)).toContain('⭐ BA XÃ VEN SÔNG (4)');
  expect((await labels(second)).filter((label) => label.startsWith('⭐'))).toHaveLength(1);
  expect(await second.press('🗑 BA XÃ')).toContain('Đã bỏ danh sách');
  expect(await text(second)).toContain('Cơ quan chưa lưu danh sách nào');
});

test('a file that this office released before is noticed with number and day, by its bytes', async () => {
  const staff = await province.staff('composer', 'STC');
  const words = letter({ head: letter().split('\n\n')[0]?.replace('318', '418') ?? '' });
  await staff.attach([file('418-stc.txt', words)]);
  for (const label of ['✔ Hạn 1', '👁', '☐ Không thuộc', '🚀']) await staff.press(label);
  expect(await released(province, staff.person.id)).toMatchObject({ number: '418' });

  const colleague = await province.staff('composer', 'STC');
  await colleague.attach([file('ten-khac.txt', words)]);
  expect(await text(colleague)).not.toContain('⏳');
  await colleague.press('✔ Hạn 1');
  const notice = '♻️ Tệp «ten-khac.txt» đã phát hành theo 418/STC-NS, ngày 4/6/2026';
  expect(await text(colleague)).toContain(notice);
  await colleague.press('👁');
  expect(await text(colleague)).toContain(notice);

  const other = await province.staff('composer', 'SNV');
  await other.attach([file('418-stc.txt', words)]);
  await other.press('⬅️');
  expect(await text(other)).not.toContain('♻️');
});

test('a test copy is the real card, file and short message, marked, with dead buttons', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.attach([file('319-stc.txt', letter())]);
  await staff.press('✔ Hạn 1');
  await staff.press('📣');
  await staff.type('Các xã niêm yết công khai số liệu.');
  await staff.press('👁');
  expect(await staff.press('🧪')).toBe('🧪 Đã gửi bản thử: 3 tin.');

  const { rows } = await province.db.query<{
    kind: string;
    content: {
      type: string;
      text?: string;
      caption?: string;
      view?: { lines: string[]; buttons: { label: string; data?: string }[][] };
    };
  }>(
    `select kind, content from part where chat_id = $1 and kind in ('notice', 'file') order by position`,
    [staff.chat.id],
  );
  const mark = '🧪 BẢN THỬ – chưa phát hành';
  const [card, sent, short, end] = rows.map(({ content }) => content);
  expect(card?.view?.lines[0]).toBe(mark);
  expect(card?.view?.lines).toContain('▸ Nhiệm vụ của Sở Nội vụ:');
  const buttons = card?.view?.buttons.flat() ?? [];
  expect(buttons.map(({ label }) => label)).toContain('✅ Đã tiếp nhận');
  expect(buttons.every(({ data }) => data?.startsWith('noop:'))).toBe(true);
  expect(sent).toMatchObject({ type: 'file', caption: mark });
  expect(short?.text).toMatch(/^🧪 BẢN THỬ – chưa phát hành\nCác xã niêm yết công khai/);
  expect(end?.text).toContain('Hết bản thử (3 tin)');
  expect(await released(province, staff.person.id)).toBeUndefined();
});

test('an office without a second person is told before it submits in vain', async () => {
  const staff = await province.staff('composer', 'SNV');
  const conversation = {
    ...staff.engine.settings,
    approval: { fromRecipients: 1, urgencies: [], publicChannels: false },
  };
  Object.assign(staff.engine.settings, conversation);
  await staff.attach([file('1.txt', letter().replaceAll('SỞ TÀI CHÍNH', 'SỞ NỘI VỤ'))]);
  await staff.press('✔ Hạn 1');
  await staff.press('👁');
  expect(await text(staff)).toContain('chưa có người duyệt nào khác liên lạc được');
  await staff.press('☐ Không thuộc');
  expect(await staff.press('📨')).toContain('/moi duyet');
});

test('every step can be left by Back, kept by Save draft, and ended by Cancel', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.attach([file('320-stc.txt', letter())]);
  await staff.press('✔ Hạn 1');
  const steps = ['✏️ Số', '✏️ Ngày', '✏️ Trích yếu', '⚡', '📎', '👥', '✍️', '⏰', '📣', '👁'];
  for (const step of steps) {
    await staff.press(step);
    expect(await labels(staff)).toEqual(
      expect.arrayContaining(['⬅️ Quay lại', '💾 Lưu nháp', '✖️ Hủy']),
    );
    await staff.press('⬅️');
  }
  await staff.press('👁');
  await staff.press('⏱');
  await staff.press('⬅️');
  expect(await labels(staff)).toContain('🚀 Phát hành');
});

test('the kind of document is read, follows from a typed symbol, can be chosen, and is on the card', async () => {
  const staff = await province.staff('composer', 'STC');
  await staff.type('/send 54/KH-STC');
  await staff.press('⬅️');
  expect(await text(staff)).toContain('Loại: Kế hoạch');
  await staff.type('/send');
  await staff.press('🆕');
  await staff.attach([file('321-stc.txt', letter())]);
  await staff.press('✔ Hạn 1');
  expect(await text(staff)).toContain('Loại: Công văn');
  await staff.press('⚡');
  await staff.press('Công điện');
  await staff.press('⬅️');
  await staff.press('👁');
  expect(await text(staff)).toContain('Số 318/STC-NS ngày 2/6/2026 · Công điện');
});
