import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordFile } from '../../src/store/files.ts';
import {
  bindZaloPerson,
  type SmallProvince,
  smallProvince,
  type ZaloCommune,
} from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;

beforeEach(async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 2 });
});
afterEach(async () => {
  expect(p.zalo().network.violations).toEqual([]);
  await p.close();
});

const commune = (index: number): ZaloCommune => {
  const found = p.zaloCommunes[index];
  if (!found) throw new Error(`no commune ${index} on Zalo`);
  return found;
};
const clerkOf = (index: number): ZaloPhone =>
  zaloPhone(p, commune(index).clerk, commune(index).group);
const ways = async () =>
  (
    await p.engine.db.query<{ way: string }>('select way from acknowledgement order by at')
  ).rows.map((row) => row.way);
const events = async (action: string) =>
  (await p.engine.db.query('select 1 from event_log where action = $1', [action])).rows.length;
const bytes = (text: string) => new TextEncoder().encode(text);
const answersOf = (index: number) =>
  clerkOf(index)
    .all()
    .slice(1)
    .map(({ text }) => text);

/** A report that every commune owes. */
const report = {
  phrase: 'trước ngày 15/01/2026',
  kind: 'date',
  boundary: 'before',
  namedDate: '2026-01-15',
  namedTime: null,
  dueAt: new Date('2026-01-14T16:59:59Z'),
  overdueAt: new Date('2026-01-15T16:59:59Z'),
  recurrence: null,
  anchor: null,
  offset: null,
  flags: [],
} as const;
const releaseWithReport = () =>
  p.release({
    deadlines: [report],
    audience: p.zaloCommunes.map(({ organisationId }) => ({
      organisationId,
      role: 'act' as const,
      tasks: [],
      deadlines: [0],
    })),
  });

test('a group gets the card as text with numbered choices and the code line, and files on their own', async () => {
  const file = await storedFile('15-STL.txt', 'Toàn văn của văn bản số 15.');
  const { code } = await p.release({ files: [file] });
  await p.settle();
  const [card, sent, ...more] = clerkOf(0).all();
  expect(card?.text).toContain('Số 15/STL-PCTT');
  expect(card?.text).toContain('1. ✅ Đã tiếp nhận');
  expect(card?.text).toContain(`👉 Xác nhận: trả lời «DN ${code}»`);
  expect(sent?.file?.name).toBe('15-STL.txt');
  expect(new TextDecoder().decode(sent?.file?.bytes())).toBe('Toàn văn của văn bản số 15.');
  expect(more).toEqual([]);
});

test('numbers mean what was printed, also on a card whose answer got lost', async () => {
  p.zalo().network.faults.add({ kind: 'accept-then-close', path: 'sendmsg', times: 2 });
  await p.release();
  await p.settle();
  const clerk = clerkOf(0);
  expect(clerk.all().at(-1)?.text).toContain('1. ✅ Đã tiếp nhận');

  await clerk.write('1');
  await clerk.write('1');

  const [first, second, ...more] = answersOf(0);
  expect(first).toContain('✅ Đã ghi nhận lúc');
  expect(second).toContain('Đã ghi nhận trước đó lúc');
  expect(more).toEqual([]);
});

test('a file that may have arrived comes once more, announced by a message of its own', async () => {
  const file = await storedFile('15-STL.txt', 'Toàn văn của văn bản số 15.');
  p.zalo().network.faults.add({ kind: 'close', path: 'asyncfile/msg' });
  await p.release({ files: [file] });
  await p.settle();
  for (let minute = 0; minute < 5; minute += 1) {
    p.advance(60_000);
    await p.tick();
  }
  const [inOne, inOther] = [clerkOf(0), clerkOf(1)].map((phone) =>
    phone
      .all()
      .slice(1)
      .map(({ text, file: seen }) => seen?.name ?? text),
  );
  const announced = '🔁 Tệp «15-STL.txt» gửi lại vì chưa chắc lần trước đã đến';
  const again = [expect.stringContaining(announced), '15-STL.txt'];
  expect([inOne, inOther].toSorted((a, b) => (a?.length ?? 0) - (b?.length ?? 0))).toEqual([
    ['15-STL.txt'],
    again,
  ]);
});

test('an account that Zalo wants less of keeps quiet also after a restart', async () => {
  const { network } = p.zalo();
  const releaseTo = async (index: number, number: string) => {
    const { organisationId } = commune(index);
    const member = { organisationId, role: 'act' as const, tasks: [], deadlines: [] };
    await p.release({ number, audience: [member] });
    await p.settle();
  };
  network.faults.add({ kind: 'empty-success', path: 'group/sendmsg' });
  await releaseTo(0, '21');

  await p.restart();
  await releaseTo(1, '22');
  p.advance(50 * 60_000);
  await p.tick();
  expect(network.ledger.count({ path: 'group/sendmsg' })).toBe(1);

  for (let minute = 0; minute < 20; minute += 1) {
    p.advance(60_000);
    await p.tick();
  }
  expect(clerkOf(1).all()[0]?.text).toContain('Số 22/STL-PCTT');
  const [again, ...more] = clerkOf(0).all();
  expect(again?.text).toContain('Số 21/STL-PCTT');
  expect(again?.text).toContain('🔁');
  expect(more).toEqual([]);
});

