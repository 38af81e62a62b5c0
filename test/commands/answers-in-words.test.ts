import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
let clerk: Phone;

beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
  const person = p.communes[0]?.clerk;
  if (!person) throw new Error('no commune');
  person.openDeepLink();
  await p.settle();
  clerk = phone(p, person);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const acknowledged = async () =>
  (
    await p.engine.db.query<{ way: string }>('select way from acknowledgement order by at')
  ).rows.map((row) => row.way);

test('a bare "đã nhận" is enough while one directive waits', async () => {
  await p.release();
  await p.settle();
  await clerk.write('da nhan');
  clerk.sees('Đã ghi nhận');
  expect(await acknowledged()).toEqual(['code']);
});

test('with several waiting the bot asks which, and the code says it at once', async () => {
  const first = await p.release();
  const second = await p.release({ number: '16' });
  await p.settle();
  await clerk.write('Đã nhận ạ');
  clerk.sees('Đề nghị chọn văn bản cần xác nhận');
  expect(await acknowledged()).toEqual([]);

  await clerk.write(`DN ${second.code}`);
  await clerk.write(`đã tiếp nhận ${first.code.toLowerCase()}`);
  expect(await acknowledged()).toEqual(['code', 'code']);
});

test('a wrong code gets a short answer, and a machine that repeats itself gets silence', async () => {
  await p.release();
  await p.settle();
  for (let n = 0; n < 6; n += 1) await clerk.write('DN 9ZZ9');
  const answers = clerk.all().filter(({ text }) => text.includes('Không có văn bản nào mang mã'));
  expect(answers).toHaveLength(3);
  expect(await acknowledged()).toEqual([]);
});

test('talk with the same words is not taken for an acknowledgement', async () => {
  await p.release();
  await p.settle();
  await clerk.write('Bên chị đã nhận được công văn này chưa?');
  expect(await acknowledged()).toEqual([]);
});
