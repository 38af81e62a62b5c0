import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { addColleague, type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
let author: Phone;
let first: Phone;
let second: Phone;

beforeEach(async () => {
  p = await smallProvince({
    settings: {
      release: { undoMs: 30_000, flashAtOnce: false },
      approval: { fromRecipients: 3, urgencies: [], publicChannels: false },
    },
  });
  const at = { officeId: p.officeId, role: 'approver' } as const;
  const lan = await addColleague(p, { name: 'Phạm Thị Lan', ...at });
  const minh = await addColleague(p, { name: 'Đỗ Văn Minh', ...at });
  author = phone(p, p.composer);
  first = phone(p, lan);
  second = phone(p, minh);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const bytes = (text: string) => new TextEncoder().encode(text);
const groupMessages = () =>
  p.communes.flatMap(({ group }) =>
    p.network.world.messages(group).filter(({ from }) => from.isBot),
  );
const passes = async (ms: number) => {
  p.advance(ms);
  await p.settle();
  // What the cards of the office say follows a moment later.
  p.advance(5_000);
  await p.settle();
};

async function submitLetter(): Promise<void> {
  await author.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await author.press('Hạn 1 đúng');
  await author.press('Xem trước');
  author.sees('👥 Cần người thứ hai duyệt (số đơn vị nhận lớn): Phạm Thị Lan, Đỗ Văn Minh');
  await author.press('Không thuộc danh mục');
  expect(await author.press('Trình duyệt')).toBe('Đã trình duyệt.');
}

test('a large send goes out after a second person has seen and approved it, both on record', async () => {
  await submitLetter();
  author.sees('📨 Đã trình duyệt lúc 09h00 5/1/2026. Chờ: Phạm Thị Lan, Đỗ Văn Minh');

  // The approver reads what the communes will read, and gets the file to look into.
  const card = first.sees('📨 Trình duyệt 27/STL-PCTT – Trần Thu Hà, Sở Thủy lợi tỉnh An Bình');
  expect(card.text).toContain('Rà soát các điểm xung yếu');
  expect(card.text).toContain('Telegram: 3 nhóm/kênh');
  await first.press('Gửi bản thử');
  first.sees('🧪 BẢN THỬ – chưa phát hành');
  expect(first.all().some(({ file }) => file?.name === '27-STL-PCTT.txt')).toBe(true);
  expect(groupMessages()).toEqual([]);

  expect(await first.press('Duyệt và phát hành')).toBe('Đã duyệt.');
  author.sees('✅ Phạm Thị Lan đã duyệt 27/STL-PCTT. Phát hành lúc');
  expect(groupMessages()).toEqual([]);
  await passes(30_000);

  author.sees('🚀 Đã phát hành 27/STL-PCTT đến 3 đơn vị');
  expect(author.sees('📤 Văn bản 27/STL-PCTT').text).toContain(
    '👥 Soạn: Trần Thu Hà · Duyệt: Phạm Thị Lan',
  );
  second.sees('🚀 27/STL-PCTT đã phát hành');
  const { rows } = await p.engine.db.query(
    `select c.name as author, a.name as approver from directive r join person c on c.id = r.created_by
     join person a on a.id = r.approved_by`,
  );
  expect(rows).toEqual([{ author: 'Trần Thu Hà', approver: 'Phạm Thị Lan' }]);
  // A card and a file for each commune, and nothing else.
  expect(groupMessages()).toHaveLength(6);
});

test('two approvers press at once: one wins, the other is told who', async () => {
  await submitLetter();
  const on = (who: Phone) => {
    const card = who.sees('📨 Trình duyệt 27/STL-PCTT');
    return { card, label: '✅ Duyệt và phát hành' };
  };
  const [lan, minh] = [on(first), on(second)];

  await first.press(lan.label);
  const late = second.pressOn(minh.card, minh.label);
  expect(await late).toMatch(/^Phạm Thị Lan đã duyệt văn bản này trước đó, lúc \d/);
  await passes(30_000);

  const { rows } = await p.engine.db.query('select 1 from directive');
  expect(rows).toHaveLength(1);
  expect(groupMessages()).toHaveLength(6);
});

test('a return needs a reason, the author mends it and submits again', async () => {
  await submitLetter();
  await first.press('Trả lại');
  await first.write('sai');
  first.sees('Lý do phải có ít nhất 5 ký tự');
  await first.write('Hạn báo cáo nên là 22/01');
  first.sees('Đã trả lại, người soạn đã được báo.');
  author.sees('↩️ Phạm Thị Lan trả lại 27/STL-PCTT. Lý do: Hạn báo cáo nên là 22/01');
  expect(author.sees('✍️ Soạn văn bản').text).toContain('Hạn báo cáo nên là 22/01');
  expect(second.sees('27/STL-PCTT').text).toContain('Phạm Thị Lan đã trả lại');

  await author.press('Hạn báo cáo');
  await author.press('Bỏ hạn 1');
  await author.press('Hạn báo cáo');
  await author.write('17h00 22/1/2026');
  await author.press('Xem trước');
  await author.press('Trình duyệt');
  const card = second.sees('📨 Trình duyệt 27/STL-PCTT');
  expect(card.text).toContain('22/1');
  await second.press('Duyệt và phát hành');
  await passes(30_000);

  author.sees('🚀 Đã phát hành 27/STL-PCTT');
  expect(groupMessages()).toHaveLength(6);
});

test('a submission can be withdrawn, and an old card decides nothing', async () => {
  await submitLetter();
  const old = first.sees('📨 Trình duyệt 27/STL-PCTT');
  expect(await author.press('Rút lại')).toContain('Đã rút lại');
  expect(await first.pressOn(old, '✅ Duyệt và phát hành')).toContain('Trần Thu Hà đã xử lý lúc');
  first.sees('↩️ 27/STL-PCTT: người soạn đã rút lại để sửa');

  // Submitted again: what was shown before stays void.
  await author.press('Trình duyệt');
  expect(await first.pressOn(old, '✅ Duyệt và phát hành')).toContain('không còn chờ duyệt');
  const { rows } = await p.engine.db.query(`select 1 from draft where state = 'submitted'`);
  expect(rows).toHaveLength(1);
});

test('the author cannot approve, whatever rights they hold and whatever they forge', async () => {
  await p.engine.db.query(`update staff set role = 'approver' where person_id = $1`, [
    p.composerId,
  ]);
  await submitLetter();
  const { rows } = await p.engine.db.query<{ id: string; revision: number }>(
    `select id, revision from draft where state = 'submitted'`,
  );
  const [draft] = rows;

  expect(await author.pressData(`apv:${draft?.id}:${draft?.revision}`)).toContain(
    'Người soạn không tự duyệt',
  );
  await passes(60_000);
  expect(groupMessages()).toEqual([]);
});

test('an approver who has left the office in the meantime decides nothing', async () => {
  await submitLetter();
  await p.engine.db.query(`update staff set valid_to = '2026-01-04' where role = 'approver'`);
  await first.press('Duyệt và phát hành');
  await passes(60_000);
  expect(groupMessages()).toEqual([]);
});

test('within the window either of the two can undo: nothing has left, the draft is open as it was', async () => {
  await submitLetter();
  await first.press('Duyệt và phát hành');
  p.advance(10_000);
  expect(await first.press('Hoàn tác')).toContain('Đã hoàn tác');
  author.sees('↩️ Phạm Thị Lan đã hoàn tác việc phát hành 27/STL-PCTT');
  await passes(60_000);
  expect(groupMessages()).toEqual([]);

  // As it was: the declaration still stands, one press submits again.
  await author.press('Trình duyệt');
  await first.press('Duyệt và phát hành');
  expect(await author.press('Hoàn tác')).toContain('Đã hoàn tác');
  await author.press('Trình duyệt');
  await second.press('Duyệt và phát hành');
  await passes(30_000);
  author.sees('🚀 Đã phát hành 27/STL-PCTT');
  expect(groupMessages()).toHaveLength(6);
});

test('a return does not take away the letter that the author is writing meanwhile', async () => {
  await submitLetter();
  await author.write('/send 40/STL-PCTT');
  await first.press('Trả lại');
  await first.write('Bổ sung căn cứ pháp lý.');
  author.sees('Lý do: Bổ sung căn cứ pháp lý.');

  // What is typed still belongs to the letter in hand.
  await author.write('5/1/2026');
  expect(author.sees('Số/ký hiệu: 40/STL-PCTT').text).toContain('Ngày: 5/1/2026');
  await author.write('/drafts');
  await author.press('27/STL-PCTT');
  expect(author.sees('Số/ký hiệu: 27/STL-PCTT').text).toContain('Bổ sung căn cứ pháp lý.');
});

test('an approver who has left by the scheduled hour approved nothing: it stays, and the author is told', async () => {
  await author.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await author.press('Hạn 1 đúng');
  await author.press('Xem trước');
  await author.press('Hẹn giờ');
  await author.write('8h ngày 7/1');
  await author.press('Không thuộc danh mục');
  await author.press('Trình duyệt');
  await first.press('Duyệt, phát hành lúc 08h00 7/1/2026');
  await p.engine.db.query(`update staff set valid_to = '2026-01-06' where role = 'approver'`);
  await passes(48 * 3_600_000);

  expect(groupMessages()).toEqual([]);
  expect(author.sees('⛔ 27/STL-PCTT chưa phát hành theo hẹn').text).toContain(
    'không còn quyền duyệt',
  );
});
