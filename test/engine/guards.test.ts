import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { claimCalls } from '../../src/engine/claim-calls.ts';
import { fanOut } from '../../src/engine/fan-out.ts';
import { recordOutcomes } from '../../src/engine/record-outcomes.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import { unfinishedFanOuts } from '../../src/store/audience.ts';
import { cardsOf } from '../../src/store/deliveries.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const m = messagesIn('vi');
let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
});
afterEach(() => p.close());

const group = (index: number) => p.communes[index]?.group ?? 0;
const sql = async <Row>(text: string, params: readonly unknown[] = []) =>
  (await p.engine.db.query<Row>(text, params)).rows;
const cardStates = async () =>
  (
    await sql<{ state: string }>(
      `select p.state from part p join chat c on c.id = p.chat_id where p.kind = 'card' order by c.title, p.created_at`,
    )
  ).map(({ state }) => state);
const cancel = () => sql(`update directive set state = 'cancelled'`);
const loseAnswer = (index: number) =>
  p.network.faults.add({
    kind: 'accept-then-close',
    method: 'sendMessage',
    chat: group(index),
    times: 1,
  });

test('a directive called released too early is found and finished', async () => {
  const { versionId } = await p.release();
  await sql(`update directive set state = 'released'`);
  p.waiting.length = 0;

  expect(await unfinishedFanOuts(p.engine.db)).toEqual([versionId]);
  await fanOut(p.engine, versionId);
  expect(await cardStates()).toEqual(['queued', 'queued']);
});

test('what comes back not sent after a cancel stays where it is', async () => {
  await p.release();
  p.network.faults.add({
    kind: 'too-many-requests',
    retryAfter: 5,
    method: 'sendMessage',
    chat: group(0),
    times: 1,
  });
  const { versionId } = {
    versionId: (await sql<{ id: string }>('select id from directive_version'))[0]?.id ?? '',
  };
  await fanOut(p.engine, versionId);
  const { calls } = await claimCalls(p.engine, 'telegram', 'telegram', {
    room: 10,
    isContinuing: false,
  });
  await cancel();
  await recordOutcomes(
    p.engine,
    calls.map((call) => ({
      call,
      item: undefined,
      outcome: { type: 'not-sent', reason: 'flood' },
      endedAt: p.now(),
    })),
  );

  expect(await cardStates()).toEqual(['cancelled', 'cancelled']);
});

test('an uncertain card is not sent again after a cancel', async () => {
  loseAnswer(0);
  await p.release();
  await p.settle();
  await cancel();
  p.advance(300_000);
  await p.tick();
  expect(p.network.ledger.copiesSeen(group(0), 'Số 15/STL-PCTT')).toBe(1);
});

test('an outcome that is recorded twice does not free a part that somebody else has claimed', async () => {
  await p.release();
  const [version] = await sql<{ id: string }>('select id from directive_version');
  await fanOut(p.engine, version?.id ?? '');
  const first = await claimCalls(p.engine, 'telegram', 'telegram', {
    room: 1,
    isContinuing: false,
  });
  const ended = first.calls.map((call) => ({
    call,
    item: undefined,
    outcome: { type: 'not-sent', reason: 'flood', afterMs: 0 } as const,
    endedAt: p.now(),
  }));
  await recordOutcomes(p.engine, ended);
  p.advance(10);
  await claimCalls(p.engine, 'telegram', 'telegram', { room: 10, isContinuing: false });
  await recordOutcomes(p.engine, ended);

  const [part] = await sql<{ state: string }>('select state from part where id = $1', [
    first.calls[0]?.part.id,
  ]);
  expect(part?.state).toBe('sending');
});

test('a resent card is one card: reminders go to a chat once', async () => {
  loseAnswer(0);
  const { versionId } = await p.release();
  await p.settle();
  p.advance(300_000);
  await p.tick();
  const cards = await cardsOf(p.engine.db, versionId, p.communes[0]?.organisationId ?? '');
  expect(cards).toHaveLength(1);
});

test('a short message that is sent again says so in a group and is left to staff in a channel', async () => {
  loseAnswer(0);
  await p.release({
    ackPolicy: 'none',
    shortMessages: [
      { body: 'Kiểm tra nhà cửa trước mùa mưa bão.', source: '(Nguồn: Sở Thủy lợi)' },
    ],
    audience: p.communes.map(({ organisationId }) => ({
      organisationId,
      role: 'inform',
      tasks: [],
      deadlines: [],
    })),
  });
  await p.settle();
  p.network.faults.add({
    kind: 'accept-then-close',
    method: 'sendMessage',
    chat: group(0),
    times: 1,
  });
  p.advance(300_000);
  await p.tick();
  const copies = p.network.world
    .messages(group(0))
    .filter(({ text }) => text.includes('Kiểm tra nhà cửa'));
  for (const copy of copies.slice(1)) expect(copy.text).toContain(m.card.resent);
});

test('a join link opened in a group that receives changes nothing until somebody confirms', async () => {
  await sql(`update staff set role = 'admin'`);
  p.composer.send(p.composer.id, '/moi nhom UBND xã Bình Minh');
  await p.settle();
  const message = await p.network.next(p.composer.id, 'https://t.me/');
  const link = /startgroup=(j_[\w-]+)/.exec(message.text)?.[1] ?? '';
  p.communes[0]?.clerk.openGroupDeepLink(group(0), link);
  await p.settle();
  await p.release();
  await p.settle();
  expect(p.network.ledger.copiesSeen(group(0), 'Số 15/STL-PCTT')).toBe(1);
});

test('an edit whose process died is made again', async () => {
  await p.release();
  await p.settle();
  const [card] = await sql<{ id: string }>(`select id from part where kind = 'card' limit 1`);
  await sql('update part set stale = false, editing_until = $2 where id = $1', [
    card?.id,
    new Date(p.now().getTime() + 1_000),
  ]);
  p.advance(2_000);
  await p.tick();
  const [after] = await sql<{ editing: Date | null; stale: boolean }>(
    'select editing_until as editing, stale from part where id = $1',
    [card?.id],
  );
  expect(after).toEqual({ editing: null, stale: false });
});

test('a paused directive keeps its reminders for when it goes on', async () => {
  const dueAt = new Date(p.now().getTime() + 26 * 3_600_000);
  await p.release({
    deadlines: [
      {
        phrase: 'trước 11h00 ngày 6/1/2026',
        kind: 'absolute',
        boundary: 'before',
        namedDate: '2026-01-06',
        namedTime: '11:00',
        dueAt,
        overdueAt: dueAt,
        recurrence: null,
        anchor: null,
        offset: null,
        flags: [],
      },
    ],
    audience: p.communes.map(({ organisationId }) => ({
      organisationId,
      role: 'act',
      tasks: [],
      deadlines: [0],
    })),
  });
  await p.settle();
  await sql(`update directive set state = 'paused'`);
  p.advance(2.5 * 3_600_000);
  await p.tick();
  await sql(`update directive set state = 'released'`);
  p.advance(60_000);
  await p.tick();
  const reminded = p.network.world
    .messages(group(0))
    .filter(({ text }) => text.includes('Nhắc hạn'));
  expect(reminded).toHaveLength(1);
});