test('a card that would be too long leaves own tasks to the full text, and the text follows in pieces', async () => {
  const task = 'Rà soát, bổ sung phương án bảo đảm an toàn tại các điểm xung yếu trên địa bàn.';
  const subject = 'chuẩn bị phương án phòng, chống thiên tai '.repeat(11);
  const text = `${task}\n`.repeat(40);
  await p.release({
    subject,
    text,
    audience: p.zaloCommunes.map(({ organisationId }) => ({
      organisationId,
      role: 'act' as const,
      tasks: Array.from({ length: 22 }, (_, at) => `${at + 1}) ${task}`),
      deadlines: [],
    })),
  });
  await p.settle();
  const [card, ...pieces] = clerkOf(0).all();
  expect(card?.text.length).toBeLessThanOrEqual(2000);
  expect(card?.text).toContain('1) Rà soát');
  expect(card?.text).toMatch(/còn \d+ nội dung, xem toàn văn/);
  expect(pieces).toHaveLength(2);
  expect(pieces.map((piece) => piece.text).join('\n')).toBe(text.trim());
});

describe('an acknowledgement', () => {
  test.each([
    [
      'the keyword and the code',
      'code',
      (phone: ZaloPhone, code: string) => phone.write(`DN ${code}`),
    ],
    [
      'words alone while one directive waits',
      'code',
      (phone: ZaloPhone) => phone.write('Đã nhận ạ'),
    ],
    ['the number of the choice', 'code', (phone: ZaloPhone) => phone.write('1')],
    [
      'a quote without the code',
      'quote',
      (phone: ZaloPhone) => phone.quote(phone.sees('Số 15').messageId, 'da nhan'),
    ],
    [
      'a reaction on the card',
      'reaction',
      (phone: ZaloPhone) => phone.react(phone.sees('Số 15').messageId, '/-strong'),
    ],
  ] as const)('is taken by %s', async (_, way, act) => {
    const { code } = await p.release();
    await p.settle();
    await act(clerkOf(0), code);
    expect(await ways()).toEqual([way]);
    expect(answersOf(0)).toEqual([expect.stringContaining('✅ Đã ghi nhận lúc')]);

    // A second time is told once, or nothing for a second reaction.
    await act(clerkOf(0), code);
    expect(await ways()).toEqual([way]);
    expect(answersOf(0).length).toBeLessThanOrEqual(2);
  });

  test('by words with several waiting is asked for by number', async () => {
    await p.release();
    await p.release({ number: '16' });
    await p.settle();
    p.advance(60_000);
    await clerkOf(0).write('đã nhận');
    clerkOf(0).sees('Đề nghị chọn văn bản cần xác nhận');
    expect(await ways()).toEqual([]);
    await clerkOf(0).choose('16/STL-PCTT');
    clerkOf(0).sees('✅ Đã ghi nhận lúc');
    const { rows } = await p.engine.db.query(
      `select r.number from acknowledgement a join directive r on r.id = a.directive_id`,
    );
    expect(rows).toEqual([{ number: '16' }]);
  });

  test('of another code than the quoted card is for the directive of the code', async () => {
    await p.release();
    const second = await p.release({ number: '16' });
    await p.settle();
    await clerkOf(0).quote(clerkOf(0).sees('Số 15').messageId, `DN ${second.code}`);
    const { rows } = await p.engine.db.query(
      `select r.number from acknowledgement a join directive r on r.id = a.directive_id`,
    );
    expect(rows).toEqual([{ number: '16' }]);
  });

  test('is not given by seeing, by a laugh, or by taking a reaction back', async () => {
    await p.release();
    await p.settle();
    const { messageId } = clerkOf(0).sees('Số 15');
    commune(0).clerk.see(messageId);
    await clerkOf(0).react(messageId, ':>');
    await clerkOf(0).react(messageId, '');
    expect(await ways()).toEqual([]);
    expect(await events('reaction-withdrawn')).toBe(1);
    expect(answersOf(0)).toEqual([]);
  });

  test('by a reaction stands when the reaction is taken back, and that is logged', async () => {
    await p.release();
    await p.settle();
    const { messageId } = clerkOf(0).sees('Số 15');
    await clerkOf(0).react(messageId, '/-heart');
    await clerkOf(0).react(messageId, '');
    expect(await ways()).toEqual(['reaction']);
    expect(await events('reaction-withdrawn')).toBe(1);
  });
});

