import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deliver } from '../../src/engine/deliver.ts';
import { fanOut } from '../../src/engine/fan-out.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const fast = { everyMs: 0.001, burst: 1000 };
const oneAtATime = { account: fast, privateChat: fast, group: fast, inFlight: 1 };
let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince({
    communes: 20,
    settings: { pacing: { telegram: oneAtATime, 'zalo-zca': oneAtATime } },
  });
});
afterEach(() => p.close());

test('a process that is told to stop ends its calls, claims no more and leaves the rest queued', async () => {
  await p.release();
  const { rows } = await p.engine.db.query<{ id: string }>('select id from directive_version');
  await fanOut(p.engine, rows[0]?.id ?? '');
  p.network.faults.add({ kind: 'slow', delayMs: 100, method: 'sendMessage', times: Infinity });
  const ending = new AbortController();

  // A process of its own does not know yet how fast the network answers.
  const channels = new Map([['telegram', { ...p.channel }]]);
  const running = deliver({ ...p.engine, channels, stopping: ending.signal }, 'telegram');
  await p.network.until(() => p.network.ledger.count({ method: 'sendMessage' }) > 1);
  ending.abort();
  await running;

  const { rows: states } = await p.engine.db.query<{ state: string; n: number }>(
    `select state, count(*)::int as n from part where kind = 'card' group by state`,
  );
  const count = (state: string) => states.find((row) => row.state === state)?.n ?? 0;
  expect(count('sending')).toBe(0);
  // One at the network, and what it answers in the time that claims reach ahead.
  expect(count('queued')).toBeGreaterThan(10);
  expect(count('queued') + count('sent')).toBe(20);
});
