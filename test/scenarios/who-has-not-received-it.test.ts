import { afterEach, expect, test } from '@jest/globals';
import { bindTelegramPerson } from '../support/bind-person.ts';
import { phone } from '../support/phone.ts';
import { bindZaloPerson, type SmallProvince, smallProvince } from '../support/small-province.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

/** The head of the issuing office asks one question, on the way to a meeting: «Ai chưa nhận?» */

let p: SmallProvince;
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

/** Nothing went into the communes' groups but the card. */
function expectOnlyTheCard(): void {
  for (const { group } of p.communes) {
    const ours = p.network.world.messages(group).filter(({ from }) => from.isBot);
    expect(ours.map(({ text }) => text.includes('Số 15/STL-PCTT'))).toEqual([true]);
  }
}

test('on Telegram: asks in plain words, gets names, sees one fall off the list', async () => {
  p = await smallProvince({ communes: 3 });
  const head = await bindTelegramPerson(p, 'Đặng Quốc Bình', [
    { officeId: p.officeId, role: 'viewer' },
  ]);
  const own = phone(p, head.person);
  await own.write('/chuanhan');
  own.sees('Chưa có văn bản');
  await p.release();
  await p.settle();

  await own.write('Ai chưa nhận?');
  own.sees('Có phải lệnh /chuanhan?');
  await own.write('/chuanhan');
  const first = own.all().at(-1)?.text;
  for (const { name } of p.communes) expect(first).toContain(name);

  const [commune] = p.communes;
  if (!commune) throw new Error('no commune');
  await phone(p, commune.clerk, commune.group).press('Đã tiếp nhận');
  await own.write('/chưa nhận 15');
  expect(own.all().at(-1)?.text).toContain('Chưa tiếp nhận (2)');
  expect(own.all().at(-1)?.text).not.toContain(commune.name);

  // Whoever watches releases nothing, and is told who does.
  await own.write('/gui');
  own.sees('Lệnh này dành cho: Cán bộ soạn, phát hành; Người duyệt; Quản trị.');
  expect((await p.engine.db.query('select 1 from draft')).rows).toEqual([]);
  expectOnlyTheCard();
}, 90_000);

test('on Zalo: the same question, typed, without a single button', async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 2 });
  const person = p.zalo().network.people.add({ name: 'Đặng Quốc Bình' });
  await bindZaloPerson(p, person, { officeId: p.officeId, role: 'viewer' });
  const own = zaloPhone(p, person);
  const { code } = await p.release();
  await p.settle();

  await own.write('ai chua nhan');
  own.sees('Có phải lệnh /chuanhan?');
  await own.write('/chua nhan');
  expect(own.all().at(-1)?.text).toContain('Chưa tiếp nhận (3)');

  const [commune] = p.zaloCommunes;
  if (!commune) throw new Error('no commune');
  await zaloPhone(p, commune.clerk, commune.group).write(`DN ${code}`);
  await own.write('/chuanhan 15/STL-PCTT');
  expect(own.all().at(-1)?.text).toContain('Chưa tiếp nhận (2)');
  expect(own.all().at(-1)?.text).not.toContain(commune.name);

  const heard = zaloPhone(p, commune.clerk, commune.group).all();
  expect(heard.map(({ text }) => /Số 15\/STL-PCTT|Đã ghi nhận/.test(text))).toEqual([true, true]);
  expect(p.zalo().network.violations).toEqual([]);
  expectOnlyTheCard();
}, 90_000);
