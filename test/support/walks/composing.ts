import { expect } from '@jest/globals';
import { messagesIn } from '../../../src/messages/messages.ts';
import { bindTelegramPerson } from '../bind-person.ts';
import { completeLetter } from '../letters.ts';
import { phone } from '../phone.ts';
import {
  bytes,
  composeFromFile,
  count,
  inGroup,
  specialistOf,
  type Walk,
  type Walks,
} from './walk.ts';

const { button } = messagesIn('vi').compose;

/** How a directive comes about and leaves. */
export const composing: Walks = {
  'a directive composed from a file': async (world) => {
    const specialist = specialistOf(world);
    await composeFromFile(specialist);
    await specialist.press('Phát hành');
    specialist.sees('Đã phát hành 27/STL-PCTT đến 1 đơn vị');
    expect([await count(world, 'directive'), await count(world, 'delivery')]).toEqual([1, 1]);
    expect(inGroup(world, 'Số 27/STL-PCTT')).toHaveLength(1);
  },
  'a directive composed by hand, put aside and taken up again': async (world) => {
    const specialist = specialistOf(world);
    await specialist.write('/send 31/STL-PCTT');
    await specialist.press('Lưu nháp');
    await specialist.write('/drafts');
    await specialist.press('31/STL-PCTT');
    await specialist.press('Hủy');
    await specialist.press('Hủy hẳn');
    expect(await count(world, 'directive')).toBe(0);
    const { rows } = await world.engine.db.query('select state from draft');
    expect(rows).toEqual([{ state: 'cancelled' }]);
  },
  'a letter that somebody leaves unfinished and a colleague takes over': async (world) => {
    const leaving = await bindTelegramPerson(world.spared, 'Nguyễn Văn Bảo', [
      { officeId: world.officeId, role: 'composer' },
    ]);
    const [former, specialist] = [phone(world, leaving.person), specialistOf(world)];
    await former.write('/send 31/STL-PCTT');
    await former.write('/dung');
    await specialist.write('/drafts');
    await specialist.press('Tiếp tục soạn bản 1');
    await specialist.write('5/1/2026');
    specialist.sees('Ngày: 5/1/2026');
    const { rows } = await world.engine.db.query('select person_id as by, state from draft');
    expect(rows).toEqual([{ by: world.composerId, state: 'open' }]);
  },
  'a directive that is scheduled, taken back, and scheduled again': async (world) => {
    const specialist = specialistOf(world);
    await composeFromFile(specialist);
    await specialist.press('Hẹn giờ phát hành');
    await specialist.write('17h00');
    await specialist.press('Phát hành lúc');
    await specialist.write('/drafts');
    await specialist.press('1. 27/STL-PCTT');
    await specialist.press('Hủy hẹn, sửa tiếp');
    await specialist.press('Hẹn giờ phát hành');
    await specialist.write('8h ngày 6/1');
    await specialist.press('Phát hành lúc');
    world.advance(9 * 3_600_000);
    await world.settle();
    expect(await count(world, 'directive')).toBe(0);
    world.advance(14 * 3_600_000);
    await world.settle();
    expect(await count(world, 'directive')).toBe(1);
    expect(inGroup(world, 'Số 27/STL-PCTT')).toHaveLength(1);
  },
  'recipients that are kept as a list, used and thrown away': async (world) => {
    const specialist = specialistOf(world);
    await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
    await specialist.press('Quay lại');
    await specialist.press('Nơi nhận');
    await specialist.press('Danh sách đã lưu');
    await specialist.press('Lưu nơi nhận');
    await specialist.write('Xã ven sông');
    specialist.sees('Đã lưu danh sách «Xã ven sông»');
    await specialist.press('Danh sách đã lưu');
    await specialist.press('⭐ Xã ven sông (1)');
    await specialist.press('Danh sách đã lưu');
    await specialist.press('🗑 Xã ven sông');
    expect(await count(world, 'saved_list')).toBe(0);
  },
};

/** A draft that needs a second person, from the author to the approver, back, and out. */
export const secondPerson: Walk = async (world) => {
  const approver = await bindTelegramPerson(world.spared, 'Phạm Thị Lan', [
    { officeId: world.officeId, role: 'approver' },
  ]);
  const [author, second] = [specialistOf(world), phone(world, approver.person)];
  const letter = completeLetter.replace('UBND các xã.', 'UBND các xã; UBND xã Bình Minh.');
  await composeFromFile(author, letter);
  await author.press('Trình duyệt');
  await second.press(button.later);
  await second.press('Gửi bản thử');
  await second.press('Đã tiếp nhận');
  await second.press('Trả lại');
  await second.write('Nên gửi đầu giờ sáng mai.');
  author.sees('Nên gửi đầu giờ sáng mai.');
  await author.press('Xem trước');
  await author.press('Trình duyệt');
  await second.press('Duyệt và phát hành');
  await second.press('Hoàn tác');
  author.sees('Phạm Thị Lan đã hoàn tác việc phát hành 27/STL-PCTT');
  expect(await count(world, 'directive')).toBe(0);
  await author.press('Trình duyệt');
  await second.press('Duyệt và phát hành');
  world.advance(31_000);
  await world.settle();
  expect(await count(world, 'directive')).toBe(1);
  expect(inGroup(world, 'Số 27/STL-PCTT')).toHaveLength(1);
};
