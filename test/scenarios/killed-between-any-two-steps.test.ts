import { afterEach, describe, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import { bindTelegramPerson } from '../support/bind-person.ts';
import { completeLetter } from '../support/letters.ts';
import { phone } from '../support/phone.ts';
import { reportDeadline, reportingAudience } from '../support/report-deadline.ts';
import { bindZaloPerson, type SmallProvince, smallProvince } from '../support/small-province.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

/**
 * Every dialogue, with the product killed between what somebody does and what comes of it, and again
 * after that. A new dialogue is a line in `walks`.
 */

const m = messagesIn('vi');
const bytes = (text: string) => new TextEncoder().encode(text);

/** The same province, in which nothing ever settles without the product dying before and after. */
function mortal(p: SmallProvince): SmallProvince & { readonly deaths: () => number } {
  let deaths = 0;
  const die = async () => {
    deaths += 1;
    await p.restart();
  };
  const settle = async () => {
    await die();
    await p.settle();
    await die();
    await p.tick();
  };
  return { ...p, settle, deaths: () => deaths };
}

let p: SmallProvince;
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const count = async (table: string) =>
  (await p.engine.db.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;

/** A dialogue from its first word to its end, which it asserts. */
type Walk = (world: SmallProvince) => Promise<void>;

const walks: Readonly<Record<string, Walk>> = {
  'a directive composed from a file': async (world) => {
    const specialist = phone(world, world.composer);
    await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
    await specialist.press('Hạn 1 đúng');
    await specialist.press('Xem trước');
    await specialist.press('Không thuộc danh mục');
    await specialist.press('Phát hành');
    specialist.sees('Đã phát hành 27/STL-PCTT đến 1 đơn vị');
    expect([await count('directive'), await count('delivery')]).toEqual([1, 1]);
    expect(cardsIn(world)).toHaveLength(1);
  },
  'a directive composed by hand, put aside and taken up again': async (world) => {
    const specialist = phone(world, world.composer);
    await specialist.write('/send 31/STL-PCTT');
    await specialist.press('Lưu nháp');
    await specialist.write('/drafts');
    await specialist.press('31/STL-PCTT');
    await specialist.press('Hủy');
    await specialist.press('Hủy hẳn');
    expect(await count('directive')).toBe(0);
    const { rows } = await p.engine.db.query('select state from draft');
    expect(rows).toEqual([{ state: 'cancelled' }]);
  },
  'a person who joins': async (world) => {
    const admin = await bindTelegramPerson(p, 'Phạm Quản Trị', [
      { officeId: p.officeId, role: 'admin' },
    ]);
    const office = phone(world, admin.person);
    await office.write('/moi daumoi UBND xã An Phú');
    const link = /start=(j_[\w-]+)/.exec(office.sees('https://t.me/').text)?.[1] ?? '';
    const newcomer = world.network.people.add({ firstName: 'Lan' });
    newcomer.openDeepLink(link);
    await world.settle();
    const own = phone(world, newcomer);
    await own.press(m.join.agree);
    await office.press(m.join.confirm);
    own.sees('✅ Đã liên kết tài khoản với: Đầu mối');
    expect(await count('position')).toBe(2);
  },
  'a leave that is asked for, agreed to and ended': async (world) => {
    const organisationId = world.communes[0]?.organisationId ?? '';
    const [clerk, colleague] = [
      await bindTelegramPerson(p, 'Hoàng Thị Mai', [{ organisationId, role: 'clerk' }]),
      await bindTelegramPerson(p, 'Vũ Đình Nam', [{ organisationId, role: 'leader' }]),
    ];
    const [own, deputy] = [phone(world, clerk.person), phone(world, colleague.person)];
    await own.write('/nghi');
    await own.press('Vũ Đình Nam');
    await own.write('12/1-16/1');
    await own.press('Gửi đề nghị');
    await deputy.press('Nhận làm thay');
    own.sees('✅ Vũ Đình Nam đã nhận làm thay Hoàng Thị Mai');
    await deputy.press('Kết thúc sớm');
    const { rows } = await p.engine.db.query('select state from substitution');
    expect(rows).toEqual([{ state: 'ended' }]);
  },
  'somebody who leaves': async (world) => {
    const admin = await bindTelegramPerson(p, 'Phạm Quản Trị', [
      { officeId: p.officeId, role: 'admin' },
    ]);
    const office = phone(world, admin.person);
    await office.write('/nhansu');
    await office.press('. Trần Thu Hà');
    await office.press('Thôi: Cán bộ soạn');
    await office.press('Xác nhận thôi');
    await phone(world, world.composer).write('/status');
    phone(world, world.composer).sees('hiện không giữ vai trò nào');
  },
  'a directive that is rejected, and what staff decide': async (world) => {
    await p.release();
    await p.settle();
    const [commune] = world.communes;
    if (!commune) throw new Error('no commune');
    const clerk = phone(world, commune.clerk, commune.group);
    await clerk.press('Việc khác');
    await clerk.press('Từ chối tiếp nhận');
    await clerk.press('Gửi nhầm đơn vị');
    await phone(world, world.composer).press('Đồng ý');
    clerk.sees('Cơ quan ban hành đồng ý với việc từ chối 15/STL-PCTT');
    const { rows } = await p.engine.db.query('select state from petition');
    expect(rows).toHaveLength(1);
  },
  'more time that is asked for with a day and a reason, and given': async (world) => {
    await p.release({ deadlines: [reportDeadline], audience: reportingAudience(p.communes) });
    await p.settle();
    const [commune] = world.communes;
    if (!commune) throw new Error('no commune');
    const clerk = phone(world, commune.clerk, commune.group);
    await clerk.press('Việc khác');
    await clerk.press('Xin gia hạn');
    const day = clerk.all().at(-1)?.messageId ?? 0;
    await clerk.write('20/1/2026', { replyTo: day });
    const why = clerk.sees('Lý do xin gia hạn').messageId;
    await clerk.write('Chờ số liệu của các thôn.', { replyTo: why });
    await phone(world, world.composer).press('Gia hạn đến 20/1/2026');
    clerk.sees('đồng ý gia hạn báo cáo theo 15/STL-PCTT đến 20/1/2026');
  },
  'an acknowledgement': async (world) => {
    await p.release();
    await p.settle();
    const [commune] = world.communes;
    if (!commune) throw new Error('no commune');
    const clerk = phone(world, commune.clerk, commune.group);
    await clerk.press('Đã tiếp nhận');
    expect(await count('acknowledgement')).toBe(1);
    expect(clerk.sees('Số 15/STL-PCTT').text).toContain('✅');
  },
};

/** A draft that needs a second person, from the author to the approver and out. */
const secondPerson: Walk = async (world) => {
  const approver = await bindTelegramPerson(p, 'Phạm Thị Lan', [
    { officeId: p.officeId, role: 'approver' },
  ]);
  const [author, second] = [phone(world, world.composer), phone(world, approver.person)];
  await author.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await author.press('Hạn 1 đúng');
  await author.press('Xem trước');
  await author.press('Không thuộc danh mục');
  await author.press('Trình duyệt');
  await second.press('Trả lại');
  await second.write('Nên gửi đầu giờ sáng mai.');
  author.sees('Nên gửi đầu giờ sáng mai.');
  await author.press('Xem trước');
  await author.press('Trình duyệt');
  await second.press('Duyệt và phát hành');
  expect([await count('directive'), cardsIn(world).length]).toEqual([1, 1]);
};

function cardsIn(world: SmallProvince) {
  const group = world.communes[0]?.group ?? 0;
  return world.network.world.messages(group).filter(({ text }) => text.includes('Số 27/STL-PCTT'));
}

describe('on Telegram', () => {
  test.each(Object.entries(walks))(
    '%s',
    async (_name, walk) => {
      p = await smallProvince({ communes: 1 });
      const world = mortal(p);
      await walk(world);
      expect(world.deaths()).toBeGreaterThan(3);
    },
    240_000,
  );
});

test('a directive that a second person sends back and then approves', async () => {
  p = await smallProvince({
    communes: 1,
    settings: { approval: { fromRecipients: null, urgencies: ['khan'], publicChannels: false } },
  });
  await secondPerson(mortal(p));
}, 240_000);

test('on Zalo, a directive composed by numbers', async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 1 });
  const world = mortal(p);
  const person = p.zalo().network.people.add({ name: 'Trần Thu Hà' });
  await bindZaloPerson(p, person, { officeId: p.officeId, role: 'composer' });
  const specialist = zaloPhone(world, person);
  await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
  await specialist.choose('Hạn 1 đúng');
  await specialist.choose('Xem trước');
  await specialist.choose('Không thuộc danh mục');
  await specialist.choose('Phát hành');
  specialist.sees('Đã phát hành 27/STL-PCTT đến 2 đơn vị');
  expect([await count('directive'), await count('delivery')]).toEqual([1, 2]);
  expect(cardsIn(world)).toHaveLength(1);
  expect(p.zalo().network.violations).toEqual([]);
}, 240_000);
