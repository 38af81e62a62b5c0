import { afterEach, expect, test } from '@jest/globals';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';
import { addStaffOnTelegram } from '../support/staff.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
let specialist: Phone;

async function start(options: Parameters<typeof smallProvince>[0]): Promise<void> {
  p = await smallProvince(options);
  specialist = phone(p, p.composer);
}
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const clerkOf = (index: number): Phone => {
  const commune = p.communes[index];
  if (!commune) throw new Error(`no commune ${index}`);
  return phone(p, commune.clerk, commune.group);
};
const groupOf = (index: number) => p.communes[index]?.group ?? 0;
const textsIn = (index: number) =>
  clerkOf(index)
    .all()
    .map(({ text }) => text);
const bytes = (text: string) => new TextEncoder().encode(text);

async function correct(by: Phone, words: string): Promise<void> {
  await by.press('Đính chính, thay thế, thu hồi');
  await by.press('✏️ Đính chính');
  await by.write(words);
  by.sees('Xem trước đính chính');
}

test('a correction reaches those who have the original, in its own words and with its file', async () => {
  await start({ communes: 2, zaloCommunes: 1 });
  await p.release();
  await p.settle();
  await clerkOf(0).press('Đã tiếp nhận');
  const words = 'Tại mục 2, "10 điểm" sửa thành "12 điểm".';
  await correct(specialist, words);
  await specialist.sendFile('dinh-chinh.txt', bytes('Đính chính văn bản số 15.'));
  const preview = specialist.sees('Xem trước đính chính').text;
  expect(preview).toContain(words);
  expect(preview).toContain('dinh-chinh.txt');
  expect(preview).toContain('Gửi đến 3 nhóm đã nhận');
  expect(textsIn(1)).toHaveLength(1);
  await specialist.press('Phát đính chính');
  p.advance(10_000);
  await p.settle();

  for (const index of [0, 1]) {
    const [card, notice, file, ...more] = clerkOf(index).all();
    expect(card?.text).toContain('✏️ ĐÃ CÓ ĐÍNH CHÍNH');
    expect(notice?.text).toBe(
      `✏️ ĐÍNH CHÍNH – Sở Thủy lợi tỉnh An Bình\n${notice?.text.split('\n')[1]}\n${words}`,
    );
    expect(file?.file?.name).toBe('dinh-chinh.txt');
    expect(more).toEqual([]);
  }
  const [commune] = p.zaloCommunes;
  if (!commune) throw new Error('no commune on Zalo');
  const onZalo = zaloPhone(p, commune.clerk, commune.group);
  expect(onZalo.sees('ĐÍNH CHÍNH').text).toContain(words);
  expect(onZalo.all().filter(({ file }) => file)).toHaveLength(1);

  // What is owed stays: the second commune still acknowledges the original.
  expect(await clerkOf(1).press('Đã tiếp nhận')).toContain('Đã ghi nhận');
  expect(specialist.sees('📤 Văn bản 15/STL-PCTT').text).toContain('📬 Đã tiếp nhận 2/3');
  expect(p.zalo().network.violations).toEqual([]);
});

test('a group that gets the original later gets the correction after it, once', async () => {
  await start({ communes: 2 });
  p.network.faults.add({
    kind: 'too-many-requests',
    retryAfter: 25,
    times: 2,
    scope: 'chat',
    method: 'sendMessage',
    chat: groupOf(1),
  });
  await p.release();
  await p.settle();
  await correct(specialist, 'Sửa ngày họp thành 8/1/2026.');
  expect(specialist.sees('Xem trước').text).toContain('1 nhóm đang chờ nhận văn bản');
  await specialist.press('Phát đính chính');
  expect(textsIn(0)).toHaveLength(2);
  expect(textsIn(1)).toEqual([]);

  for (let minute = 0; minute < 4; minute += 1) {
    p.advance(60_000);
    await p.tick();
  }
  expect(textsIn(1)).toEqual([
    expect.stringContaining('Số 15/STL-PCTT'),
    expect.stringContaining('ĐÍNH CHÍNH'),
  ]);
  expect(textsIn(0)).toHaveLength(2);
});

test('of two people who correct at once the second is told and looks again', async () => {
  await start({ communes: 1 });
  await p.release();
  await p.settle();
  const colleague = phone(p, await addStaffOnTelegram(p, 'Nguyễn Văn Bảo'));
  await colleague.write('/status 15');
  await correct(specialist, 'Bản của chị Hà.');
  await correct(colleague, 'Bản của anh Bảo.');
  await specialist.press('Phát đính chính');
  expect(await colleague.press('Phát đính chính')).toContain(
    'Vừa có đính chính khác của Trần Thu Hà',
  );
  expect(textsIn(0).filter((text) => text.includes('Bản của'))).toHaveLength(1);

  // Recalled by one, it is too late for the other.
  await specialist.press('Đính chính, thay thế, thu hồi');
  await specialist.press('⛔ Thu hồi');
  await specialist.write('Sai nhiều chỗ.');
  await specialist.press('Thu hồi ngay');
  expect(await colleague.press('Phát đính chính')).toContain('đã được Trần Thu Hà thu hồi lúc');
  p.advance(10_000);
  await p.settle();
  expect(textsIn(0)).toEqual([expect.stringContaining('THU HỒI')]);
});

test('a secret file in a correction goes nowhere', async () => {
  await start({ communes: 1 });
  await p.release();
  await p.settle();
  await specialist.press('Đính chính, thay thế, thu hồi');
  await specialist.press('✏️ Đính chính');
  await specialist.sendFile('phu-luc.txt', bytes('MẬT\nSố: 01/STL\nNội dung QWXYZ'));
  specialist.sees('độ mật');
  expect(specialist.all().at(-1)?.text).not.toContain('phu-luc');
  const dump = JSON.stringify((await p.engine.db.query('select * from draft')).rows);
  expect(dump).not.toContain('phu-luc');
  expect(textsIn(0)).toHaveLength(1);
});
