import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type SmallProvince, smallProvince, type ZaloCommune } from '../support/small-province.ts';
import { type ZaloPhone, zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;

beforeEach(async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 2 });
});
afterEach(async () => {
  expect(p.zalo.network.violations).toEqual([]);
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

test('a group gets the card as text with code and numbered choices', async () => {
  const { code } = await p.release();
  await p.settle();
  const card = clerkOf(0).sees('Số 15/STL-PCTT');
  expect(card.text).toContain('1. ✅ Đã tiếp nhận');
  expect(card.text).toContain(`👉 Xác nhận: trả lời «DN ${code}»`);

  await clerkOf(0).write(`DN ${code}`);
  clerkOf(0).sees('✅ Đã ghi nhận lúc');
  expect(await ways()).toEqual(['code']);
  expect(clerkOf(0).all()).toHaveLength(2);
});
