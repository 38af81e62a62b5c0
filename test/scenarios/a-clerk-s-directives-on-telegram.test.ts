import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import { bindPrivateChat, recordChat } from '../../src/store/chats.ts';
import { addPosition, addStaff, bindIdentity } from '../../src/store/people.ts';
import { type Phone, phone } from '../support/phone.ts';
import { reportDeadline, reportingAudience } from '../support/report-deadline.ts';
import { type Commune, type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
/** The issuing office's specialist, in the private chat. */
let specialist: Phone;

beforeEach(async () => {
  // Monday 5/1/2026, 09:00.
  p = await smallProvince({ communes: 2 });
  specialist = phone(p, p.composer);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  expectNothingElse();
  await p.close();
});

const commune = (index: number): Commune => {
  const found = p.communes[index];
  if (!found) throw new Error(`no commune ${index}`);
  return found;
};
/** The registry clerk of a commune, in the commune's group. */
const clerkOf = (index: number) => phone(p, commune(index).clerk, commune(index).group);
const release = async () => {
  await p.release({
    deadlines: [reportDeadline],
    audience: reportingAudience(p.communes),
  });
  await p.settle();
};
const count = (seen: Phone, words: string) =>
  seen.all().filter(({ text }) => text.includes(words)).length;
const remindersIn = (seen: Phone) =>
  seen.all().filter(({ text }) => /^(?:⏰|🔴)/u.test(text)).length;
const labelsOf = (seen: Phone, words: string) =>
  seen
    .sees(words)
    .buttons.flat()
    .map(({ text }) => text);
const passDays = async (days: number) => {
  for (let hour = 0; hour < 24 * days; hour += 4) {
    p.advance(4 * 3_600_000);
    await p.tick();
  }
};
/** What stands on record for a commune, in order. */
const records = async (index: number) => {
  const { rows } = await p.engine.db.query<{ status: string; way: string; isWithdrawn: boolean }>(
    `select status, way, withdrawn_at is not null as "isWithdrawn" from acknowledgement
     where organisation_id = $1 order by at, id`,
    [commune(index).organisationId],
  );
  return rows.map(({ status, isWithdrawn }) => (isWithdrawn ? `(${status})` : status));
};
const owed = async (index: number) => {
  const { rows } = await p.engine.db.query<{ kind: string; state: string }>(
    'select kind, state from obligation where organisation_id = $1 order by kind',
    [commune(index).organisationId],
  );
  return rows.map(({ kind, state }) => `${kind} ${state}`);
};

/** Somebody else of a commune, in its group; `withPrivateChat` has written to the bot. */
async function colleague(
  index: number,
  name: string,
  { withPrivateChat = false }: { readonly withPrivateChat?: boolean } = {},
): Promise<Person> {
  const person = p.network.people.add({ firstName: name });
  person.join(commune(index).group);
  const { id: personId } = await bindIdentity(p.engine.db, {
    driver: 'telegram',
    externalUserId: String(person.id),
    name,
    at: p.now(),
  });
  const { organisationId } = commune(index);
  await addPosition(p.engine.db, {
    personId,
    organisationId,
    role: 'focal_point',
    from: '2026-01-01',
  });
  if (withPrivateChat) await openPrivateChat(person, personId);
  return person;
}

/** Somebody else of the issuing office, who has written to the bot. */
async function secondOfStaff(name: string): Promise<Person> {
  const person = p.network.people.add({ firstName: name });
  const { id: personId } = await bindIdentity(p.engine.db, {
    driver: 'telegram',
    externalUserId: String(person.id),
    name,
    at: p.now(),
  });
  await addStaff(p.engine.db, {
    personId,
    officeId: p.officeId,
    role: 'approver',
    from: '2026-01-01',
  });
  await openPrivateChat(person, personId);
  return person;
}

async function openPrivateChat(person: Person, personId: string): Promise<void> {
  person.openDeepLink();
  await p.settle();
  p.network.consume(person.id);
  const chat = await recordChat(p.engine.db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: String(person.id),
    kind: 'private',
  });
  await bindPrivateChat(p.engine.db, chat.id, personId);
}

