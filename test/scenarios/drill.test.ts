import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
let specialist: Phone;
let commune: Phone;
let zaloCommune: ZaloPhone;

beforeEach(async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 1 });
  specialist = phone(p, p.composer);
  const [onTelegram] = p.communes;
  const [onZalo] = p.zaloCommunes;
  if (!onTelegram || !onZalo) throw new Error('no commune');
  commune = phone(p, onTelegram.clerk, onTelegram.group);
  zaloCommune = zaloPhone(p, onZalo.clerk, onZalo.group);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  expect(p.zalo().network.violations).toEqual([]);
  await p.close();
});

const mark = 'DIỄN TẬP';
const bytes = (text: string) => new TextEncoder().encode(text);

/** Everything that the bot wrote to officials, each as one text; a file by its caption. */
function toOfficials(): readonly string[] {
  return [
    ...commune.all().map(({ text }) => text),
    ...zaloCommune
      .all()
      .filter(({ file }) => !file)
      .map(({ text }) => text),
  ];
}

async function finish(): Promise<void> {
  await specialist.press('Hạn 1 đúng');
  await specialist.press('Thông điệp ngắn');
  await specialist.write('Nước sông lên nhanh, bà con chú ý theo dõi.');
  await specialist.press('Xem trước');
  await specialist.press('Không thuộc danh mục');
  await specialist.press('🚀 Phát hành');
}

test('a drill says DIỄN TẬP in every message from the card to the last overdue reminder', async () => {
  await specialist.write('/dientap');
  specialist.sees('🟨 DIỄN TẬP: mọi tin gửi đi đều ghi «DIỄN TẬP»');
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await finish();
  specialist.sees('🚀 Đã phát hành 🟨 DIỄN TẬP 27/STL-PCTT');

  commune.sees('Số 27/STL-PCTT');
  commune.sees('Nước sông lên nhanh');
  zaloCommune.sees('Số 27/STL-PCTT');
  // A file on Zalo bears no caption: a message of its own stands before it.
  const zalo = zaloCommune.all();
  const at = zalo.findIndex(({ file }) => file);
  expect(zalo[at - 1]?.text).toContain('Tệp ở tin bên dưới');

  // Answers by button and in words, a report, a repost, then silence until it is overdue.
  await commune.press('Đã tiếp nhận');
  await zaloCommune.write('đã nhận');
  const card = zaloCommune.sees('Số 27/STL-PCTT');
  await zaloCommune.quote(card.messageId, 'Báo cáo: xã đã rà soát xong.');
  await commune.press('Đã đăng');
  // What the bot asks them about the drill, and how the question ends.
  await commune.press('☰ Việc khác');
  await commune.press('Phản hồi');
  await commune.press('✖️ Thôi');
  for (let hour = 0; hour < 24 * 18; hour += 6) {
    p.advance(6 * 3_600_000);
    await p.tick();
  }

  commune.sees('⏰');
  commune.sees('🔴 Quá hạn');
  const unmarked = toOfficials().filter((text) => !text.includes(mark));
  expect(unmarked).toEqual([]);
  expect(toOfficials().length).toBeGreaterThan(8);
  // And so does what staff are told about it.
  expect(specialist.sees('📤 Văn bản 27/STL-PCTT').text).toContain(mark);
  expect(specialist.sees('📄 UBND xã Bình Minh nộp báo cáo').text).toContain(mark);
});

test('a pasted drill is marked in every piece of its text', async () => {
  const long = completeLetter.replace(
    'Trân trọng./.',
    `${'Các xã trực ban 24/24 giờ. '.repeat(150)}\n\nTrân trọng./.`,
  );
  await specialist.write('/drill');
  // The network cuts a long paste; the rest goes on where the first message ended.
  await specialist.write(long.slice(0, 4000));
  await specialist.write(long.slice(4000));
  await finish();

  const pieces = zaloCommune.all().filter(({ text }) => text.includes('trực ban 24/24'));
  expect(pieces.length).toBeGreaterThan(1);
  expect(toOfficials().filter((text) => !text.includes(mark))).toEqual([]);
});

test('a drill stays a drill: what is given to one never lands in a real letter, nor the other way round', async () => {
  await specialist.write('/send 40/STL-PCTT');
  await specialist.write('/dientap 41/STL-PCTT');
  // No question whether to go on with the real one: it is put aside.
  specialist.sees('Số/ký hiệu: 41/STL-PCTT');
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  const { rows } = await p.engine.db.query<{ drill: boolean; state: string; files: string }>(
    `select drill, state, jsonb_array_length(body->'files')::text as files from draft order by created_at, id`,
  );
  expect(rows).toContainEqual({ drill: false, state: 'saved', files: '0' });
  expect(rows).toContainEqual({ drill: true, state: 'open', files: '1' });

  await expect(p.engine.db.query('update draft set drill = not drill')).rejects.toThrow(
    'a drill stays a drill',
  );
  await finish();
  await expect(p.engine.db.query('update directive set drill = false')).rejects.toThrow(
    'a drill stays a drill',
  );
  const released = await p.engine.db.query('select drill from directive');
  expect(released.rows).toEqual([{ drill: true }]);

  // The same file for real afterwards: the drill does not count as an earlier release.
  await specialist.write('/drafts');
  await specialist.press('1. 40/STL-PCTT');
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await finish();
  specialist.sees('🚀 Đã phát hành 40/STL-PCTT');
  expect(commune.sees('Số 40/STL-PCTT').text).not.toContain(mark);
});
