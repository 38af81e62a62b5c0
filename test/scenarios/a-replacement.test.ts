import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';
import { addStaffOnTelegram } from '../support/staff.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
let specialist: Phone;
beforeEach(async () => {
  p = await smallProvince({ communes: 3, zaloCommunes: 1 });
  specialist = phone(p, p.composer);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  expect(p.zalo().network.violations).toEqual([]);
  await p.close();
});

const clerkOf = (index: number): Phone => {
  const commune = p.communes[index];
  if (!commune) throw new Error(`no commune ${index}`);
  return phone(p, commune.clerk, commune.group);
};
const textsIn = (index: number) =>
  clerkOf(index)
    .all()
    .map(({ text }) => text);
const onZalo = () => {
  const [commune] = p.zaloCommunes;
  if (!commune) throw new Error('no commune on Zalo');
  return zaloPhone(p, commune.clerk, commune.group);
};

/** Everybody but the third commune gets the first directive. */
async function releaseFirst(): Promise<void> {
  const members = [p.communes[0], p.communes[1], p.zaloCommunes[0]];
  await p.release({
    ackDueAt: new Date('2026-01-06T10:00:00Z'),
    audience: members.flatMap((one) =>
      one
        ? [{ organisationId: one.organisationId, role: 'act' as const, tasks: [], deadlines: [] }]
        : [],
    ),
  });
  await p.settle();
}

/** Composes what replaces it from a file that is addressed to all communes. */
async function compose(by: Phone): Promise<void> {
  await by.press('Đính chính, thay thế, thu hồi');
  await by.press('♻️ Thay thế');
  await by.sendFile('27-STL-PCTT.txt', new TextEncoder().encode(completeLetter));
  await by.press('Hạn 1 đúng');
  await by.press('Xem trước');
}

const release = async (by: Phone) => {
  await by.press('Không thuộc danh mục');
  await by.press('Phát hành');
};

test('those who have the old one get the new one, and what they had acknowledged stands', async () => {
  await releaseFirst();
  await clerkOf(0).press('Đã tiếp nhận');
  await compose(specialist);
  await specialist.press('☑ Hỏi xác nhận lại');
  expect(specialist.sees('♻️ Thay thế 15/STL-PCTT').text).toContain('đã có được giữ nguyên');
  await release(specialist);
  specialist.sees('Đã phát hành 27/STL-PCTT đến 3 đơn vị');
  p.advance(10_000);
  await p.settle();

  // The old cards say which one stands now, and ask for nothing.
  const old = clerkOf(0).sees('ĐÃ ĐƯỢC THAY THẾ bởi văn bản số 27/STL-PCTT');
  expect(old.buttons).toEqual([]);
  const fresh = clerkOf(0).sees('♻️ Thay thế văn bản số 15/STL-PCTT');
  expect(fresh.text).toContain('✅ Đã tiếp nhận: Văn thư Lê Văn Phú');
  expect(fresh.buttons.flat().some(({ text }) => text.includes('Đã tiếp nhận'))).toBe(false);
  // The second had not: it is asked by the new card.
  expect(await clerkOf(1).press('Đã tiếp nhận')).toContain('Đã ghi nhận');
  expect(onZalo().sees('Số 27/STL-PCTT').text).toContain('♻️ Thay thế văn bản số 15/STL-PCTT');
  // Whoever never had the old one has nothing, although the letter names all communes.
  expect(textsIn(2)).toEqual([]);

  for (let hour = 0; hour < 48; hour += 12) {
    p.advance(12 * 3_600_000);
    await p.tick();
  }
  const all = [
    ...textsIn(0),
    ...textsIn(1),
    ...onZalo()
      .all()
      .map(({ text }) => text),
  ];
  expect(all.filter((text) => /^(⏰|🔴)/u.test(text) && text.includes('15/STL'))).toEqual([]);
  expect(textsIn(2)).toEqual([]);
});

test('staff may ask for acknowledgement again, and of two who replace at once the second is told', async () => {
  await releaseFirst();
  await clerkOf(0).press('Đã tiếp nhận');
  const colleague = phone(p, await addStaffOnTelegram(p, 'Nguyễn Văn Bảo'));
  await colleague.write('/status 15');
  await compose(specialist);
  await compose(colleague);
  await release(specialist);
  await release(colleague);
  colleague.sees('Văn bản được thay thế đã thu hồi hoặc đã có văn bản thay thế');
  expect((await p.engine.db.query('select 1 from directive')).rows).toHaveLength(2);

  expect(await clerkOf(0).press('Đã tiếp nhận')).toContain('Đã ghi nhận');
  expect(specialist.sees('📤 Văn bản 27/STL-PCTT').text).toContain('📬 Đã tiếp nhận 1/3');
});