describe('the card', () => {
  test('shows what matters first, and the rest behind one button that offers what is possible now', async () => {
    await release();
    const clerk = clerkOf(0);
    expect(labelsOf(clerk, 'Số 15/STL-PCTT')).toEqual([
      '✅ Đã tiếp nhận',
      '📄 Nộp báo cáo',
      'Báo cáo không phát sinh',
      '☰ Việc khác',
      '👤 Đăng ký đầu mối',
    ]);
    await clerk.press('Việc khác');
    expect(labelsOf(clerk, '☰ 15/STL-PCTT – UBND xã An Phú: Chưa tiếp nhận')).toEqual([
      '⏳ Xin gia hạn',
      '↩️ Từ chối tiếp nhận',
      '💬 Phản hồi',
    ]);
    // Pressed again at once, it does not come twice.
    expect(await clerk.press('Việc khác')).toContain('đã có ở tin bên dưới');
    expect(count(clerk, '☰ 15/STL-PCTT')).toBe(1);

    await clerk.press('Đã tiếp nhận');
    p.advance(120_000);
    await clerk.press('Việc khác');
    expect(labelsOf(clerk, ': Đã tiếp nhận')).toEqual([
      '🛠 Đang xử lý',
      '🏁 Hoàn thành',
      '👤 Phân công',
      '⏳ Xin gia hạn',
      '💬 Phản hồi',
    ]);
  });

  test('follows the work step by step; a step back is on record, an impossible step is explained', async () => {
    await release();
    const clerk = clerkOf(0);
    await clerk.press('Đã tiếp nhận');
    await clerk.press('Việc khác');
    const menu = clerk.sees('☰ 15/STL-PCTT');
    expect(await clerk.press('Đang xử lý')).toContain('đang xử lý 15/STL-PCTT');
    expect(clerk.sees('Số 15/STL-PCTT').text).toContain('🛠 Đang xử lý: Văn thư Lê Văn Phú');
    // The menu is old now: the same step again names who was first.
    const again = commune(0).clerk.press(commune(0).group, menu.messageId, '🛠 Đang xử lý');
    await p.settle();
    expect(commune(0).clerk.answersTo(again)[0]?.text).toContain(
      'Đang xử lý: đã được ghi trước đó, Văn thư Lê Văn Phú, 09h00 5/1/2026',
    );
    expect(await clerk.press('Hoàn thành')).toContain('vẫn còn phải nộp báo cáo');
    await clerk.press('Việc khác');
    expect(await clerk.press('Rút lại')).toContain('Đã rút lại bước Hoàn thành');
    expect(await records(0)).toEqual(['acknowledged', 'in_progress', '(done)']);
    expect(clerk.sees('Số 15/STL-PCTT').text).not.toContain('🏁');
  });
});

describe('a directive that came to the wrong commune', () => {
  const reject = async () => {
    await release();
    await clerkOf(0).press('Việc khác');
    await clerkOf(0).press('Từ chối tiếp nhận');
    await clerkOf(0).press('Gửi nhầm đơn vị');
  };

  test('is rejected with a reason; staff agree, and the commune is out of the count', async () => {
    await reject();
    expect(clerkOf(0).sees('Số 15/STL-PCTT').text).toContain('Lý do: Gửi nhầm đơn vị');
    const asked = specialist.sees('UBND xã An Phú từ chối tiếp nhận 15/STL-PCTT');
    expect(asked.text).toContain('Lý do: Gửi nhầm đơn vị');
    await specialist.press('Đồng ý');
    clerkOf(0).sees('Cơ quan ban hành đồng ý với việc từ chối 15/STL-PCTT');
    expect(labelsOf(clerkOf(0), 'Số 15/STL-PCTT')).toEqual([]);
    expect(await owed(0)).toEqual(['acknowledge waived', 'report waived']);
    expect(await records(0)).toEqual(['rejected']);
    expect(specialist.sees('📤 Văn bản 15/STL-PCTT').text).toContain('Đã tiếp nhận 0/1');
    expect(specialist.sees('📤 Văn bản 15/STL-PCTT').text).toContain(
      '↩️ Từ chối tiếp nhận: UBND xã An Phú (Gửi nhầm đơn vị)',
    );
    await passDays(15);
    expect(remindersIn(clerkOf(0))).toBe(0);
    expect(remindersIn(clerkOf(1))).toBeGreaterThan(0);
  });

  test('is decided once: of two who press at the same time the other is told by whom and when', async () => {
    const approver = await secondOfStaff('Phạm Văn Đức');
    await reject();
    const words = 'UBND xã An Phú từ chối tiếp nhận 15/STL-PCTT';
    const [mine, theirs] = [specialist.sees(words), phone(p, approver).sees(words)];
    const one = p.composer.press(p.composer.id, mine.messageId, '🔁 Đề nghị tiếp nhận');
    const two = approver.press(approver.id, theirs.messageId, '✅ Đồng ý');
    await p.settle();
    expect(p.composer.answersTo(one)[0]?.text).toBe('Đã ghi nhận');
    expect(approver.answersTo(two)[0]?.text).toBe(
      'Đã có người quyết định trước: Trần Thu Hà, 09h00 5/1/2026.',
    );
    expect(await owed(0)).toEqual(['acknowledge open', 'report open']);
    p.advance(5_000);
    await p.settle();
    expect(phone(p, approver).sees(words).text).toContain(
      'Đã đề nghị đơn vị tiếp nhận – Trần Thu Hà',
    );
  });

  test('is not: staff insist, and the commune is asked and reminded again', async () => {
    await reject();
    await passDays(3);
    await specialist.press('Đề nghị tiếp nhận');
    clerkOf(0).sees('đề nghị UBND xã An Phú tiếp nhận 15/STL-PCTT');
    expect(await records(0)).toEqual(['(rejected)']);
    await passDays(7);
    expect(remindersIn(clerkOf(0))).toBeGreaterThan(0);
    await clerkOf(0).press('Đã tiếp nhận');
    expect(await records(0)).toEqual(['(rejected)', 'acknowledged']);
  });

  test('was theirs after all: acknowledging takes the rejection back, staff have nothing to decide', async () => {
    await reject();
    await clerkOf(0).press('Đã tiếp nhận');
    expect(await records(0)).toEqual(['(rejected)', 'acknowledged']);
    expect(specialist.sees('từ chối tiếp nhận 15/STL-PCTT').text).toContain(
      'Không còn phải quyết định',
    );
    expect(labelsOf(specialist, 'từ chối tiếp nhận 15/STL-PCTT')).toEqual([]);
  });
});

