import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addStaff } from '../../src/store/people.ts';
import { phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

let p: SmallProvince;

beforeEach(async () => {
  p = await smallProvince({ communes: 1, zaloCommunes: 1 });
  const from = '2026-01-01';
  const { composerId: personId, officeId } = p;
  await addStaff(p.engine.db, { personId, officeId, role: 'admin', from });
});
afterEach(async () => {
  expect(p.zalo().network.violations).toEqual([]);
  await p.close();
});

test('an administrator gets the code on Telegram, scans it, and what waited goes out once', async () => {
  const { account, channel, network, code } = p.zalo();
  account.endSessions();
  await network.until(() => code(), { what: 'a code to scan' });
  expect(channel.health().state).toBe('needs-login');
  await p.release();
  await p.settle();
  const administrator = phone(p, p.composer);
  const shown = administrator.all().findLast(({ file }) => file?.name === 'zalo-login.png');
  expect(shown?.text).not.toBe('');

  account.scanQr(Buffer.from(shown?.file?.bytes() ?? []).toString('base64'));
  account.confirmQr();
  await network.until(() => channel.health().state === 'ready', { what: 'the account to be back' });
  p.advance(5 * 60_000);
  await p.tick();
  const [commune] = p.zaloCommunes;
  if (!commune) throw new Error('no commune');
  const clerk = zaloPhone(p, commune.clerk, commune.group);
  expect(clerk.all().filter(({ text }) => text.includes('Số 15/STL-PCTT'))).toHaveLength(1);
  await clerk.write('đã nhận');
  clerk.sees('✅ Đã ghi nhận lúc');
});
