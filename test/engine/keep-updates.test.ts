import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const day = 24 * 3_600_000;
let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince();
  await p.release();
  await p.settle();
});
afterEach(() => p.close());

const count = async (table: 'inbox' | 'acknowledgement') => {
  const { rows } = await p.engine.db.query<{ n: number }>(
    `select count(*)::int as n from ${table}`,
  );
  return rows[0]?.n;
};

test('what came in is kept for a month and then dropped, but not what followed from it', async () => {
  const [first] = p.communes;
  const card = await p.network.next(first?.group ?? 0, 'Số 15/STL-PCTT');
  first?.clerk.press(first.group, card.messageId, messagesIn('vi').card.buttons.acknowledge);
  await p.settle();
  const before = await count('inbox');

  p.advance(29 * day);
  await p.tick();
  expect(await count('inbox')).toBe(before);

  p.advance(2 * day);
  await p.tick();
  expect(await count('inbox')).toBe(0);
  expect(await count('acknowledgement')).toBe(1);
});