describe('more time', () => {
  test('is asked for in one message and granted: reminders follow the new date, the report is on time', async () => {
    await release();
    const clerk = clerkOf(0);
    await clerk.press('Đã tiếp nhận');
    await clerk.press('Việc khác');
    await clerk.press('Xin gia hạn');
    const question = clerk.sees('Hạn báo cáo theo 15/STL-PCTT');
    await clerk.write('12/1/2026 vì chưa xong', { replyTo: question.messageId });
    clerk.sees('Ngày xin gia hạn phải sau hạn hiện nay');
    await clerk.write('xin đến 20/1/2026, do mưa lũ chia cắt đường', {
      replyTo: question.messageId,
    });
    expect(clerk.sees('Số 15/STL-PCTT').text).toContain('⏳ Đã xin gia hạn đến 20/1/2026');
    // Once at a time.
    p.advance(120_000);
    await clerk.press('Việc khác');
    expect(labelsOf(clerk, ': Đã tiếp nhận')).not.toContain('⏳ Xin gia hạn');

    const asked = specialist.sees('UBND xã An Phú xin gia hạn báo cáo theo 15/STL-PCTT');
    expect(asked.text).toContain('Lý do: xin đến 20/1/2026, do mưa lũ chia cắt đường');
    await specialist.press('Gia hạn đến 20/1/2026');
    clerk.sees('đồng ý gia hạn báo cáo theo 15/STL-PCTT đến 20/1/2026');
    expect(clerk.sees('Số 15/STL-PCTT').text).toContain('🗓 Được gia hạn báo cáo đến 20/1/2026');
    await passDays(12);
    expect(count(clerk, '🔴 Quá hạn')).toBe(0);
    await passDays(3);
    expect(remindersIn(clerk)).toBeGreaterThan(0);
    const card = clerk.sees('Số 15/STL-PCTT');
    await clerk.write('Đã rà soát xong.', { replyTo: card.messageId });
    expect(clerk.sees('Số 15/STL-PCTT').text).toContain('(đúng hạn, được gia hạn)');
    expect(await owed(0)).toEqual(['acknowledge met', 'report met']);
  });

  test('may be another date, or refused with a reason', async () => {
    await release();
    for (const index of [0, 1]) {
      const clerk = clerkOf(index);
      await clerk.press('Đã tiếp nhận');
      await clerk.press('Việc khác');
      await clerk.press('Xin gia hạn');
      const { messageId } = clerk.sees('Hạn báo cáo theo 15/STL-PCTT');
      // A date alone is not enough.
      await clerk.write('25/1/2026', { replyTo: messageId });
      await clerk.write('Thiếu số liệu của các thôn', {
        replyTo: clerk.sees('Lý do xin gia hạn đến 25/1/2026').messageId,
      });
    }
    await specialist.press('Không gia hạn');
    await specialist.write('Tỉnh phải tổng hợp ngày 16/1.');
    clerkOf(1).sees('không gia hạn báo cáo theo 15/STL-PCTT. Lý do: Tỉnh phải tổng hợp ngày 16/1.');
    const first = specialist.sees('UBND xã An Phú xin gia hạn');
    const date = first.buttons.flat().find(({ text }) => text.includes('Ngày khác'))?.text ?? '';
    p.composer.press(p.composer.id, first.messageId, date);
    await p.settle();
    await specialist.write('18/1/2026');
    clerkOf(0).sees('đồng ý gia hạn báo cáo theo 15/STL-PCTT đến 18/1/2026');
    expect(specialist.sees('UBND xã An Phú xin gia hạn').text).toContain(
      'Đã gia hạn đến 18/1/2026',
    );
  });

  test('is still possible when the report is overdue', async () => {
    await release();
    await clerkOf(0).press('Đã tiếp nhận');
    await passDays(12);
    expect(clerkOf(0).sees('Số 15/STL-PCTT').text).toContain('🔴 Quá hạn báo cáo');
    await clerkOf(0).press('Việc khác');
    await clerkOf(0).press('Xin gia hạn');
    await clerkOf(0).write('25/1/2026 do mất điện nhiều ngày', {
      replyTo: clerkOf(0).sees('Hạn báo cáo theo').messageId,
    });
    await specialist.press('Gia hạn đến 25/1/2026');
    expect(clerkOf(0).sees('Số 15/STL-PCTT').text).not.toContain('🔴');
  });
});

