import { read, utils } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';
import { addStaffOnTelegram } from '../support/staff.ts';

let p: SmallProvince;
let specialist: Phone;
beforeEach(async () => {
  p = await smallProvince({ communes: 3 });
  specialist = phone(p, p.composer);
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
const remindersIn = (index: number) =>
  clerkOf(index)
    .all()
    .filter(({ text }) => /^(⏰|🔴)/u.test(text)).length;

test('whoever cannot answer in the chat is called, and what was said stands on record', async () => {
  await p.release({ ackDueAt: new Date('2026-01-07T09:00:00Z') });
  await p.settle();
  await clerkOf(2).press('Đã tiếp nhận');
  await specialist.press('Phiếu gọi');
  const sheet = specialist.sees('☎️ Phiếu gọi 15/STL-PCTT: 2 đơn vị').text;
  expect(sheet).toContain('Nội dung đọc: «Sở Thủy lợi tỉnh An Bình đã gửi văn bản số 15/STL-PCTT');
  expect(sheet).toContain('1. UBND xã An Phú: Lê Văn Phú – Văn thư');

  // Somebody known answers; the reason is one of those given often.
  await specialist.press('Đã gọi UBND xã An Phú');
  await specialist.press('Lê Văn Phú – Văn thư');
  await specialist.press('Đơn vị không dùng được ứng dụng');
  specialist.sees('✅ Đã ghi nhận UBND xã An Phú tiếp nhận qua điện thoại: Văn thư Lê Văn Phú');
  expect(clerkOf(0).sees('Số 15/STL-PCTT').text).toContain('✅ Đã tiếp nhận: Văn thư Lê Văn Phú');

  // Somebody whom nobody has met answers: name and role are typed.
  await specialist.press('Đã gọi UBND xã Bình Minh');
  await specialist.write('chị Hoa');
  specialist.sees('Chưa rõ người xác nhận');
  await specialist.write('Nguyễn Thị Hoa – lãnh đạo');
  await specialist.write('Mất sóng do mưa lũ.');
  specialist.sees('UBND xã Bình Minh tiếp nhận qua điện thoại: Lãnh đạo Nguyễn Thị Hoa');
  const { rows } = await p.engine.db.query(
    `select p.name, a.role, a.way, a.reason, s.name as by from acknowledgement a
     join person p on p.id = a.person_id join person s on s.id = a.recorded_by order by a.at`,
  );
  expect(rows).toEqual([
    {
      name: 'Lê Văn Phú',
      role: 'clerk',
      way: 'phone',
      reason: 'Đơn vị không dùng được ứng dụng nhắn tin',
      by: 'Trần Thu Hà',
    },
    {
      name: 'Nguyễn Thị Hoa',
      role: 'leader',
      way: 'phone',
      reason: 'Mất sóng do mưa lũ.',
      by: 'Trần Thu Hà',
    },
  ]);

  // The first call was a mistake: it is taken back, and the commune is reminded again.
  const buttons = specialist.sees('UBND xã An Phú tiếp nhận qua điện thoại');
  p.composer.press(p.composer.id, buttons.messageId, '↩️ Ghi nhầm, hủy');
  await p.settle();
  p.advance(5_000);
  await p.settle();
  specialist.sees('↩️ Đã hủy xác nhận qua điện thoại');
  expect(clerkOf(0).sees('Số 15/STL-PCTT').text).not.toContain('✅ Đã tiếp nhận');
  for (let hour = 0; hour < 60; hour += 6) {
    p.advance(6 * 3_600_000);
    await p.tick();
  }
  expect(remindersIn(0)).toBeGreaterThan(0);
  expect([remindersIn(1), remindersIn(2)]).toEqual([0, 0]);

  await specialist.write('/report 15');
  const file = specialist.all().findLast((message) => message.file)?.file;
  const book = read(file?.bytes() ?? new Uint8Array());
  expect(book.SheetNames).toEqual(['Sổ theo dõi', 'Phiếu gọi']);
  const calls = utils.sheet_to_json<Record<string, string>>(book.Sheets['Phiếu gọi'] ?? {});
  expect(calls.map((row) => row['Đơn vị'])).toEqual(['UBND xã An Phú']);
  const lines = utils.sheet_to_json<Record<string, string>>(book.Sheets['Sổ theo dõi'] ?? {});
  expect(lines[1]).toMatchObject({
    'Người tiếp nhận': 'Nguyễn Thị Hoa',
    'Hình thức': 'Điện thoại',
    'Lý do': 'Mất sóng do mưa lũ.',
  });
});

test('of two who call the same commune the second is told, and a leader’s word is asked for', async () => {
  await p.release({ ackPolicy: 'leader' });
  await p.settle();
  const colleague = phone(p, await addStaffOnTelegram(p, 'Nguyễn Văn Bảo'));
  await colleague.write('/status 15');
  for (const one of [specialist, colleague]) {
    await one.press('Phiếu gọi');
    await one.press('Đã gọi UBND xã An Phú');
  }
  await specialist.press('Lê Văn Phú – Văn thư');
  await specialist.write('Máy hỏng.');
  specialist.sees('Văn bản này cần lãnh đạo đơn vị xác nhận');
  await specialist.press('Đã gọi UBND xã An Phú');
  await specialist.write('Phạm Văn Sáu - lãnh đạo');
  await specialist.write('Máy hỏng.');
  specialist.sees('✅ Đã ghi nhận UBND xã An Phú');

  await colleague.write('Phạm Văn Sáu – lãnh đạo');
  await colleague.write('Máy hỏng.');
  colleague.sees('UBND xã An Phú đã tiếp nhận rồi');
  expect((await p.engine.db.query('select 1 from acknowledgement')).rows).toHaveLength(1);
});
