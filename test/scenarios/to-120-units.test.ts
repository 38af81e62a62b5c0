import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { addColleague, type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;

beforeEach(async () => {
  p = await smallProvince({ communes: 120 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

test('a letter that names everything reaches 120 units after at most 8 interactions, approval included', async () => {
  const officeId = p.officeId;
  const lan = await addColleague(p, { name: 'Phạm Thị Lan', officeId, role: 'approver' });
  let interactions = 0;
  const counted = ({ press, sendFile }: Phone) => ({
    press: (label: string) => {
      interactions += 1;
      return press(label);
    },
    sendFile: (name: string, bytes: Uint8Array) => {
      interactions += 1;
      return sendFile(name, bytes);
    },
  });
  const specialist = phone(p, p.composer);
  const hands = { specialist: counted(specialist), approver: counted(phone(p, lan)) };

  await hands.specialist.sendFile('27-STL-PCTT.txt', new TextEncoder().encode(completeLetter));
  await hands.specialist.press('Hạn 1 đúng');
  await hands.specialist.press('Xem trước');
  expect(specialist.sees('Xem trước').text).toContain('Telegram: 120 nhóm/kênh');
  await hands.specialist.press('Không thuộc danh mục');
  await hands.specialist.press('Trình duyệt');
  await hands.approver.press('Duyệt và phát hành');
  await p.settle();

  specialist.sees('🚀 Đã phát hành 27/STL-PCTT đến 120 đơn vị');
  expect(interactions).toBeLessThanOrEqual(8);
  for (const { group } of p.communes) {
    const messages = p.network.world.messages(group).filter(({ from }) => from.isBot);
    expect(messages).toHaveLength(2);
    expect(messages[0]?.text).toContain('Số 27/STL-PCTT ngày 5/1/2026');
    expect(messages[1]?.file?.name).toBe('27-STL-PCTT.txt');
  }
  const { rows } = await p.engine.db.query<{ owed: number }>(
    `select count(*)::int as owed from obligation where kind = 'acknowledge' and state = 'open'`,
  );
  expect(rows).toEqual([{ owed: 120 }]);
});