describe('work given to somebody', () => {
  const assignTo = async (name: string) => {
    await release();
    await clerkOf(0).press('Đã tiếp nhận');
    await clerkOf(0).press('Việc khác');
    await clerkOf(0).press('Phân công');
    return clerkOf(0).press(name);
  };

  test('is accepted in the private chat: card, reminders and report go through the delegate', async () => {
    const nam = await colleague(0, 'Nguyễn Văn Nam', { withPrivateChat: true });
    expect(await assignTo('Nguyễn Văn Nam')).toContain('Đã hỏi Nguyễn Văn Nam');
    expect(clerkOf(0).sees('Số 15/STL-PCTT').text).toContain('chờ nhận việc');
    const delegate = phone(p, nam);
    delegate.sees('Nguyễn Văn Nam được Văn thư Lê Văn Phú phân công xử lý 15/STL-PCTT');
    await delegate.press('Nhận việc');
    clerkOf(0).sees('✅ Nguyễn Văn Nam đã nhận việc theo 15/STL-PCTT');
    expect(await records(0)).toEqual(['acknowledged', 'assigned']);
    // The very card, in the private chat.
    expect(delegate.sees('Số 15/STL-PCTT').text).toContain('Người được phân công: Nguyễn Văn Nam');

    await passDays(9);
    expect(remindersIn(delegate)).toBeGreaterThan(0);
    expect(remindersIn(clerkOf(0))).toBe(0);
    expect(remindersIn(clerkOf(1))).toBeGreaterThan(0);

    await delegate.write('/viec');
    delegate.sees('👤 • Nộp báo cáo – 15/STL-PCTT');
    await delegate.write('Đã rà soát 3 điểm.', {
      replyTo: delegate.sees('Số 15/STL-PCTT').messageId,
    });
    delegate.sees('Đã ghi nhận báo cáo theo 15/STL-PCTT');
    expect(clerkOf(0).sees('Số 15/STL-PCTT').text).toContain('📄 Đã nộp báo cáo');
    specialist.sees('UBND xã An Phú nộp báo cáo theo 15/STL-PCTT');
  });

  test('is asked in the group of whoever has no private chat, refused, and is back with the commune', async () => {
    const nam = await colleague(0, 'Nguyễn Văn Nam');
    await assignTo('Nguyễn Văn Nam');
    // Nobody else can answer for him.
    expect(await clerkOf(0).press('Nhận việc')).toContain('phân công cho người khác');
    const delegate = phone(p, nam, commune(0).group);
    await delegate.press('✖️ Từ chối');
    delegate.sees('không nhận việc theo 15/STL-PCTT');
    expect(await records(0)).toEqual(['acknowledged']);
    expect(clerkOf(0).sees('Số 15/STL-PCTT').text).not.toContain('👤');
    await passDays(9);
    expect(remindersIn(clerkOf(0))).toBeGreaterThan(0);
  });

  test('is back with the commune when the delegate leaves it', async () => {
    const nam = await colleague(0, 'Nguyễn Văn Nam', { withPrivateChat: true });
    await assignTo('Nguyễn Văn Nam');
    const delegate = phone(p, nam);
    await delegate.press('Nhận việc');
    await delegate.write('/dung');
    p.advance(60_000);
    await p.tick();
    clerkOf(0).sees('Nguyễn Văn Nam không còn ở đơn vị');
    expect(await records(0)).toEqual(['acknowledged', '(assigned)']);
    const before = remindersIn(delegate);
    await passDays(9);
    expect(remindersIn(delegate)).toBe(before);
    expect(remindersIn(clerkOf(0))).toBeGreaterThan(0);
  });

  test('by two people at once is given once; the other is told by whom and when', async () => {
    const nam = await colleague(0, 'Nguyễn Văn Nam', { withPrivateChat: true });
    const mai = await colleague(0, 'Trần Thị Mai', { withPrivateChat: true });
    await release();
    await clerkOf(0).press('Đã tiếp nhận');
    await clerkOf(0).press('Việc khác');
    await clerkOf(0).press('Phân công');
    const list = clerkOf(0).sees('cho ai?');
    const { group, clerk } = commune(0);
    const one = clerk.press(group, list.messageId, 'Nguyễn Văn Nam (Đầu mối)');
    const two = mai.press(group, list.messageId, 'Trần Thị Mai (Đầu mối)');
    await p.settle();
    expect(clerk.answersTo(one)[0]?.text).toContain('Đã hỏi Nguyễn Văn Nam');
    expect(mai.answersTo(two)[0]?.text).toContain(
      'Nguyễn Văn Nam đã được phân công trước đó (Lê Văn Phú, 09h00 5/1/2026)',
    );
    phone(p, nam).sees('phân công xử lý 15/STL-PCTT');
    expect(count(phone(p, mai), '15/STL-PCTT')).toBe(0);
  });
});

