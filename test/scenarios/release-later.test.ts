import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
let specialist: Phone;

beforeEach(async () => {
  // A Monday, 9:00.
  p = await smallProvince({
    communes: 2,
    settings: { release: { undoMs: 30_000, flashAtOnce: true } },
  });
  specialist = phone(p, p.composer);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const minute = 60_000;
const hour = 60 * minute;
const bytes = (text: string) => new TextEncoder().encode(text);
const received = () =>
  p.communes.flatMap(({ group }) =>
    p.network.world.messages(group).filter(({ from }) => from.isBot),
  );
const passes = async (ms: number) => {
  p.advance(ms);
  await p.settle();
  p.advance(5_000);
  await p.settle();
};
/** The process was down meanwhile: its delayed jobs are gone, only rows are left. */
const sleeps = (ms: number) => {
  p.waiting.splice(0);
  p.advance(ms);
};

async function compose(letter = completeLetter): Promise<void> {
  await specialist.sendFile('27-STL-PCTT.txt', bytes(letter));
  await specialist.press('Hạn 1 đúng');
  await specialist.press('Xem trước');
  await specialist.press('Không thuộc danh mục');
}

async function scheduleFor(moment: string): Promise<void> {
  await compose();
  await specialist.press('Hẹn giờ phát hành');
  await specialist.write(moment);
  await specialist.press('Phát hành lúc');
}

test('within 30 seconds a release is undone: nothing has left, and one press sends it again', async () => {
  await compose();
  await specialist.press('Phát hành');
  expect(specialist.sees('⏳ Phát hành 27/STL-PCTT đến 2 đơn vị lúc').text).toContain(
    'Chưa có tin nào được gửi',
  );
  expect(await specialist.press('Hoàn tác')).toContain('bản nháp mở lại như cũ');
  await passes(2 * minute);
  expect(received()).toEqual([]);
  expect((await p.engine.db.query('select 1 from directive')).rows).toEqual([]);

  await specialist.press('🚀 Phát hành');
  await passes(31_000);
  specialist.sees('🚀 Đã phát hành 27/STL-PCTT');
  expect(received()).toHaveLength(4);
});

test('an undo that comes too late says so', async () => {
  await compose();
  await specialist.press('Phát hành');
  const card = specialist.sees('⏳ Phát hành');
  await passes(31_000);
  expect(await specialist.pressOn(card, 'Hoàn tác')).toContain('không hoàn tác được');
  expect(received()).toHaveLength(4);
});

test('hỏa tốc leaves at once where the configuration says so', async () => {
  await compose(completeLetter.replace('KHẨN\n', 'HỎA TỐC\n'));
  await specialist.press('Phát hành');
  specialist.sees('🚀 Đã phát hành 27/STL-PCTT');
  expect(received()).toHaveLength(4);
});

test('a moment is typed, shown with its weekday, and kept to the minute', async () => {
  await compose();
  await specialist.press('Hẹn giờ phát hành');
  await specialist.write('khi nào xong');
  specialist.sees('Chưa đúng thời điểm');
  await specialist.write('8h00');
  specialist.sees('Thời điểm này đã qua');
  await specialist.write('8h ngày 7/1');
  specialist.sees('⏱ Hẹn phát hành: 08h00 7/1/2026 (thứ Tư)');
  await specialist.press('Phát hành lúc 08h00 7/1/2026');
  await specialist.write('/drafts');
  specialist.sees('27/STL-PCTT chuẩn bị phương án');
  specialist.sees('(hẹn phát hành 08h00 7/1/2026)');

  await passes(46 * hour);
  expect(received()).toEqual([]);
  await passes(hour);
  expect(received()).toHaveLength(4);
  specialist.sees('🚀 Đã phát hành 27/STL-PCTT đến 2 đơn vị');
  // Receipt is asked for by the day it went out, not by the day it was written.
  expect(received()[0]?.text).toContain('Xác nhận tiếp nhận trước 17h00 7/1/2026');
});

test('what is scheduled can be sent now, or taken back and changed', async () => {
  await scheduleFor('17h00');
  await specialist.write('/drafts');
  await specialist.press('1. 27/STL-PCTT');
  await specialist.press('Hủy hẹn, sửa tiếp');
  await passes(9 * hour);
  expect(received()).toEqual([]);

  await specialist.press('Hẹn giờ phát hành');
  await specialist.write('8h ngày 7/1');
  await specialist.press('Phát hành lúc');
  await specialist.press('Phát hành ngay');
  await passes(31_000);
  expect(received()).toHaveLength(4);
  await passes(48 * hour);
  expect(received().filter(({ file }) => file)).toHaveLength(2);
});

test('a moment missed while the process was down is made up for when it comes back', async () => {
  await scheduleFor('17h00');
  sleeps(10 * hour);
  await p.tick();
  await passes(5_000);
  expect(received().filter(({ file }) => file)).toHaveLength(2);
});

test('a deadline that has passed by then keeps it back, and staff are told instead', async () => {
  await scheduleFor('17h00');
  // Down for longer than the deadline of 20/1.
  sleeps(16 * 24 * hour);
  await p.tick();
  await passes(5_000);

  expect(received()).toEqual([]);
  const told = specialist.sees('⛔ 27/STL-PCTT chưa phát hành theo hẹn lúc 17h00 5/1/2026');
  expect(told.text).toContain('Hạn báo cáo đã qua');
  await specialist.write('/drafts');
  await specialist.press('1. 27/STL-PCTT');
  expect(specialist.sees('⛔ Chưa phát hành được').text).toContain('Hạn báo cáo đã qua');
  await p.tick();
  expect(received()).toEqual([]);
});

test('a schedule after the deadline is refused when it is made', async () => {
  await compose();
  await specialist.press('Hẹn giờ phát hành');
  await specialist.write('8h ngày 21/1');
  await specialist.press('Phát hành lúc');
  expect(specialist.sees('⛔ Chưa phát hành được').text).toContain('Hạn báo cáo đã qua');
});

test('the rights of whoever scheduled it are looked at again when the moment comes', async () => {
  await scheduleFor('17h00');
  await p.engine.db.query(`update staff set valid_to = '2026-01-04' where person_id = $1`, [
    p.composerId,
  ]);
  await passes(8 * hour);
  expect(received()).toEqual([]);
  const { rows } = await p.engine.db.query(`select state from draft`);
  expect(rows).toEqual([{ state: 'saved' }]);
});

test('a job that comes twice, late or after a change does nothing', async () => {
  await scheduleFor('17h00');
  const jobs = () => p.waiting.filter(({ wakeup }) => wakeup.job === 'release-draft');
  const [old] = jobs();
  await specialist.press('Hủy hẹn, sửa tiếp');
  await specialist.press('Phát hành lúc');
  expect(jobs()).toHaveLength(2);
  if (old) p.waiting.push({ ...old }, { ...old });
  await passes(8 * hour);
  expect((await p.engine.db.query('select 1 from directive')).rows).toHaveLength(1);
  expect(received().filter(({ file }) => file)).toHaveLength(2);
});
