import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const m = messagesIn('vi');
let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const group = (index: number) => p.communes[index]?.group ?? 0;
const cardsIn = (index: number) =>
  p.network.world
    .messages(group(index))
    .filter((message) => message.text.includes('Số 15/STL-PCTT'));
const states = async () => {
  const { rows } = await p.engine.db.query<{ title: string; state: string; resent: boolean }>(
    `select c.title, p.state, p.resend_of is not null as resent from part p join chat c on c.id = p.chat_id
     where p.kind = 'card' order by c.title, resent`,
  );
  return rows.map(({ title, state, resent }) => `${title}: ${state}${resent ? ' (resent)' : ''}`);
};

test('a send whose answer is lost is sent once more, marked, and only once', async () => {
  p.network.faults.add({
    kind: 'accept-then-close',
    method: 'sendMessage',
    chat: group(0),
    times: 1,
  });
  await p.release();
  await p.settle();
  expect(await states()).toEqual(['UBND xã An Phú: uncertain', 'UBND xã Bình Minh: sent']);

  for (let minute = 0; minute < 10; minute += 1) {
    p.advance(60_000);
    await p.tick();
  }

  expect(await states()).toEqual([
    'UBND xã An Phú: uncertain',
    'UBND xã An Phú: sent (resent)',
    'UBND xã Bình Minh: sent',
  ]);
  expect(cardsIn(0).map((card) => card.text.includes(m.card.resent))).toEqual([false, true]);
  expect(cardsIn(1)).toHaveLength(1);
});

test('a press on an uncertain card proves it, so nothing is sent again', async () => {
  p.network.faults.add({
    kind: 'accept-then-close',
    method: 'sendMessage',
    chat: group(0),
    times: 1,
  });
  await p.release();
  await p.settle();
  const [card] = cardsIn(0);
  p.communes[0]?.clerk.press(group(0), card?.messageId ?? 0, m.card.buttons.acknowledge);
  await p.settle();
  p.advance(600_000);
  await p.tick();

  expect(cardsIn(0)).toHaveLength(1);
  expect(await states()).toEqual(['UBND xã An Phú: acknowledged', 'UBND xã Bình Minh: sent']);
});

/** What staff read on the progress card about messages that may not have arrived. */
async function doubts(): Promise<readonly string[]> {
  // Cards are edited at most every few seconds.
  p.advance(5_000);
  await p.settle();
  return p.composer
    .sees(p.composer.id)
    .flatMap(({ text }) => text.split('\n').filter((line) => line.startsWith('❓')));
}

/** Leaves the first card as a process leaves it that is killed between its call and its row. */
async function loseClaim(): Promise<void> {
  await p.engine.db.query(
    `update part set state = 'sending', message_id = null, lease_until = $1 where kind = 'card'
     and chat_id = (select id from chat where external_id = $2)`,
    [p.now(), String(group(0))],
  );
}

test('staff read of a doubtful message until it shows itself, whoever presses its button', async () => {
  p.network.faults.add({
    kind: 'accept-then-close',
    method: 'sendMessage',
    chat: group(0),
    times: 1,
  });
  await p.release();
  await p.settle();
  expect(await doubts()).toEqual([m.progress.uncertain(1)]);

  const passer = p.network.people.add({ firstName: 'Người qua đường' });
  passer.join(group(0));
  passer.press(group(0), cardsIn(0)[0]?.messageId ?? 0, m.card.buttons.acknowledge);
  await p.settle();

  expect(await doubts()).toEqual([]);
});

test('staff read of what a process that is gone had under way, until it is sent again', async () => {
  await p.release();
  await p.settle();
  expect(await doubts()).toEqual([]);
  await loseClaim();
  await p.tick();
  expect(await doubts()).toEqual([m.progress.uncertain(1)]);

  p.advance(120_000);
  await p.tick();

  expect(await doubts()).toEqual([]);
});

test('a card of which nobody knows what it shows is edited even to what it showed before', async () => {
  await p.release();
  await p.settle();
  expect(await doubts()).toEqual([]);
  await loseClaim();
  p.network.faults.add({ kind: 'accept-then-close', method: 'editMessageText', times: 1 });
  await p.tick();
  expect(await doubts()).toEqual([m.progress.uncertain(1)]);

  const passer = p.network.people.add({ firstName: 'Người qua đường' });
  passer.join(group(0));
  passer.press(group(0), cardsIn(0)[0]?.messageId ?? 0, m.card.buttons.acknowledge);
  await p.settle();

  expect(await doubts()).toEqual([]);
});