test('two people acknowledge at once: one is recorded, the other is told who and when', async () => {
  const mai = await colleague(0, 'Trần Thị Mai');
  await release();
  const { group, clerk } = commune(0);
  const card = clerkOf(0).sees('Số 15/STL-PCTT');
  const one = clerk.press(group, card.messageId, '✅ Đã tiếp nhận');
  const two = mai.press(group, card.messageId, '✅ Đã tiếp nhận');
  await p.settle();
  expect(clerk.answersTo(one)[0]?.text).toContain('✅ Đã ghi nhận lúc 09h00');
  expect(mai.answersTo(two)[0]?.text).toBe(
    'Đơn vị đã tiếp nhận trước đó: Văn thư Lê Văn Phú, 09h00 5/1/2026',
  );
  expect(await records(0)).toEqual(['acknowledged']);
});

test('a report counts as an acknowledgement: nobody is asked for one any more', async () => {
  await release();
  await clerkOf(0).press('Báo cáo không phát sinh');
  expect(await owed(0)).toEqual(['acknowledge met', 'report met']);
  const { rows } = await p.engine.db.query('select status, way from acknowledgement');
  expect(rows).toEqual([{ status: 'acknowledged', way: 'report' }]);
  expect(labelsOf(clerkOf(0), 'Số 15/STL-PCTT')).toEqual(['☰ Việc khác']);
});

test('what the commune writes to the office goes there unchanged, and the answer comes back', async () => {
  await release();
  const clerk = clerkOf(0);
  await clerk.press('Việc khác');
  await clerk.press('Phản hồi');
  const words = 'Phụ lục 2 thiếu trang 3. Đề nghị Sở gửi lại ạ!';
  await clerk.write(words, { replyTo: clerk.sees('Nội dung phản hồi về 15/STL-PCTT').messageId });
  clerk.sees('Đã chuyển phản hồi về 15/STL-PCTT');
  const got = specialist.sees('💬 Phản hồi về 15/STL-PCTT – UBND xã An Phú, Văn thư Lê Văn Phú');
  expect(got.text.endsWith(`\n${words}`)).toBe(true);

  await specialist.write('Đã gửi lại phụ lục 2.', { replyTo: got.messageId });
  specialist.sees('Đã chuyển trả lời đến UBND xã An Phú');
  const answer = clerk.sees('trả lời phản hồi của Lê Văn Phú về 15/STL-PCTT');
  expect(answer.text.endsWith('\nĐã gửi lại phụ lục 2.')).toBe(true);

  // The talk goes on, with a file.
  await clerk.sendFile('phu-luc.txt', new TextEncoder().encode('Trang 3 bị mờ.'), {
    replyTo: answer.messageId,
  });
  expect(specialist.all().some(({ file }) => file?.name === 'phu-luc.txt')).toBe(true);
  expect(await owed(0)).toEqual(['acknowledge open', 'report open']);
});

