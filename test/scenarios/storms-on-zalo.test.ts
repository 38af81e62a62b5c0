import { afterEach, expect, test } from '@jest/globals';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
afterEach(() => p.close());

const storms = 20;
const deaths = 5;
const communes = 5;

test('20 storms of the socket and 5 deaths of the session lose and double nothing', async () => {
  p = await smallProvince({ communes: 0, zaloCommunes: communes });
  const { account, channel, network, code } = p.zalo();
  const isReady = () => channel.health().state === 'ready';
  const scanned = new Set<string>();
  const comeBack = () =>
    network.until(
      () => {
        const shown = code();
        const waits = channel.health().state === 'needs-login';
        if (waits && shown !== undefined && !scanned.has(shown)) {
          scanned.add(shown);
          account.scanQr(shown);
          account.confirmQr();
        }
        return isReady();
      },
      // A code that came to nothing is followed by another one after the driver's pause of a minute.
      { what: 'the account to be back', timeoutMs: 90_000 },
    );
  const calls = /(sendmsg|sms|quote)$/;
  const codes: string[] = [];
  const answered = new Set<string>();
  /** Every clerk answers, once, what has come: nobody can type the code of a card they do not see. */
  const answer = (letters: readonly string[]) => {
    for (const { clerk, group } of p.zaloCommunes) {
      const seen = clerk.sees(group).filter(({ from }) => from.isAccount);
      for (const letter of letters) {
        const key = `${group} ${letter}`;
        if (answered.has(key) || !seen.some(({ text }) => text.includes(`Mã: ${letter}`))) continue;
        answered.add(key);
        clerk.send(group, `DN ${letter}`);
      }
    }
  };

  for (let round = 0; round < storms; round += 1) {
    const { code: letter } = await p.release({ number: String(100 + round) });
    codes.push(letter);
    if (round % 3 === 0) network.faults.add({ kind: 'accept-then-close', path: calls });
    if (round % 3 === 1) network.faults.add({ kind: 'close', path: calls });
    if (round % 3 === 2) network.faults.add({ kind: 'duplicated-frame' });
    const dropping = setInterval(() => account.drop(1006), 30);
    const working = p.settle().finally(() => clearInterval(dropping));
    // Everybody answers the letters before while the socket comes and goes.
    answer(codes.slice(0, -1));
    setTimeout(() => clearInterval(dropping), 200);
    await working;
    if (round % (storms / deaths) === 0) account.endSessions();
    await comeBack();
    p.advance(3 * 60_000);
    await p.tick();
  }
  for (let minute = 0; minute < 10; minute += 1) {
    answer(codes);
    await comeBack();
    p.advance(60_000);
    await p.tick();
  }

  let unmarked = 0;
  for (const { clerk, group } of p.zaloCommunes) {
    const texts = clerk.sees(group).flatMap(({ from, text }) => (from.isAccount ? [text] : []));
    for (const letter of codes) {
      const copies = texts.filter((text) => text.includes(`Mã: ${letter}`));
      expect({ letter, seen: copies.length > 0 }).toEqual({ letter, seen: true });
      // Where the first never arrived, the marked one is the only copy.
      const bare = copies.filter((text) => !text.includes('🔁 Gửi lại')).length;
      unmarked += Math.max(0, bare - 1);
    }
  }
  expect(unmarked).toBe(0);
  const { rows } = await p.engine.db.query<{ n: number }>(
    'select count(*)::int as n from acknowledgement',
  );
  expect(rows).toEqual([{ n: storms * communes }]);
  expect(scanned.size).toBeGreaterThanOrEqual(deaths);
  expect(network.violations).toEqual([]);
}, 300_000);
