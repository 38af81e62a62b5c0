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

/** Waits for a code that is another one than `last`, and scans what the administrator was shown then. */
async function scanNewCode(last: string | undefined): Promise<void> {
  const { account, channel, network, code } = p.zalo();
  await network.until(() => code() !== last, { what: 'another code to scan' });
  await p.settle();
  const shown = phone(p, p.composer)
    .all()
    .findLast(({ file }) => file?.name === 'zalo-login.png');
  account.scanQr(Buffer.from(shown?.file?.bytes() ?? []).toString('base64'));
  account.confirmQr();
  await network.until(() => channel.health().state === 'ready', { what: 'the account to be back' });
}

test('an administrator who came too late asks for a new code and gets it at once', async () => {
  const { account, channel, network, code } = p.zalo();
  const administrator = phone(p, p.composer);
  account.endSessions();
  let last: string | undefined;
  for (let declined = 0; declined < 3; declined += 1) {
    await network.until(() => code() !== last, { what: 'a code to scan' });
    last = code();
    account.scanQr(last ?? '');
    account.declineQr();
  }
  await network.until(() => channel.health().detail === 'the QR code was not confirmed');
  await p.settle();

  await administrator.write('/dangnhap');

  administrator.sees('Đã yêu cầu tài khoản zalo đăng nhập lại.');
  await scanNewCode(last);
});

test('a new code takes the place of one that nobody has scanned yet', async () => {
  const { account, network, code } = p.zalo();
  const administrator = phone(p, p.composer);
  await administrator.write('/language en');
  account.endSessions();
  await network.until(() => code(), { what: 'a code to scan' });
  const last = code();
  await p.settle();

  await administrator.write('/login');

  administrator.sees('Account zalo was asked to log in again.');
  await scanNewCode(last);
  const [picture] = administrator.all().filter(({ file }) => file?.name === 'zalo-login.png');
  expect(picture?.text).toContain('type /login for a new one');
});

test('asking for a code changes nothing while the account is connected', async () => {
  const { channel, code, network } = p.zalo();
  const logins = network.ledger.count({ path: 'getLoginInfo' });

  await phone(p, p.composer).write('/dangnhap');
  await p.settle();

  expect(channel.health().state).toBe('ready');
  expect(code()).toBeUndefined();
  expect(network.ledger.count({ path: 'getLoginInfo' })).toBe(logins);
});
