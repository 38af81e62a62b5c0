import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince();
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const report = {
  phrase: 'trước 17h00 ngày 19/1/2026',
  kind: 'absolute',
  boundary: 'before' as const,
  namedDate: '2026-01-19',
  namedTime: '17:00',
  dueAt: new Date('2026-01-19T10:00:00Z'),
  overdueAt: new Date('2026-01-19T10:00:00Z'),
  recurrence: null,
  anchor: null,
  offset: null,
  flags: [],
};

const toAll = (deadlines: readonly number[]) =>
  p.communes.map(({ organisationId }) => ({
    organisationId,
    role: 'act' as const,
    tasks: [],
    deadlines,
  }));

/** The directive's card in a commune's group. */
const cardIn = (index: number) => p.network.next(p.communes[index]?.group ?? 0, 'Số 15/STL-PCTT');

test('every unit gets the card once, a press is recorded and the card says who and when', async () => {
  await p.release();
  await p.settle();
  const cards = await Promise.all([0, 1, 2].map(cardIn));
  const [first] = p.communes;
  if (!first || !cards[0]) throw new Error('no commune');

  const press = first.clerk.press(first.group, cards[0].messageId, '✅ Đã tiếp nhận');
  await p.settle();

  expect(first.clerk.answersTo(press)).toMatchObject([
    { text: expect.stringContaining('Đã ghi nhận') },
  ]);
  const shown = first.clerk.sees(first.group).at(-1);
  expect(shown?.text).toContain('✅ Đã tiếp nhận: Văn thư Lê Văn Phú, UBND xã An Phú');
  expect(shown?.buttons.flat().map((button) => button.text)).not.toContain('✅ Đã tiếp nhận');
  p.advance(5_000);
  await p.settle();
  const progress = await p.network.next(p.composer.id, 'Đã tiếp nhận 1/3');
  expect(progress.text).toContain('✅ Đã gửi 3/3 nhóm');
  expect(p.network.unexpected()).toEqual([]);
});

test('a repeated press and a stranger change nothing and are told so', async () => {
  await p.release();
  await p.settle();
  const card = await cardIn(0);
  const [first, second] = p.communes;
  if (!first || !second) throw new Error('no commune');
  first.clerk.press(first.group, card.messageId, '✅ Đã tiếp nhận');
  await p.settle();
  const again = first.clerk.pressRaw(first.group, card.messageId, `ack:${await partId()}`);
  second.clerk.join(first.group);
  const foreign = second.clerk.pressRaw(first.group, card.messageId, `ack:${await partId()}`);
  await p.settle();

  expect(first.clerk.answersTo(again)[0]?.text).toContain('Đã ghi nhận trước đó');
  expect(second.clerk.answersTo(foreign)[0]?.text).toContain(
    'chưa được cử xác nhận cho UBND xã An Phú',
  );
  const { rows } = await p.engine.db.query<{ n: number }>(
    'select count(*)::int as n from acknowledgement',
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('reminders come before, at and after the deadline, and only to those who owe', async () => {
  await p.release({ deadlines: [report], audience: toAll([0]) });
  await p.settle();
  const [first, second, third] = p.communes;
  if (!first || !second || !third) throw new Error('no commune');
  const card = await cardIn(0);
  const nil = first.clerk.press(first.group, card.messageId, 'Báo cáo không phát sinh');
  await p.settle();
  expect(first.clerk.answersTo(nil)[0]?.text).toContain('Đã ghi nhận báo cáo theo 15/STL-PCTT');

  for (let hour = 0; hour < 24 * 18; hour += 2) {
    p.advance(2 * 3_600_000);
    await p.tick();
  }

  const remindersIn = (group: number) =>
    p.network.world
      .messages(group)
      .filter((message) => /Nhắc hạn|Đến hạn|Quá hạn \d/.test(message.text));
  expect(remindersIn(first.group)).toEqual([]);
  const texts = remindersIn(second.group).map((message) => message.text);
  expect(texts.filter((text) => text.includes('Nhắc hạn'))).toHaveLength(2);
  expect(texts.filter((text) => text.includes('Đến hạn'))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('Quá hạn')).length).toBeGreaterThan(1);
  expect(remindersIn(third.group)).toHaveLength(texts.length);
});

async function partId(): Promise<string> {
  const { rows } = await p.engine.db.query<{ id: string }>(
    `select p.id from part p join chat c on c.id = p.chat_id where c.external_id = $1 and p.kind = 'card'`,
    [String(p.communes[0]?.group)],
  );
  return rows[0]?.id ?? '';
}
