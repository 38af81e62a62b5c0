import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type SmallProvince, smallProvince, type ZaloCommune } from '../support/small-province.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
let may: ZaloCommune;

const minute = 60_000;
const ackDueAt = new Date('2026-01-09T10:00:00Z');

beforeEach(async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 2, zaloReminders: true });
  const [first] = p.zaloCommunes;
  if (!first) throw new Error('no commune');
  may = first;
});
afterEach(async () => {
  expect(p.zalo().network.violations).toEqual([]);
  await p.close();
});

const board = () => p.zalo().network.world.reminders(may.group);
const reminderId = () => board()[0]?.id ?? '';
const phone = () => zaloPhone(p, may.clerk, may.group);
const settle = async () => {
  await p.settle();
  p.advance(5_000);
  await p.settle();
};
const ways = async () =>
  (
    await p.engine.db.query<{ way: string }>('select way from acknowledgement order by at')
  ).rows.map(({ way }) => way);
const logged = async (action: string) =>
  (await p.engine.db.query('select 1 from event_log where action = $1', [action])).rows.length;

test('a group with a deadline gets one, and accepting it acknowledges', async () => {
  const { code } = await p.release({ ackDueAt });
  await settle();
  expect(board()).toEqual([
    expect.objectContaining({
      title: `15/STL-PCTT (Mã ${code}) – hạn 17h00 9/1/2026. Chấp nhận nhắc hẹn này là xác nhận đã tiếp nhận.`,
      // When the product itself reminds for the last time before the deadline.
      startTime: ackDueAt.getTime() - 2 * 60 * minute,
    }),
  ]);
  may.clerk.acceptReminder(reminderId());
  await settle();
  expect(await ways()).toEqual(['native-reminder']);
  phone().sees('✅ Đã ghi nhận lúc');
});

test('declining after accepting is a withdrawal, which is logged and changes nothing', async () => {
  await p.release({ ackDueAt });
  await settle();
  may.clerk.acceptReminder(reminderId());
  await settle();
  may.clerk.rejectReminder(reminderId());
  await settle();
  expect(await ways()).toEqual(['native-reminder']);
  expect([await logged('reminder-withdrawn'), await logged('reminder-declined')]).toEqual([1, 0]);
});

test('declining what nobody accepted is no withdrawal, and strangers change nothing', async () => {
  const stranger = p.zalo().network.people.add({ name: 'Người qua đường' });
  stranger.joinGroup(may.group);
  await p.release({ ackDueAt });
  await settle();
  may.clerk.rejectReminder(reminderId());
  stranger.acceptReminder(reminderId());
  await settle();
  expect(await ways()).toEqual([]);
  expect([await logged('reminder-withdrawn'), await logged('reminder-declined')]).toEqual([0, 1]);
  expect(phone().all()).toHaveLength(1);
});

test('without a deadline there is none', async () => {
  await p.release();
  await settle();
  expect(board()).toEqual([]);
});

test('one whose answer was lost is found on the board, and is the only one', async () => {
  const lost = { kind: 'accept-then-close', path: 'topic/createv2', times: 2 } as const;
  p.zalo().network.faults.add(lost);
  await p.release({ ackDueAt });
  await settle();
  p.advance(5 * minute);
  await p.tick();
  expect(board()).toHaveLength(1);
  may.clerk.acceptReminder(reminderId());
  await settle();
  expect(await ways()).toEqual(['native-reminder']);
});

test('one that never came about is not made again, and nobody is asked about it', async () => {
  p.zalo().network.faults.add({ kind: 'close', path: 'topic/createv2', times: 2 });
  await p.release({ ackDueAt });
  await settle();
  p.advance(30 * minute);
  await p.tick();
  expect(board()).toEqual([]);
  expect(await logged('part-resent')).toBe(0);
});

test('what was accepted while the account was away counts when it is back', async () => {
  await p.release({ ackDueAt });
  await settle();
  const { network, channel } = p.zalo();
  const isIn = (state: string) => network.until(() => channel.health().state === state);
  await network.faults.offline();
  await isIn('reconnecting');
  may.clerk.acceptReminder(reminderId());
  // The machine's clock tells one connection from the next.
  p.advance(minute);
  await network.faults.online();
  await isIn('ready');
  await p.tick();
  await settle();
  expect(await ways()).toEqual(['native-reminder']);
  p.advance(minute);
  await p.tick();
  expect(await ways()).toEqual(['native-reminder']);
});
