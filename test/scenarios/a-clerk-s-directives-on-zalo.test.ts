import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { bindPrivateChat, recordChat } from '../../src/store/chats.ts';
import { type Phone, phone } from '../support/phone.ts';
import { reportDeadline, reportingAudience } from '../support/report-deadline.ts';
import {
  bindZaloPerson,
  type SmallProvince,
  smallProvince,
  type ZaloCommune,
} from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;
/** The issuing office's specialist, on Telegram. */
let specialist: Phone;
/** The registry clerk of a commune, in the commune's group on Zalo. */
let clerk: ZaloPhone;

beforeEach(async () => {
  p = await smallProvince({ communes: 0, zaloCommunes: 1 });
  specialist = phone(p, p.composer);
  clerk = zaloPhone(p, commune().clerk, commune().group);
  await p.release({ deadlines: [reportDeadline], audience: reportingAudience(p.zaloCommunes) });
  await p.settle();
  p.advance(60_000);
});
afterEach(async () => {
  expect(p.zalo().network.violations).toEqual([]);
  expect(p.network.violations).toEqual([]);
  expectNothingElse();
  await p.close();
});

const commune = (): ZaloCommune => {
  const [found] = p.zaloCommunes;
  if (!found) throw new Error('no commune on Zalo');
  return found;
};
const records = async () => {
  const { rows } = await p.engine.db.query<{ status: string; isWithdrawn: boolean }>(
    `select status, withdrawn_at is not null as "isWithdrawn" from acknowledgement order by at, id`,
  );
  return rows.map(({ status, isWithdrawn }) => (isWithdrawn ? `(${status})` : status));
};
/** The numbered choices on the newest message that contains `words`. */
const choices = (words: string) =>
  clerk
    .sees(words)
    .text.split('\n')
    .filter((line) => /^\d+\. /.test(line));

test('the card prints four numbers; the rest is a numbered list on request', async () => {
  expect(choices('Số 15/STL-PCTT')).toEqual([
    '1. ✅ Đã tiếp nhận',
    '2. 📄 Nộp báo cáo',
    '3. Báo cáo không phát sinh',
    '4. ☰ Việc khác',
  ]);
  await clerk.choose('Đã tiếp nhận');
  clerk.sees('✅ Đã ghi nhận lúc');
  await clerk.choose('Việc khác');
  expect(choices('☰ 15/STL-PCTT')).toEqual([
    '1. 🛠 Đang xử lý',
    '2. 🏁 Hoàn thành',
    '3. 👤 Phân công',
    '4. ⏳ Xin gia hạn',
    '5. 💬 Phản hồi',
  ]);
  await clerk.choose('Đang xử lý');
  clerk.sees('🛠 Đã ghi: đang xử lý 15/STL-PCTT');
  expect(await records()).toEqual(['acknowledged', 'in_progress']);
});

test('a number means what was printed beside it, whatever has happened since', async () => {
  await clerk.choose('Đã tiếp nhận');
  // The card cannot be edited: 2 still reads "Nộp báo cáo" on it, not "Báo cáo không phát sinh".
  await clerk.quote(clerk.sees('Số 15/STL-PCTT').messageId, '2');
  clerk.sees('chọn «Trả lời»');
  expect((await p.engine.db.query('select 1 from submission')).rows).toEqual([]);
});

test('a directive for others is rejected by number, the reason typed; staff agree', async () => {
  await clerk.choose('Việc khác');
  await clerk.choose('Từ chối tiếp nhận');
  const question = clerk.sees('Lý do UBND xã An Phú từ chối tiếp nhận 15/STL-PCTT?');
  await clerk.quote(question.messageId, 'Văn bản gửi cho xã An Phú huyện khác');
  clerk.sees('Đã ghi từ chối tiếp nhận 15/STL-PCTT và báo cơ quan ban hành');
  specialist.sees('Lý do: Văn bản gửi cho xã An Phú huyện khác');
  await specialist.press('Đồng ý');
  clerk.sees('Cơ quan ban hành đồng ý với việc từ chối 15/STL-PCTT');
  await clerk.write('đã nhận');
  expect(await records()).toEqual(['rejected']);
  for (let day = 0; day < 12; day += 1) {
    p.advance(24 * 3_600_000);
    await p.tick();
  }
  expect(clerk.all().filter(({ text }) => /^(?:⏰|🔴)/u.test(text))).toEqual([]);
});

