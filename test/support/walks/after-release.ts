import { expect } from '@jest/globals';
import {
  bytes,
  clerkOf,
  composeFromFile,
  count,
  inGroup,
  released,
  specialistOf,
  type Walks,
} from './walk.ts';

/** What staff do about a directive that is out. */
export const afterRelease: Walks = {
  'a reminder by staff': async (world) => {
    await released(world);
    const specialist = specialistOf(world);
    await specialist.write('/remind 15');
    await specialist.press('Nhắc 1 đơn vị');
    specialist.sees('Đã gửi lời nhắc theo 15/STL-PCTT đến 1 đơn vị');
    expect(inGroup(world, '⏰ UBND xã An Phú')).toHaveLength(1);
  },
  'what staff look up under the progress card, and a reminder from there': async (world) => {
    await released(world);
    const specialist = specialistOf(world);
    await specialist.press('Ai chưa nhận');
    specialist.sees('📭 Chưa tiếp nhận (1): UBND xã An Phú');
    await specialist.press('📊 Báo cáo');
    expect(specialist.all().filter(({ file }) => file)).toHaveLength(1);
    await specialist.press('🔔 Nhắc');
    await specialist.press('Nhắc 1 đơn vị');
    expect(inGroup(world, '⏰ UBND xã An Phú')).toHaveLength(1);
  },
  'a correction in words and with a file': async (world) => {
    await released(world);
    const specialist = specialistOf(world);
    await specialist.press('Đính chính, thay thế, thu hồi');
    await specialist.press('✏️ Đính chính');
    await specialist.write('Tại mục 2, "10 điểm" sửa thành "12 điểm".');
    await specialist.sendFile('dinh-chinh.txt', bytes('Đính chính văn bản số 15.'));
    await specialist.press('Phát đính chính');
    world.advance(10_000);
    await world.settle();
    expect(inGroup(world, '✏️ ĐÃ CÓ ĐÍNH CHÍNH')).toHaveLength(1);
    expect(inGroup(world, '✏️ ĐÍNH CHÍNH –')).toHaveLength(1);
    expect(clerkOf(world).all()).toHaveLength(3);
  },
  'a recall and how it ended': async (world) => {
    await released(world);
    const specialist = specialistOf(world);
    await specialist.press('Đính chính, thay thế, thu hồi');
    await specialist.press('⛔ Thu hồi');
    await specialist.write('Gửi nhầm bản dự thảo.');
    await specialist.press('Thu hồi ngay');
    world.advance(10_000);
    await world.settle();
    await specialist.press('Kết quả thu hồi');
    expect(specialist.sees('Kết quả thu hồi 15/STL-PCTT (lúc').text).toContain('✅ đã gỡ');
    expect(inGroup(world, '')).toEqual([expect.stringContaining('THU HỒI VĂN BẢN')]);
  },
  'a replacement': async (world) => {
    await released(world);
    const specialist = specialistOf(world);
    await specialist.press('Đính chính, thay thế, thu hồi');
    await specialist.press('♻️ Thay thế');
    await composeFromFile(specialist);
    await specialist.press('Phát hành');
    specialist.sees('Đã phát hành 27/STL-PCTT đến 1 đơn vị');
    world.advance(10_000);
    await world.settle();
    expect(await count(world, 'directive')).toBe(2);
    expect(inGroup(world, 'ĐÃ ĐƯỢC THAY THẾ bởi văn bản số 27/STL-PCTT')).toHaveLength(1);
    expect(inGroup(world, '♻️ Thay thế văn bản số 15/STL-PCTT')).toHaveLength(1);
  },
  'an acknowledgement by telephone, and the mistake taken back': async (world) => {
    await released(world);
    const specialist = specialistOf(world);
    await specialist.press('Phiếu gọi');
    await specialist.press('Đã gọi UBND xã An Phú');
    await specialist.press('Lê Văn Phú – Văn thư');
    await specialist.press('Đơn vị không dùng được ứng dụng');
    specialist.sees('Đã ghi nhận UBND xã An Phú tiếp nhận qua điện thoại');
    expect(await count(world, 'acknowledgement')).toBe(1);
    clerkOf(world).sees('✅ Đã tiếp nhận: Văn thư Lê Văn Phú');
    await specialist.press('Ghi nhầm, hủy');
    expect(inGroup(world, '✅ Đã tiếp nhận: Văn thư Lê Văn Phú')).toEqual([]);
  },
};
