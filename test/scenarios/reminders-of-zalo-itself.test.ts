import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { amendDirective, replaceDirective } from '../../src/engine/amend-directive.ts';
import { commit } from '../../src/engine/commit.ts';
import { reportDeadline, reportingAudience } from '../support/report-deadline.ts';
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

/** A report is owed by the same time as elsewhere here the acknowledgement. */
const report = () => ({
  deadlines: [{ ...reportDeadline, dueAt: ackDueAt, overdueAt: ackDueAt }],
  audience: reportingAudience(p.zaloCommunes),
});
/** A sweep, and the calls it leads to. */
const sweep = async () => {
  await p.tick();
  await settle();
};
const titles = () => board().map(({ title }) => title.split(' – ')[1]);

test('once the group has answered it rings no more, while the other group keeps its own', async () => {
  const { code } = await p.release({ ackDueAt });
  await settle();
  await sweep();
  expect(board()).toHaveLength(1);
  await phone().write(`DN ${code}`);
  await sweep();
  expect(board()).toEqual([]);
  const [, second] = p.zaloCommunes;
  expect(p.zalo().network.world.reminders(second?.group ?? '')).toHaveLength(1);
  // Nothing is made or taken back a second time.
  const calls = p.zalo().network.ledger.count();
  await sweep();
  expect(p.zalo().network.ledger.calls().slice(calls)).toEqual([]);
});

test.each(['recalled', 'replaced'] as const)(
  'with a directive that is %s it goes',
  async (state) => {
    const { directiveId } = await p.release({ ackDueAt });
    await settle();
    expect(board()).toHaveLength(1);
    const by = { at: p.now(), personId: p.composerId };
    if (state === 'replaced') {
      const { directiveId: newId } = await p.release({ number: '16' });
      await commit(p.engine, (tx, wake) =>
        replaceDirective(p.engine, tx, wake, {
          oldId: directiveId,
          newId,
          by: by.personId,
          at: by.at,
        }),
      );
    } else {
      const amendment = {
        directiveId,
        relation: 'recalls',
        text: 'Gửi nhầm.',
        files: [],
        seen: 0,
      } as const;
      await commit(p.engine, (tx, wake) =>
        amendDirective(p.engine, tx, wake, { ...amendment, ...by }),
      );
    }
    await sweep();
    expect(board()).toEqual([]);
    expect(may.clerk.sees(may.group).some(({ text }) => text.includes('Số 15/STL-PCTT'))).toBe(
      state === 'replaced',
    );
  },
);

test('when the time to report is extended, it is made anew for the new time', async () => {
  await p.release(report());
  await settle();
  expect(titles()).toEqual([expect.stringContaining('hạn 17h00 9/1/2026')]);
  await p.engine.db.query(
    'update obligation set extended_to = $1 where organisation_id = $2 and kind = $3',
    [new Date('2026-01-16T10:00:00Z'), may.organisationId, 'report'],
  );
  await sweep();
  expect(titles()).toEqual([expect.stringContaining('hạn 17h00 16/1/2026')]);
  await sweep();
  expect(board()).toHaveLength(1);
  may.clerk.acceptReminder(reminderId());
  await settle();
  expect(await ways()).toEqual(['native-reminder']);
});

test('one that is accepted stays while the report by the same time is owed', async () => {
  await p.release(report());
  await settle();
  may.clerk.acceptReminder(reminderId());
  await settle();
  await sweep();
  expect(board()).toHaveLength(1);
  await phone().choose('Báo cáo không phát sinh');
  await sweep();
  expect(board()).toEqual([]);
});