test('/viec lists what is owed soonest first and leads to the card, in the group and in private', async () => {
  await release();
  await p.release({ number: '16', ackDueAt: new Date('2026-01-06T10:00:00Z') });
  await p.settle();
  const clerk = clerkOf(0);
  await clerk.write('/viec');
  const list = clerk.sees('Việc còn phải làm');
  const [, first = ''] = list.text.split('\n');
  expect(first).toContain('16/STL-PCTT');
  expect(labelsOf(clerk, 'Việc còn phải làm')[0]).toContain('16/STL-PCTT');
  await clerk.press('📄 15/STL-PCTT');
  expect(clerk.sees('Phiếu của 15/STL-PCTT').replyTo).toBe(clerk.sees('Số 15/STL-PCTT').messageId);

  commune(0).clerk.openDeepLink();
  await p.settle();
  const home = phone(p, commune(0).clerk);
  await home.write('/viec');
  await home.press('📄 15/STL-PCTT');
  await home.press('Đã tiếp nhận');
  expect(home.sees('Số 15/STL-PCTT').text).toContain('✅ Đã tiếp nhận: Văn thư Lê Văn Phú');
  expect(clerk.sees('Số 15/STL-PCTT').text).toContain('✅ Đã tiếp nhận: Văn thư Lê Văn Phú');
  expect(await records(0)).toEqual(['acknowledged']);
});

test('where each has to acknowledge and somebody leaves, those who are left complete it', async () => {
  const nam = await colleague(0, 'Nguyễn Văn Nam', { withPrivateChat: true });
  await p.release({ ackPolicy: 'each' });
  await p.settle();
  await clerkOf(0).press('Đã tiếp nhận');
  expect(await owed(0)).toEqual(['acknowledge open']);
  await phone(p, nam).write('/dung');
  p.advance(60_000);
  await p.tick();
  expect(await owed(0)).toEqual(['acknowledge met']);
});

test('a short message comes after the card and the files it belongs to, and says what is asked', async () => {
  await p.release({
    text: 'Toàn văn công văn số 15.',
    shortMessages: [
      { body: 'Kiểm tra nhà cửa trước mùa mưa bão.', source: '(Nguồn: Sở Thủy lợi)' },
    ],
  });
  await p.settle();
  const [card, text, short] = clerkOf(0).all();
  expect(card?.text).toContain('Số 15/STL-PCTT');
  expect(text?.text).toBe('Toàn văn công văn số 15.');
  expect(short?.text).toMatch(/^📣 Đề nghị đăng lại nguyên văn .*«Đã đăng»:\n\nKiểm tra nhà cửa/u);
  await clerkOf(0).press('Đã đăng');
  expect(clerkOf(0).sees('Kiểm tra nhà cửa').text).not.toContain('Đề nghị đăng lại');
});

/** Every message in an agency's group is one that these stories explain. */
function expectNothingElse(): void {
  const explained = [
    /^📄 Sở Thủy lợi/u,
    /^☰ 1[56]\/STL/u,
    /^(?:⏰|🔴)/u,
    /^👤/u,
    /^(?:↩️|⏳|💬|✅|✖️|🔁|⬆️)/u,
    /^Phân công 15\/STL-PCTT cho ai/u,
    /^Ngày xin gia hạn phải sau/u,
    /^Xin gia hạn đến 25\/1\/2026\.$/u,
    /^Việc còn phải làm/u,
    /^Toàn văn công văn/u,
    /Kiểm tra nhà cửa/u,
  ];
  for (const { group } of p.communes) {
    for (const message of p.network.world.messages(group)) {
      if (!message.from.isBot || message.file) continue;
      expect(explained.some((words) => words.test(message.text)) || message.text).toBe(true);
    }
  }
}
