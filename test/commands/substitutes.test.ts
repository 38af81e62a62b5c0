import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import { onDuty } from '../../src/store/substitutions.ts';
import { type Bound, bindTelegramPerson } from '../support/bind-person.ts';
import { completeLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { type Commune, type SmallProvince, smallProvince } from '../support/small-province.ts';

const m = messagesIn('vi');
const bytes = (text: string) => new TextEncoder().encode(text);
let p: SmallProvince;
let commune: Commune;
let clerk: Phone;
let colleague: Bound;
let deputy: Phone;

beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
  const [first] = p.communes;
  if (!first) throw new Error('no commune');
  commune = first;
  clerk = await privately(commune.clerk);
  const { organisationId } = commune;
  colleague = await bindTelegramPerson(p, 'Hoàng Thị Mai', [
    { organisationId, role: 'focal_point' },
  ]);
  deputy = phone(p, colleague.person);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

async function privately(person: Person): Promise<Phone> {
  person.openDeepLink();
  await p.settle();
  return phone(p, person);
}

/** The clerk names the colleague, for the days typed, and the colleague agrees. */
async function arrange(days = 'hôm nay'): Promise<void> {
  await clerk.write('/nghi');
  await clerk.press('Hoàng Thị Mai');
  await clerk.write(days);
  await clerk.press('Gửi đề nghị');
  await deputy.press('Nhận làm thay');
}

const acknowledgements = async () =>
  (
    await p.engine.db.query<{ by: string; away: string | null; role: string }>(
      `select p.name as by, i.name as away, a.role from acknowledgement a
       join person p on p.id = a.person_id left join person i on i.id = a.instead_of order by a.at`,
    )
  ).rows;

test('the colleague is asked, agrees, and everybody concerned is told', async () => {
  await clerk.write('/nghi');
  expect(
    clerk
      .sees('Ai làm thay?')
      .buttons.flat()
      .map(({ text }) => text),
  ).toEqual(['Hoàng Thị Mai', m.people.cancel]);
  await clerk.press('Hoàng Thị Mai');
  await clerk.write('12/1 - 16/1');
  expect(clerk.sees('từ 12/1/2026 đến hết 16/1/2026').text).toContain(
    'Người làm thay: Hoàng Thị Mai',
  );
  await clerk.press('Gửi đề nghị');
  clerk.sees('Có hiệu lực khi Hoàng Thị Mai đồng ý');
  expect(deputy.sees('Đề nghị làm thay').text).toContain('Lê Văn Phú (Văn thư, UBND xã An Phú)');

  await deputy.press('Nhận làm thay');

  clerk.sees('✅ Hoàng Thị Mai đã nhận làm thay Lê Văn Phú từ 12/1/2026 đến hết 16/1/2026.');
  expect(
    deputy
      .sees('✅ Hoàng Thị Mai đã nhận')
      .buttons.flat()
      .map(({ text }) => text),
  ).toEqual([m.people.endEarly]);
});

test('a substitute has the role on the days of the leave only, and what they do names both', async () => {
  const leader = await bindTelegramPerson(p, 'Đỗ Văn Lâm', [
    { organisationId: commune.organisationId, role: 'leader' },
  ]);
  const boss = phone(p, leader.person);
  await boss.write('/nghi');
  await boss.press('Hoàng Thị Mai');
  await boss.write('6/1');
  await boss.press('Gửi đề nghị');
  await deputy.press('Nhận làm thay');
  await p.release({ ackPolicy: 'leader' });
  await p.settle();
  colleague.person.join(commune.group);
  const inGroup = phone(p, colleague.person, commune.group);

  expect(await inGroup.press('Đã tiếp nhận')).toBe(m.answer.leaderNeeded);
  p.advance(24 * 3_600_000);
  expect(await inGroup.press('Đã tiếp nhận')).toContain('Đã ghi nhận');

  expect(await acknowledgements()).toEqual([
    { by: 'Hoàng Thị Mai', away: 'Đỗ Văn Lâm', role: 'leader' },
  ]);
  inGroup.sees('Hoàng Thị Mai (thay Đỗ Văn Lâm)');
  const { rows } = await p.engine.db.query<{ detail: { insteadOf?: string[] } }>(
    `select detail from event_log where action = 'acknowledged'`,
  );
  expect(rows[0]?.detail.insteadOf).toEqual([leader.personId]);
});

test('a leave ends by itself', async () => {
  const { organisationId } = commune;
  const leader = await bindTelegramPerson(p, 'Đỗ Văn Lâm', [{ organisationId, role: 'leader' }]);
  const boss = phone(p, leader.person);
  await boss.write('/nghi');
  await boss.press('Hoàng Thị Mai');
  await boss.write('hôm nay');
  await boss.press('Gửi đề nghị');
  await deputy.press('Nhận làm thay');
  await deputy.write('/nhansu');
  deputy.sees('👥 UBND xã An Phú: 3 người');

  p.advance(24 * 3_600_000);
  await deputy.write('/nhansu');

  expect(deputy.all().at(-1)?.text).toContain('Lệnh này dành cho: Quản trị; Lãnh đạo.');
});

test('either of the two ends it early, and from then on it gives nothing', async () => {
  await arrange('3 ngày');
  const personal = [colleague.personId];
  const clerkId = await personIdOf(commune.clerk);
  expect((await onDuty(p.engine.db, [clerkId], '2026-01-06')).get(clerkId)).toBe(personal[0]);

  await clerk.write('/nghi');
  expect(await clerk.press('Thôi làm thay: Hoàng Thị Mai')).toContain('thôi làm thay Lê Văn Phú');

  deputy.sees('thôi làm thay Lê Văn Phú kể từ bây giờ (người kết thúc: Lê Văn Phú)');
  expect((await onDuty(p.engine.db, [clerkId], '2026-01-05')).get(clerkId)).toBe(clerkId);
  expect(await clerk.press('Thôi làm thay: Hoàng Thị Mai')).toContain('Lê Văn Phú đã xử lý lúc');
});

test('whoever is asked may decline, and a colleague cannot answer for them', async () => {
  await clerk.write('/nghi');
  await clerk.press('Hoàng Thị Mai');
  await clerk.press('ngày 5/1/2026');
  await clerk.press('Gửi đề nghị');
  await deputy.press('Không nhận');

  clerk.sees('Hoàng Thị Mai không nhận làm thay');
  const { rows } = await p.engine.db.query(
    'select 1 from membership_on_duty where instead_of is not null',
  );
  expect(rows).toEqual([]);
});

test('two leaves on the same day, and a substitute who is away too, are refused', async () => {
  await arrange('3 ngày');
  await clerk.write('/nghi');
  await clerk.write('hoang thi mai');
  await clerk.write('hôm nay');
  expect(await clerk.press('Gửi đề nghị')).toContain('đã có người làm thay');

  const { organisationId } = commune;
  const third = await bindTelegramPerson(p, 'Vũ Đình Nam', [
    { organisationId, role: 'focal_point' },
  ]);
  const phoneOfThird = phone(p, third.person);
  await phoneOfThird.write('/nghi');
  await phoneOfThird.press('Lê Văn Phú');
  await phoneOfThird.write('hôm nay');
  expect(await phoneOfThird.press('Gửi đề nghị')).toContain('cũng nghỉ trong những ngày này');
});

test('a substitute who leaves the organisation stands in no longer', async () => {
  await arrange('3 ngày');
  const admin = await bindTelegramPerson(p, 'Phạm Quản Trị', [
    { officeId: p.officeId, role: 'admin' },
  ]);
  const office = phone(p, admin.person);
  await office.write('/nhansu UBND xã An Phú');
  await office.press('. Hoàng Thị Mai');
  await office.press('Thôi: Đầu mối');
  expect(await office.press('Xác nhận thôi')).toContain('Hoàng Thị Mai thôi Đầu mối');

  deputy.sees('Tài khoản này đã thôi: Đầu mối, UBND xã An Phú');
  await deputy.write('/viec');
  deputy.sees('hiện không giữ vai trò nào');
  const clerkId = await personIdOf(commune.clerk);
  expect((await onDuty(p.engine.db, [clerkId], '2026-01-05')).get(clerkId)).toBe(clerkId);
});

test('an office keeps an administrator', async () => {
  const admin = await bindTelegramPerson(p, 'Phạm Quản Trị', [
    { officeId: p.officeId, role: 'admin' },
  ]);
  const office = phone(p, admin.person);
  await office.write('/nhansu');
  await office.press('. Phạm Quản Trị');
  await office.press('Thôi: Quản trị');
  expect(await office.press('Xác nhận thôi')).toContain('phải còn ít nhất một quản trị viên');
});

test('the draft of somebody who left goes on with a colleague, once', async () => {
  const specialist = phone(p, p.composer);
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  const admin = await bindTelegramPerson(p, 'Phạm Quản Trị', [
    { officeId: p.officeId, role: 'admin' },
  ]);
  const other = await bindTelegramPerson(p, 'Ngô Bích Thủy', [
    { officeId: p.officeId, role: 'composer' },
  ]);
  const [office, heir] = [phone(p, admin.person), phone(p, other.person)];
  await heir.write('/drafts');
  expect(heir.all().at(-1)?.text).not.toContain('đồng nghiệp');

  await office.write('/nhansu');
  await office.press('. Trần Thu Hà');
  await office.press('Thôi: Cán bộ soạn');
  await office.press('Xác nhận thôi');
  expect(await specialist.press('Hạn 1 đúng')).toContain('không còn quyền');

  await heir.write('/drafts');
  await office.write('/drafts');
  await heir.press('Tiếp tục soạn bản 1');
  expect(await office.press('Tiếp tục soạn bản 1')).toContain('Ngô Bích Thủy đã xử lý lúc');
  specialist.sees('Ngô Bích Thủy tiếp tục soạn bản nháp này');
  await heir.press('Hạn 1 đúng');
  await heir.press('Xem trước');
  await heir.press('Không thuộc danh mục');
  await heir.press('Phát hành');
  heir.sees('Đã phát hành 27/STL-PCTT đến 2 đơn vị');
});

async function personIdOf({ id }: Person): Promise<string> {
  const { rows } = await p.engine.db.query<{ personId: string }>(
    'select person_id as "personId" from identity where external_user_id = $1',
    [String(id)],
  );
  return rows[0]?.personId ?? '';
}