test('a press on the first copy after the second went out takes the second back', async () => {
  p.network.faults.add({
    kind: 'accept-then-close',
    method: 'sendMessage',
    chat: group(0),
    times: 1,
  });
  await p.release();
  await p.settle();
  p.advance(120_000);
  await p.tick();
  const [first] = cardsIn(0);
  p.communes[0]?.clerk.press(group(0), first?.messageId ?? 0, m.card.buttons.acknowledge);
  await p.settle();
  p.advance(10_000);
  await p.settle();

  const shown = p.communes[0]?.clerk.sees(group(0)).filter((message) => message.from.isBot) ?? [];
  expect(cardsIn(0).map((card) => card.isDeleted)).toEqual([false, true]);
  expect(shown.filter((message) => message.text.includes('✅ Đã tiếp nhận:'))).toHaveLength(1);
});

test('a flood answer is obeyed and the card still goes out once', async () => {
  p.network.faults.add({
    kind: 'too-many-requests',
    retryAfter: 5,
    method: 'sendMessage',
    chat: group(0),
    times: 2,
  });
  await p.release();
  await p.settle();
  for (let n = 0; n < 5; n += 1) {
    p.advance(30_000);
    await p.tick();
  }
  expect(cardsIn(0)).toHaveLength(1);
  expect(await states()).toEqual(['UBND xã An Phú: sent', 'UBND xã Bình Minh: sent']);
});

test('a group that became a supergroup keeps its place and gets the card', async () => {
  const owner = p.communes[0]?.clerk;
  const basic = p.network.world.addGroup({ title: 'Nhóm cũ', owner: owner ?? 0, kind: 'group' });
  await p.engine.db.query('update chat set external_id = $1 where external_id = $2', [
    String(basic),
    String(group(0)),
  ]);
  const upgraded = owner?.upgrade(basic) ?? 0;
  await p.release();
  await p.settle();

  const cards = p.network.world
    .messages(upgraded)
    .filter((message) => message.text.includes('Số 15/STL-PCTT'));
  expect(cards).toHaveLength(1);
});

test('a chat that removed the bot is retired, staff are told, and the others are served', async () => {
  await p.engine.db.query(`update staff set role = 'admin'`);
  p.communes[0]?.clerk.kickBot(group(0));
  await p.settle();
  await p.release();
  await p.settle();

  expect(cardsIn(1)).toHaveLength(1);
  const alert = await p.network.next(p.composer.id, 'bot đã bị gỡ');
  expect(alert.text).toContain('UBND xã An Phú');
  p.advance(5_000);
  await p.settle();
  await p.network.next(p.composer.id, 'Chưa có kênh nhận: UBND xã An Phú');
});

test('a claim whose holder died becomes uncertain, never a silent second send', async () => {
  await p.release();
  await p.engine.db.query(`select 1`);
  const { fanOut } = await import('../../src/engine/fan-out.ts');
  const { rows } = await p.engine.db.query<{ id: string }>('select id from directive_version');
  await fanOut(p.engine, rows[0]?.id ?? '');
  p.waiting.length = 0;
  await p.engine.db.query(
    `update part set state = 'sending', claimed_by = 'dead', lease_until = $1 where kind = 'card'
     and chat_id in (select id from chat where external_id = $2)`,
    [new Date(p.now().getTime() + 1_000), String(group(0))],
  );
  p.advance(2_000);
  await p.tick();

  expect(await states()).toEqual(['UBND xã An Phú: uncertain', 'UBND xã Bình Minh: sent']);
  expect(cardsIn(0)).toHaveLength(0);
});

test('wake-ups that got lost are found by the sweep', async () => {
  await p.release();
  p.waiting.length = 0;
  await p.tick();
  expect([cardsIn(0).length, cardsIn(1).length]).toEqual([1, 1]);
});

test('the secrecy gate leaves nothing of a marked text behind', async () => {
  p.composer.send(
    p.composer.id,
    'UBND TỈNH AN BÌNH\nMẬT\nSố: 12/UBND-NC\nkế hoạch tuyệt đối kín QWXYZ',
  );
  await p.settle();
  const dump = JSON.stringify((await p.engine.db.query('select * from inbox')).rows);
  expect(dump).not.toContain('QWXYZ');
  expect(p.logged.join('\n')).not.toContain('QWXYZ');
  const { rows } = await p.engine.db.query<{ n: number }>('select count(*)::int as n from refusal');
  expect(rows).toEqual([{ n: 1 }]);
  await p.network.next(p.composer.id, 'dấu hiệu mang độ mật');
});