test('more time is asked for by number and one message, and granted', async () => {
  await clerk.choose('Đã tiếp nhận');
  await clerk.choose('Việc khác');
  await clerk.choose('Xin gia hạn');
  await clerk.quote(
    clerk.sees('Hạn báo cáo theo 15/STL-PCTT').messageId,
    '20/1/2026 do mưa lũ chia cắt đường',
  );
  clerk.sees('Đã xin gia hạn báo cáo theo 15/STL-PCTT đến 20/1/2026');
  await specialist.press('Gia hạn đến 20/1/2026');
  clerk.sees('đồng ý gia hạn báo cáo theo 15/STL-PCTT đến 20/1/2026');
});

test('work is given to a colleague, who accepts by number in the private chat and reports there', async () => {
  const nam = p.zalo().network.people.add({ name: 'Nguyễn Văn Nam' });
  const { organisationId } = commune();
  const personId = await bindZaloPerson(p, nam, { organisationId, role: 'clerk' });
  const chat = await recordChat(p.engine.db, {
    driver: 'zalo-zca',
    accountId: 'zalo',
    externalId: nam.uid,
    kind: 'private',
  });
  await bindPrivateChat(p.engine.db, chat.id, personId);
  await clerk.choose('Đã tiếp nhận');
  await clerk.choose('Việc khác');
  await clerk.choose('Phân công');
  await clerk.choose('Nguyễn Văn Nam');
  clerk.sees('Đã hỏi Nguyễn Văn Nam nhận việc theo 15/STL-PCTT');

  const delegate = zaloPhone(p, nam);
  await delegate.choose('Nhận việc');
  clerk.sees('Nguyễn Văn Nam đã nhận việc theo 15/STL-PCTT');
  expect(await records()).toEqual(['acknowledged', 'assigned']);
  await delegate.quote(delegate.sees('Số 15/STL-PCTT').messageId, 'Đã rà soát 3 điểm xung yếu.');
  delegate.sees('Đã ghi nhận báo cáo theo 15/STL-PCTT');
  specialist.sees('UBND xã An Phú nộp báo cáo theo 15/STL-PCTT');
});

test('what the clerk writes to the office is answered in the same chat', async () => {
  await clerk.choose('Việc khác');
  await clerk.choose('Phản hồi');
  await clerk.quote(
    clerk.sees('Nội dung phản hồi về 15/STL-PCTT').messageId,
    'Phụ lục 2 thiếu trang 3.',
  );
  const got = specialist.sees('💬 Phản hồi về 15/STL-PCTT');
  expect(got.text.endsWith('\nPhụ lục 2 thiếu trang 3.')).toBe(true);
  await specialist.write('Đã gửi lại.', { replyTo: got.messageId });
  const answer = clerk.sees('trả lời phản hồi của');
  expect(answer.text.endsWith('\nĐã gửi lại.')).toBe(true);
  await clerk.quote(answer.messageId, 'Đã nhận đủ, xin cảm ơn.');
  specialist.sees('Đã nhận đủ, xin cảm ơn.');
});

test('/viec lists what is owed, numbered, and leads to the card', async () => {
  await clerk.write('/viec');
  clerk.sees('• Xác nhận tiếp nhận – 15/STL-PCTT');
  await clerk.choose('📄 15/STL-PCTT');
  clerk.sees('Phiếu của 15/STL-PCTT ở tin được trả lời');
});

/** Every message in the commune's group is one that these stories explain. */
function expectNothingElse(): void {
  const explained = [
    /^📄 Sở Thủy lợi/u,
    /^(?:☰|👤|↩️|⏳|💬|✅|🛠|⬆️)/u,
    /^Phân công 15\/STL-PCTT cho ai/u,
    /^Việc còn phải làm/u,
    /^Đề nghị nhấn giữ tin/u,
    /^Cơ quan ban hành đã đồng ý/u,
  ];
  for (const { text } of clerk.all()) {
    expect(explained.some((words) => words.test(text)) || text).toBe(true);
  }
}
