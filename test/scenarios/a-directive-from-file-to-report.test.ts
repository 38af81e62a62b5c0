import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter, unnumberedLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { type Commune, type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
let specialist: Phone;

beforeEach(async () => {
  p = await smallProvince();
  specialist = phone(p, p.composer);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const commune = (index: number): Commune => {
  const found = p.communes[index];
  if (!found) throw new Error(`no commune ${index}`);
  return found;
};
const clerkOf = (index: number) => phone(p, commune(index).clerk, commune(index).group);
const bytes = (text: string) => new TextEncoder().encode(text);

test('from the file in the chat to the last report', async () => {
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await specialist.press('Hạn 1 đúng');
  await specialist.press('Xem trước');
  await specialist.press('Không thuộc danh mục');
  await specialist.press('Phát hành');
  specialist.sees('Đã phát hành 27/STL-PCTT đến 3 đơn vị');

  // Each commune has its card with its own task, and the very same file.
  for (const index of [0, 1, 2]) {
    const card = clerkOf(index).sees('Số 27/STL-PCTT ngày 5/1/2026');
    expect(card.text).toContain('⚡ KHẨN – Sở Thủy lợi tỉnh An Bình');
    expect(card.text).toContain('Rà soát các điểm xung yếu');
    const file = clerkOf(index)
      .all()
      .find((message) => message.file)?.file;
    expect(file?.name).toBe('27-STL-PCTT.txt');
    expect(new TextDecoder().decode(file?.bytes())).toBe(completeLetter);
  }

  // One acknowledges and reports at once, by a file in reply; one reports nothing; one stays silent.
  expect(await clerkOf(0).press('Đã tiếp nhận')).toContain('Đã ghi nhận');
  const card = clerkOf(0).sees('Số 27/STL-PCTT');
  await clerkOf(0).sendFile('bao-cao.txt', bytes('Xã An Phú đã rà soát 3 điểm.'), {
    replyTo: card.messageId,
  });
  clerkOf(0).sees('✅ Đã ghi nhận báo cáo theo 27/STL-PCTT');
  await clerkOf(1).press('Đã tiếp nhận');
  await clerkOf(1).press('Báo cáo không phát sinh');
  specialist.sees('📄 UBND xã An Phú nộp báo cáo theo 27/STL-PCTT');
  specialist.sees('UBND xã Bình Minh: báo cáo không phát sinh');
  expect(specialist.all().some((message) => message.file?.name === 'bao-cao.txt')).toBe(true);
  expect(specialist.sees('📤 Văn bản 27/STL-PCTT').text).toContain('📄 Đã báo cáo 2/3');

  // Time passes: only the silent one is reminded, then overdue.
  for (let hour = 0; hour < 24 * 17; hour += 4) {
    p.advance(4 * 3_600_000);
    await p.tick();
  }
  const reminded = (index: number) =>
    clerkOf(index)
      .all()
      .filter(({ text }) => /^(⏰|🔴)/u.test(text)).length;
  expect([reminded(0), reminded(1)]).toEqual([0, 0]);
  expect(reminded(2)).toBeGreaterThan(3);
  clerkOf(2).sees('🔴 Quá hạn 1 ngày: UBND xã Cẩm Sơn chưa nộp báo cáo theo 27/STL-PCTT');
  expect(clerkOf(2).sees('Số 27/STL-PCTT').text).toContain('🔴 Quá hạn báo cáo');
  await specialist.press('Ai chưa nhận');
  expect(specialist.sees('Quá hạn báo cáo (1)').text).toContain('UBND xã Cẩm Sơn');

  // A late report ends it.
  const late = clerkOf(2).sees('Số 27/STL-PCTT');
  await clerkOf(2).write('Báo cáo: đã rà soát xong.', { replyTo: late.messageId });
  clerkOf(2).sees('(trễ hạn)');
  const before = reminded(2);
  for (let day = 0; day < 7; day += 1) {
    p.advance(24 * 3_600_000);
    await p.tick();
  }
  expect(reminded(2)).toBe(before);
  expectNothingElse();
});

test('a draft without number, date and deadline is asked for them one by one', async () => {
  await specialist.sendFile('du-thao.txt', bytes(unnumberedLetter));
  await specialist.write('abc');
  specialist.sees('Chưa đúng số/ký hiệu');
  await specialist.write('31');
  await specialist.write('31/2/2026');
  specialist.sees('Chưa đúng ngày');
  await specialist.write('5/1/2026');
  await specialist.press('Không yêu cầu báo cáo');
  await specialist.press('Xem trước');
  await specialist.press('Không thuộc danh mục');
  await specialist.press('Phát hành');

  expect(clerkOf(0).sees('Số 31/STL-PCTT ngày 5/1/2026').text).not.toContain('⏰');
});

test('a document marked MẬT goes nowhere and leaves nothing behind', async () => {
  const secret = completeLetter.replace('KHẨN\n', 'MẬT\n').replace('xung yếu', 'QWXYZ');
  await specialist.sendFile('ke-hoach.txt', bytes(secret));

  specialist.sees('độ mật');
  const dump = JSON.stringify([
    (await p.engine.db.query('select * from draft')).rows,
    (await p.engine.db.query('select * from document')).rows,
    (await p.engine.db.query('select * from inbox')).rows,
    (await p.engine.db.query('select * from upload')).rows,
    (await p.engine.db.query('select * from file')).rows,
  ]);
  expect(dump).not.toContain('QWXYZ');
  expect(p.logged.join()).not.toContain('QWXYZ');
  expect((await p.engine.db.query('select 1 from refusal')).rows).toHaveLength(1);
});

/** Every message in an agency's chat is one that this story explains. */
function expectNothingElse(): void {
  const explained = ['Số 27/STL-PCTT', '⏰', '🔴 Quá hạn', '✅ Đã ghi nhận báo cáo'];
  for (const { group } of p.communes) {
    for (const message of p.network.world.messages(group)) {
      if (!message.from.isBot || message.file) continue;
      expect(explained.some((words) => message.text.includes(words))).toBe(true);
    }
  }
}
