import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { phone } from '../support/phone.ts';
import { bindZaloPerson, type SmallProvince, smallProvince } from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
let specialist: ZaloPhone;

beforeEach(async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 1 });
  const person = p.zalo().network.people.add({ name: 'Trần Thu Hà' });
  await bindZaloPerson(p, person, { officeId: p.officeId, role: 'composer' });
  await bindZaloPerson(p, person, { officeId: p.officeId, role: 'admin' });
  specialist = zaloPhone(p, person);
});
afterEach(async () => {
  expect(p.zalo().network.violations).toEqual([]);
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const bytes = (text: string) => new TextEncoder().encode(text);

test('a directive is composed and released by numbers, and reaches both networks', async () => {
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await specialist.choose('Hạn 1 đúng');
  await specialist.choose('Xem trước');
  const preview = specialist.sees('Xem trước – đơn vị nhận sẽ thấy');
  expect(preview.text).toContain('Zalo: 1 nhóm/kênh');
  await specialist.choose('Không thuộc danh mục');
  await specialist.choose('Phát hành');
  specialist.sees('Đã phát hành 27/STL-PCTT đến 2 đơn vị');

  const [onZalo] = p.zaloCommunes;
  const [onTelegram] = p.communes;
  if (!onZalo || !onTelegram) throw new Error('no commune');
  const clerk = zaloPhone(p, onZalo.clerk, onZalo.group);
  expect(clerk.sees('Số 27/STL-PCTT').text).toContain('Rà soát các điểm xung yếu');
  expect(clerk.all().some(({ file }) => file?.name === '27-STL-PCTT.txt')).toBe(true);
  phone(p, onTelegram.clerk, onTelegram.group).sees('Số 27/STL-PCTT');
});

test('a file that Zalo does not take is refused before release, with the reason', async () => {
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await specialist.choose('Hạn 1 đúng');
  await specialist.sendFile('so-do.vsd', bytes('so do'));
  await specialist.choose('Xem trước');
  expect(specialist.sees('Xem trước – đơn vị').text).toContain(
    '⛔ Zalo không nhận loại tệp «so-do.vsd»',
  );
  await specialist.choose('Không thuộc danh mục');
  await specialist.choose('Phát hành');
  specialist.sees('Có tệp mà mạng của nơi nhận không nhận');
  const { rows } = await p.engine.db.query('select 1 from directive');
  expect(rows).toEqual([]);
});

test('a number means the newest card or the quoted one, and an old one is told stale', async () => {
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  const old = specialist.sees('Hạn 1 đúng');
  await specialist.choose('Hạn 1 đúng');
  const before = specialist.all().length;
  await specialist.quote(old.messageId, '1');
  specialist.sees('Phiếu này đã cũ');
  expect(specialist.all()).toHaveLength(before + 1);

  await specialist.choose('Xem trước');
  specialist.sees('Xem trước – đơn vị nhận sẽ thấy');
});

test('staff ask how directives fare, who owes, and what they can do', async () => {
  await p.release();
  await p.settle();
  p.advance(1_000);
  await specialist.write('/status');
  specialist.sees('15/STL-PCTT');
  await specialist.write('/status 15');
  await specialist.choose('Ai chưa nhận');
  specialist.sees('Chưa tiếp nhận (2)');
  await specialist.write('/pending 15');
  await specialist.write('/help');
  specialist.sees('/gui');
  await specialist.write('/send');
  await specialist.choose('Lưu nháp');
  await specialist.write('/drafts');
  await specialist.choose('chưa có trích yếu');
  specialist.sees('Gửi tệp văn bản');
});

test('a group and a person join by what the invitation says to type', async () => {
  await specialist.write(`/moi nhom ${p.communes[0]?.name}`);
  const typed = () => /\/start j_[\w-]+/.exec(specialist.all().at(-1)?.text ?? '')?.[0] ?? '';
  expect(specialist.sees('gõ trong nhóm').text).toContain('https://t.me/');
  const groupCode = typed();
  const lan = p.zalo().network.people.add({ name: 'Lan' });
  const group = p.zalo().network.world.addGroup({ name: 'UBND xã mới', members: [lan] });
  lan.add(group, p.zalo().account.uid);
  const inGroup = zaloPhone(p, lan, group);
  await inGroup.write(groupCode);
  inGroup.sees('Nhóm này sẽ là');
  // A number of somebody nobody knows decides nothing.
  await inGroup.write('1');
  expect(specialist.sees('🔑').text).toContain('«UBND xã mới»');
  await specialist.choose('Duyệt');
  inGroup.sees('✅ Đã xác nhận: Nhóm nhận văn bản');

  p.advance(60_000);
  await specialist.write(`/moi vanthu ${p.communes[0]?.name}`);
  const personCode = typed();
  await inGroup.write(personCode);
  inGroup.sees('Đề nghị gõ trong tin nhắn riêng');
  const alone = zaloPhone(p, lan);
  await alone.write(personCode);
  await alone.choose('Đồng ý');
  await specialist.choose('Duyệt');
  alone.sees('✅ Đã liên kết tài khoản với: Văn thư');

  const { code } = await p.release();
  await p.settle();
  await inGroup.write(`DN ${code}`);
  inGroup.sees('✅ Đã ghi nhận lúc');
});
