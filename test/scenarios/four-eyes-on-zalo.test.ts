import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { bindZaloPerson, type SmallProvince, smallProvince } from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
let author: ZaloPhone;
let approver: ZaloPhone;
let commune: ZaloPhone;

beforeEach(async () => {
  p = await smallProvince({
    communes: 0,
    zaloCommunes: 1,
    settings: {
      release: { undoMs: 30_000, flashAtOnce: false },
      approval: { fromRecipients: null, urgencies: ['khan'], publicChannels: false },
    },
  });
  const join = async (name: string, role: 'composer' | 'approver') => {
    const person = p.zalo().network.people.add({ name });
    await bindZaloPerson(p, person, { officeId: p.officeId, role });
    const seen = zaloPhone(p, person);
    await seen.write('/help');
    return seen;
  };
  author = await join('Trần Thu Hà', 'composer');
  approver = await join('Phạm Thị Lan', 'approver');
  const [first] = p.zaloCommunes;
  if (!first) throw new Error('no commune');
  commune = zaloPhone(p, first.clerk, first.group);
});
afterEach(async () => {
  expect(p.zalo().network.violations).toEqual([]);
  expect(p.network.violations).toEqual([]);
  await p.close();
});

test('by numbers alone: submitted, sent back with a reason, tried, scheduled, approved, undone, released', async () => {
  await author.sendFile('27-STL-PCTT.txt', new TextEncoder().encode(completeLetter));
  await author.choose('Hạn 1 đúng');
  await author.choose('Xem trước');
  await author.choose('Không thuộc danh mục');
  await author.choose('Trình duyệt');
  author.sees('📨 Đã trình duyệt lúc');

  const card = approver.sees('📨 Trình duyệt 27/STL-PCTT – Trần Thu Hà');
  expect(card.text).toContain('Cần người thứ hai: độ khẩn');
  await approver.choose('Trả lại');
  await approver.write('Nên gửi đầu giờ sáng mai.');
  author.sees('↩️ Phạm Thị Lan trả lại 27/STL-PCTT. Lý do: Nên gửi đầu giờ sáng mai.');

  // The author looks at it as a commune would, sets the hour and submits again.
  await author.choose('Xem trước');
  await author.choose('Gửi thử');
  expect(author.sees('🧪 BẢN THỬ – chưa phát hành\n⚡ KHẨN').text).toContain('[✅ Đã tiếp nhận]');
  author.sees('🧪 BẢN THỬ – tệp ở tin bên dưới');
  await author.choose('Hẹn giờ');
  await author.write('7h30 ngày 6/1');
  await author.choose('Trình duyệt');
  await approver.choose('Duyệt, phát hành lúc 07h30 6/1/2026');
  author.sees('✅ Phạm Thị Lan đã duyệt 27/STL-PCTT');
  await approver.choose('Hoàn tác');
  author.sees('↩️ Phạm Thị Lan đã hoàn tác');
  await author.choose('Trình duyệt');
  await approver.choose('Duyệt, phát hành lúc');
  expect(commune.all()).toEqual([]);

  p.advance(23 * 3_600_000);
  await p.settle();
  author.sees('🚀 Đã phát hành 27/STL-PCTT đến 1 đơn vị');
  approver.sees('🚀 27/STL-PCTT đã phát hành');
  expect(commune.all()).toHaveLength(2);
  commune.sees('Số 27/STL-PCTT');
});
