import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';
import { addStaffOnTelegram } from '../support/staff.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;

beforeEach(async () => {
  p = await smallProvince({ communes: 2, zaloCommunes: 1 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  expect(p.zalo().network.violations).toEqual([]);
  await p.close();
});

const specialist = () => phone(p, p.composer);
const clerkOf = (index: number) => {
  const commune = p.communes[index];
  if (!commune) throw new Error(`no commune ${index}`);
  return phone(p, commune.clerk, commune.group);
};
const onZalo = () => {
  const [commune] = p.zaloCommunes;
  if (!commune) throw new Error('no commune on Zalo');
  return zaloPhone(p, commune.clerk, commune.group);
};
const remindersIn = (texts: readonly { readonly text: string }[]) =>
  texts.filter(({ text }) => text.startsWith('⏰')).length;
const reminded = () => [
  remindersIn(clerkOf(0).all()),
  remindersIn(clerkOf(1).all()),
  remindersIn(onZalo().all()),
];

test('those who owe are reminded after a preview, once, and a second person is told', async () => {
  await p.release();
  await p.settle();
  await clerkOf(0).press('Đã tiếp nhận');

  await specialist().write('/remind 15');
  const preview = specialist().sees('🔔 Nhắc theo 15/STL-PCTT: 2 đơn vị');
  expect(preview.text).toContain('Sẽ nhắc: UBND xã Bình Minh; UBND xã Cẩm Sơn');
  const words = /«(⏰ UBND xã Bình Minh[^»]*«[^»]*»[^»]*)»/u.exec(preview.text)?.[1] ?? '?';
  const colleague = phone(p, await addStaffOnTelegram(p, 'Nguyễn Văn Bảo'));
  await colleague.write('/nhac 15');
  colleague.sees('🔔 Nhắc theo 15/STL-PCTT: 2 đơn vị');
  expect(reminded()).toEqual([0, 0, 0]);

  // Meanwhile one more answers: it is left alone.
  await onZalo().write('đã nhận');
  await specialist().press('Nhắc 2 đơn vị');
  expect(reminded()).toEqual([0, 1, 0]);
  expect(clerkOf(1).sees('⏰').text).toBe(words);
  specialist().sees('🔔 Đã gửi lời nhắc theo 15/STL-PCTT đến 1 đơn vị.');

  expect(await colleague.press('Nhắc 2 đơn vị')).toMatch(
    /Trần Thu Hà đã nhắc theo 15\/STL-PCTT lúc/u,
  );
  await specialist().press('🔔 Nhắc');
  expect(reminded()).toEqual([0, 1, 0]);

  // Two hours later it may be done again.
  p.advance(2 * 3_600_000);
  await specialist().write('/remind 15');
  await specialist().press('Nhắc 1 đơn vị');
  expect(reminded()).toEqual([0, 2, 0]);
});

test('in quiet hours a reminder waits for the morning, and whoever answers before is left alone', async () => {
  await p.release();
  await p.settle();
  p.advance(13 * 3_600_000); // 22h00
  await p.tick();
  await specialist().write('/remind 15');
  specialist().sees('🌙 Đang giờ nghỉ: lời nhắc sẽ gửi lúc 06h30 6/1/2026');
  await specialist().press('Nhắc 3 đơn vị');
  specialist().sees('🌙 Đã đặt lời nhắc');
  expect(reminded()).toEqual([0, 0, 0]);

  await clerkOf(0).press('Đã tiếp nhận');
  p.advance(9 * 3_600_000);
  await p.tick();
  expect(reminded()).toEqual([0, 1, 1]);
});

test('hoả tốc does not wait for the morning', async () => {
  await p.release({ urgency: 'hoa_toc' });
  await p.settle();
  p.advance(13 * 3_600_000);
  await specialist().write('/remind 15');
  await specialist().press('Nhắc 3 đơn vị');
  expect(reminded()).toEqual([1, 1, 1]);
});
