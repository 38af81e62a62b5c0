import { read, utils } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Phone, phone } from '../support/phone.ts';
import { bindZaloPerson, type SmallProvince, smallProvince } from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
/** The specialist, in the private chat with the account. */
let specialist: ZaloPhone;
/** An Phú, in a group that can still be upgraded, and Bình Minh on Telegram; Cẩm Sơn on Zalo. */
let anPhu: Phone;
let binhMinh: Phone;
let camSon: ZaloPhone;
let upgrade: () => number;

beforeEach(async () => {
  p = await smallProvince({ communes: 2, zaloCommunes: 1 });
  const person = p.zalo().network.people.add({ name: 'Trần Thu Hà' });
  await bindZaloPerson(p, person, { officeId: p.officeId, role: 'composer' });
  specialist = zaloPhone(p, person);
  const [first, second] = p.communes;
  const [third] = p.zaloCommunes;
  if (!first || !second || !third) throw new Error('a commune is missing');
  const group = p.network.world.addGroup({ title: 'An Phú', owner: first.clerk, kind: 'group' });
  await p.engine.db.query('update chat set external_id = $2 where external_id = $1', [
    String(first.group),
    String(group),
  ]);
  upgrade = () => first.clerk.upgrade(group);
  anPhu = phone(p, first.clerk, group);
  binhMinh = phone(p, second.clerk, second.group);
  camSon = zaloPhone(p, third.clerk, third.group);
});
afterEach(async () => {
  expect(p.zalo().network.violations).toEqual([]);
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const reason = 'Ban hành nhầm bản dự thảo.';
const correction = 'Tại mục 2, "10 điểm" sửa thành "12 điểm".';
/** What a chat shows, each message by its first words. */
const headlines = (messages: readonly { readonly text: string }[]) =>
  messages.map(({ text }) => /^(?:[📄⏰]|[^\n–:·]*[^\n–:·\s])/u.exec(text)?.[0] ?? text);

test('by numbers alone: reminded, reported on, answered by telephone, corrected, recalled', async () => {
  await p.release({ ackDueAt: new Date('2026-01-09T10:00:00Z') });
  await p.settle();
  await anPhu.press('Đã tiếp nhận');

  // Those who have not answered are reminded, after a look at what they will read.
  await specialist.write('/nhac 15');
  expect(specialist.sees('🔔 Nhắc theo 15/STL-PCTT: 2 đơn vị').text).toContain('⏰');
  expect([...binhMinh.all(), ...camSon.all()]).toHaveLength(2);
  await specialist.choose('Nhắc 2 đơn vị');
  specialist.sees('🔔 Đã gửi lời nhắc theo 15/STL-PCTT đến 2 đơn vị.');
  binhMinh.sees('⏰');
  camSon.sees('⏰');
  expect(anPhu.all()).toHaveLength(1);

  // The tracking sheet comes as a file into the same chat.
  await specialist.write('/baocao 15');
  specialist.sees('📊 15/STL-PCTT');
  const sheet = specialist.all().findLast(({ file }) => file)?.file;
  expect(sheet?.name).toMatch(/\.xlsx$/u);
  const book = read(sheet?.bytes() ?? new Uint8Array());
  const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets['Sổ theo dõi'] ?? {});
  expect(rows.map((row) => [row['Đơn vị'], row['Người tiếp nhận'] ?? ''])).toEqual([
    ['UBND xã An Phú', 'Lê Văn Phú'],
    ['UBND xã Bình Minh', ''],
    ['UBND xã Cẩm Sơn', ''],
  ]);

  // Somebody is called, and what was said stands on record.
  await specialist.write('/status 15');
  await specialist.choose('Phiếu gọi');
  specialist.sees('☎️ Phiếu gọi 15/STL-PCTT: 2 đơn vị');
  await specialist.choose('Đã gọi UBND xã Bình Minh');
  await specialist.choose('Lê Văn Minh – Văn thư');
  await specialist.write('Mất sóng do mưa lũ.');
  specialist.sees('✅ Đã ghi nhận UBND xã Bình Minh tiếp nhận qua điện thoại: Văn thư Lê Văn Minh');
  expect(binhMinh.sees('Số 15/STL-PCTT').text).toContain('✅ Đã tiếp nhận: Văn thư Lê Văn Minh');

  await specialist.write('/status 15');
  await specialist.choose('Đính chính, thay thế, thu hồi');
  await specialist.choose('✏️ Đính chính');
  await specialist.write(correction);
  expect(specialist.sees('Xem trước đính chính').text).toContain('Gửi đến 3 nhóm đã nhận');
  await specialist.choose('Phát đính chính');
  for (const chat of [anPhu, binhMinh, camSon]) {
    expect(chat.sees('✏️ ĐÍNH CHÍNH –').text).toContain(correction);
  }

  // What was in a group before its upgrade is out of reach, and Zalo gives back nothing so late.
  const supergroup = upgrade();
  await p.settle();
  p.zalo().network.faults.add({ kind: 'refuse', code: 113, path: 'undomsg', times: Infinity });
  await specialist.write('/status 15');
  await specialist.choose('Đính chính, thay thế, thu hồi');
  await specialist.choose('⛔ Thu hồi');
  await specialist.write(reason);
  expect(specialist.sees('Xem trước thu hồi').text).toContain(`Lý do: ${reason}`);
  await specialist.choose('Thu hồi ngay');
  p.advance(10_000);
  await p.settle();
  await specialist.write('/status 15');
  await specialist.choose('Kết quả thu hồi');
  const table = specialist.sees('Kết quả thu hồi 15/STL-PCTT (lúc').text;
  expect(table).toMatch(
    /An Phú.*đã tiếp nhận trước khi thu hồi \(Văn thư Lê Văn Phú.*nhóm đã nâng cấp.*đã gửi thông báo/u,
  );
  expect(table).toMatch(/Bình Minh.*đã tiếp nhận trước.*Lê Văn Minh.*✅ đã gỡ; đã gửi thông báo/u);
  expect(table).toMatch(/Cẩm Sơn.*⚠️ không gỡ được \(mạng không cho gỡ.*đã gửi thông báo/u);

  // Days later nobody has been reminded again, and nothing stands there that was not told above.
  for (let hour = 0; hour < 96; hour += 12) {
    p.advance(12 * 3_600_000);
    await p.tick();
  }
  const inSupergroup = p.network.world.messages(supergroup).filter(({ from }) => from.isBot);
  expect(headlines(inSupergroup)).toEqual(['⛔ THU HỒI VĂN BẢN']);
  expect(headlines(binhMinh.all())).toEqual(['⏰', '⛔ THU HỒI VĂN BẢN']);
  expect(headlines(camSon.all())).toEqual(['📄', '⏰', '✏️ ĐÍNH CHÍNH', '⛔ THU HỒI VĂN BẢN']);
  expect(headlines(specialist.all())).toEqual([
    '🔔 Nhắc theo 15/STL-PCTT',
    '🔔 Đã gửi lời nhắc theo 15/STL-PCTT đến 2 đơn vị.',
    'Đã ghi nhận',
    '📊 15/STL-PCTT',
    '',
    '📤 Văn bản 15/STL-PCTT',
    '☎️ Phiếu gọi 15/STL-PCTT',
    '☎️ Ai ở UBND xã Bình Minh xác nhận qua điện thoại? Chọn người, hoặc nhập',
    '☎️ UBND xã Bình Minh, Lê Văn Minh',
    '☎️ Người xác nhận',
    '✅ Đã ghi nhận UBND xã Bình Minh tiếp nhận qua điện thoại',
    'Đã ghi nhận',
    '📤 Văn bản 15/STL-PCTT',
    '15/STL-PCTT',
    '✏️ Đính chính 15/STL-PCTT',
    '👁 Xem trước đính chính',
    '✏️ Đã phát đính chính 15/STL-PCTT lúc 09h01 5/1/2026.',
    '📤 Văn bản 15/STL-PCTT',
    '15/STL-PCTT',
    '⛔ Thu hồi 15/STL-PCTT',
    '👁 Xem trước thu hồi',
    '⛔ Đã thu hồi 15/STL-PCTT lúc 09h01 5/1/2026. Kết quả từng nơi ở phiếu theo dõi.',
    '📤 Văn bản 15/STL-PCTT',
    '⛔ Kết quả thu hồi 15/STL-PCTT (lúc 09h01 5/1/2026, Trần Thu Hà)',
  ]);
});
