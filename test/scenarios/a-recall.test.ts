import { afterEach, expect, test } from '@jest/globals';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

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
const onZalo = (): ZaloPhone => {
  const [commune] = p.zaloCommunes;
  if (!commune) throw new Error('no commune on Zalo');
  return zaloPhone(p, commune.clerk, commune.group);
};
const textsIn = (index: number) =>
  clerkOf(index)
    .all()
    .map(({ text }) => text);

/** The specialist recalls from the progress card: act, reason, preview, go. */
async function recall(reason: string): Promise<void> {
  await specialist.press('Đính chính, thay thế, thu hồi');
  await specialist.press('⛔ Thu hồi');
  await specialist.write(reason);
  specialist.sees('Xem trước thu hồi');
  await specialist.press('Thu hồi ngay');
}

const someHours = async (hours: number) => {
  for (let hour = 0; hour < hours; hour += 8) {
    p.advance(8 * 3_600_000);
    await p.tick();
  }
};

test('a directive sent by mistake is taken back on both networks, and staff see how it ended', async () => {
  await start({ communes: 3, zaloCommunes: 1 });
  // The answer to the second commune's card gets lost: it is there, but nobody knows.
  p.network.faults.add({ kind: 'accept-then-close', method: 'sendMessage', chat: groupOf(1) });
  await p.release({ ackDueAt: new Date('2026-01-06T10:00:00Z') });
  await p.settle();
  await clerkOf(0).press('Đã tiếp nhận');
  const seen = clerkOf(1).sees('Số 15/STL-PCTT').messageId;

  // While it is taken back, an answer gets lost as well.
  p.network.faults.add({ kind: 'accept-then-close', method: 'deleteMessage', chat: groupOf(2) });
  await specialist.press('Đính chính, thay thế, thu hồi');
  await specialist.press('⛔ Thu hồi');
  expect(specialist.sees('Thu hồi 15/STL-PCTT: đề nghị nhập lý do').text).toContain('Lý do');
  await specialist.write('Gửi nhầm bản dự thảo.');
  const preview = specialist.sees('Xem trước thu hồi');
  expect(preview.text).toContain('Gửi đến 4 nhóm đã nhận hoặc có thể đã nhận');
  expect(preview.text).toContain('Lý do: Gửi nhầm bản dự thảo.');
  expect(textsIn(2)).toHaveLength(1);
  await specialist.press('Thu hồi ngay');
  p.advance(10_000);
  await p.settle();

  // Every chat that had it is told why; the card is gone where the network gave it back.
  for (const index of [0, 2]) {
    expect(textsIn(index)).toEqual([
      expect.stringMatching(
        /^⛔ THU HỒI VĂN BẢN – Sở Thủy lợi.*\nVăn bản số 15\/STL-PCTT.*\nLý do: Gửi nhầm/u,
      ),
    ]);
  }
  expect(textsIn(1)).toHaveLength(2);
  expect(
    onZalo()
      .all()
      .map(({ text }) => text),
  ).toEqual([expect.stringContaining('Lý do: Gửi nhầm bản dự thảo.')]);
  await specialist.press('Kết quả thu hồi');
  const table = specialist.sees('Kết quả thu hồi 15/STL-PCTT (lúc').text;
  expect(table).toMatch(
    /An Phú.*đã tiếp nhận trước khi thu hồi \(Văn thư Lê Văn Phú.*✅ đã gỡ; đã gửi thông báo/u,
  );
  expect(table).toMatch(/Bình Minh.*⚠️ không gỡ được \(chưa chắc tin đã đến.*đã gửi thông báo/u);
  expect(table).toMatch(/Cẩm Sơn.*✅ đã gỡ; đã gửi thông báo/u);
  expect(table).toMatch(/Đông Hải.*✅ đã gỡ; đã gửi thông báo/u);

  // The copy that nobody was sure of shows itself when somebody presses it: then it goes too.
  expect(await clerkOf(1).press('Đã tiếp nhận')).toContain('Văn bản đã thu hồi');
  expect(
    clerkOf(1)
      .all()
      .some(({ messageId }) => messageId === seen),
  ).toBe(false);
  expect(specialist.sees('📤 Văn bản 15/STL-PCTT').text).toContain(
    'Đã gỡ 3 · không gỡ được 0 · đã tiếp nhận trước đó 1',
  );

  // Nobody is reminded, nothing is sent again, and it cannot be recalled a second time.
  await someHours(32);
  for (const index of [0, 1, 2]) expect(textsIn(index)).toHaveLength(1);
  expect(onZalo().all()).toHaveLength(1);
  expect((await p.engine.db.query(`select 1 from obligation where state = 'open'`)).rows).toEqual(
    [],
  );
  expect(p.zalo().network.violations).toEqual([]);
});

test('after two days the card stays and says that it is recalled; a group that is gone is told so', async () => {
  await start({ communes: 3 });
  await p.release();
  await p.settle();
  p.communes[2]?.clerk.kickBot(groupOf(2));
  await p.settle();
  p.advance(49 * 3_600_000);
  await p.tick();
  await recall('Không còn phù hợp.');
  p.advance(10_000);
  await p.settle();

  const card = clerkOf(0).sees('ĐÃ THU HỒI');
  expect(card.text).toContain('Lý do: Không còn phù hợp.');
  expect(card.buttons).toEqual([]);
  await specialist.press('Kết quả thu hồi');
  const table = specialist.sees('Kết quả thu hồi 15/STL-PCTT (lúc').text;
  expect(table).toMatch(
    /An Phú.*⚠️ không gỡ được \(mạng không cho gỡ, thường do quá thời hạn\); đã gửi/u,
  );
  expect(table).toMatch(
    /Cẩm Sơn.*⚠️ không gỡ được \(bot không còn trong nhóm.*chưa gửi được thông báo/u,
  );
});

test('what has not gone out never does, and what is in the air is taken back when it lands', async () => {
  await start({ communes: 3 });
  // The second group may not be called for a while; the third has nothing at all yet.
  p.network.faults.add({
    kind: 'too-many-requests',
    retryAfter: 20,
    scope: 'chat',
    method: 'sendMessage',
    chat: groupOf(1),
  });
  await p.release();
  await p.settle();
  expect(textsIn(1)).toEqual([]);
  await recall('Gửi nhầm.');
  await someHours(8);

  expect(textsIn(0)).toEqual([expect.stringContaining('THU HỒI')]);
  expect(textsIn(1)).toEqual([]);
  expect(specialist.sees('📤 Văn bản 15/STL-PCTT').text).toContain('Đã hủy 1 tin chưa gửi');
});
