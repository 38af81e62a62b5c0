import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import { moveChat } from '../../src/store/chats.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const m = messagesIn('vi');
let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince({ communes: 1 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

/** Puts the commune into a basic group, which is what can be upgraded. */
async function basicGroup() {
  const [commune] = p.communes;
  if (!commune) throw new Error('no commune');
  const group = p.network.world.addGroup({ title: 'Xã', owner: commune.clerk, kind: 'group' });
  await p.engine.db.query('update chat set external_id = $2 where external_id = $1', [
    String(commune.group),
    String(group),
  ]);
  return { clerk: commune.clerk, group };
}

test('a press on a card from before the group became a supergroup still counts', async () => {
  const { clerk, group } = await basicGroup();
  await p.release();
  await p.settle();
  const card = await p.network.next(group, 'Số 15/STL-PCTT');
  clerk.upgrade(group);
  await p.settle();

  const press = clerk.press(group, card.messageId, m.card.buttons.acknowledge);
  await p.settle();

  expect(clerk.answersTo(press)[0]?.text).toContain('Đã ghi nhận');
});

test('messages of before the move are never edited under their old ids', async () => {
  const { clerk, group } = await basicGroup();
  await p.release();
  await p.settle();
  const card = await p.network.next(group, 'Số 15/STL-PCTT');
  const supergroup = clerk.upgrade(group);
  await p.settle();
  clerk.press(group, card.messageId, m.card.buttons.acknowledge);
  await p.settle();
  p.advance(10_000);
  await p.settle();

  expect(p.network.ledger.calls({ method: 'editMessageText', chat: supergroup })).toEqual([]);
});

test('the network may tell of the same move three times', async () => {
  const { clerk, group } = await basicGroup();
  const supergroup = clerk.upgrade(group);
  await p.settle();
  const { rows } = await p.engine.db.query<{ id: string }>(
    'select id from chat where external_id = $1',
    [String(supergroup)],
  );
  await moveChat(p.engine.db, rows[0]?.id ?? '', String(supergroup));

  await p.release();
  await p.settle();

  await p.network.next(supergroup, 'Số 15/STL-PCTT');
  expect(p.network.ledger.copiesSeen(supergroup, 'Số 15/STL-PCTT')).toBe(1);
});