describe('a report', () => {
  test('is handed in by a quote with text', async () => {
    await releaseWithReport();
    await p.settle();
    await clerkOf(0).quote(clerkOf(0).sees('Số 15').messageId, 'Đã rà soát xong 3 điểm xung yếu.');
    clerkOf(0).sees('✅ Đã ghi nhận báo cáo theo 15/STL-PCTT');
  });

  test('that nothing happened is handed in by number', async () => {
    await releaseWithReport();
    await p.settle();
    await clerkOf(0).choose('Báo cáo không phát sinh');
    clerkOf(0).sees('✅ Đã ghi nhận báo cáo theo 15/STL-PCTT');
    const { rows } = await p.engine.db.query('select kind from submission');
    expect(rows).toEqual([{ kind: 'nil' }]);
  });

  test('as a number after a quote is the choice of that card, not the words of a report', async () => {
    await releaseWithReport();
    await p.settle();
    await clerkOf(0).quote(clerkOf(0).sees('Số 15').messageId, '3');
    expect((await p.engine.db.query('select kind from submission')).rows).toEqual([
      { kind: 'nil' },
    ]);
  });
});

describe('one short answer', () => {
  test('goes to the unit that another code is not for', async () => {
    const { code } = await p.release({
      audience: [
        { organisationId: commune(0).organisationId, role: 'act', tasks: [], deadlines: [] },
      ],
    });
    await p.settle();
    const other = zaloPhone(p, commune(1).clerk, commune(1).group);
    await other.write(`DN ${code}`);
    expect(other.all().map(({ text }) => text)).toEqual([
      expect.stringContaining('không gửi đến đơn vị này'),
    ]);
    expect(await ways()).toEqual([]);
  });

  test('goes to the clerk of another unit who answers in the group', async () => {
    const { code } = await p.release();
    await p.settle();
    commune(1).clerk.joinGroup(commune(0).group);
    const guest = zaloPhone(p, commune(1).clerk, commune(0).group);
    await guest.write(`DN ${code}`);
    expect(answersOf(0)).toEqual([expect.stringContaining('chưa được cử xác nhận')]);
    expect(await ways()).toEqual([]);
  });

  test('goes to a stranger, and a number or a reaction of a stranger gets none', async () => {
    await p.release();
    await p.settle();
    const stranger = p.zalo().network.people.add({ name: 'Người qua đường' });
    stranger.joinGroup(commune(0).group);
    const phone = zaloPhone(p, stranger, commune(0).group);
    await phone.write('1');
    await phone.react(phone.all()[0]?.messageId ?? clerkOf(0).sees('Số 15').messageId, '/-strong');
    expect(answersOf(0)).toEqual([]);
    await phone.quote(clerkOf(0).sees('Số 15').messageId, 'đã nhận');
    expect(answersOf(0)).toEqual([expect.stringContaining('chưa được cử xác nhận')]);
    expect(await ways()).toEqual([]);
  });

  test('goes to a wrong code', async () => {
    await p.release();
    await p.settle();
    await clerkOf(0).write('DN 9ZZ9');
    expect(answersOf(0)).toEqual([expect.stringContaining('Không có văn bản nào mang mã 9ZZ9')]);
  });

  test.each(['Tự động trả lời', '/tudong'])(
    'is not an invitation to talk: two machines fall silent, also one that says %s',
    async (opening) => {
      await p.release();
      await p.settle();
      const machine = p.zalo().network.people.add({ name: 'Trả lời tự động' });
      const phone = zaloPhone(p, machine);
      await phone.write('Xin chào, tôi đang bận.');
      for (let turn = 0; turn < 12; turn += 1) {
        const newest = phone.all().at(-1)?.text ?? '';
        await phone.write(`${opening} ${newest.slice(0, 40)}`);
        p.advance(15 * 60_000);
      }
      expect(phone.all()).toHaveLength(5);
    },
  );

  test('never answers what the account itself wrote', async () => {
    await p.release();
    await p.settle();
    const before = clerkOf(0).all().length;
    // Somebody holds the phone of the account.
    p.zalo().account.send(commune(0).group, 'đã nhận');
    p.zalo().account.send(commune(0).group, '1');
    p.zalo().account.send(commune(0).group, '/help');
    await p.settle();
    expect(clerkOf(0).all()).toHaveLength(before + 3);
    expect(await ways()).toEqual([]);
  });
});

test('a leader confirms by words in the private chat', async () => {
  await p.release({ ackPolicy: 'leader' });
  await p.settle();
  await clerkOf(0).write('đã nhận');
  clerkOf(0).sees('cần lãnh đạo đơn vị xác nhận');
  const leader = p.zalo().network.people.add({ name: 'Chủ tịch' });
  await bindZaloPerson(p, leader, { organisationId: commune(0).organisationId, role: 'leader' });
  await zaloPhone(p, leader).write('Đã nhận');
  expect(await ways()).toEqual(['code']);
});

async function storedFile(name: string, text: string) {
  const content = bytes(text);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await p.engine.files.put(sha256, content);
  const about = { sha256, name, bytes: content.length, mediaType: 'text/plain' };
  const { id } = await recordFile(p.engine.db, about);
  return { fileId: id, name, bytes: content.length };
}
