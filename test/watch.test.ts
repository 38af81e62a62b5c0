import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requeueLost } from '../jobs/requeue-lost.ts';
import { readHealth } from '../src/health.ts';
import { startWatch } from '../src/watch.ts';
import { type SmallProvince, smallProvince } from './support/small-province.ts';

let p: SmallProvince;
let dataDir: string;
let signals = 0;
const monitor = createServer((_, answer) => {
  signals += 1;
  answer.end();
});
beforeAll(async () => {
  p = await smallProvince({ communes: 1 });
  dataDir = await mkdtemp(join(tmpdir(), 'truyen-dat-watch-'));
  await new Promise<void>((resolve) => monitor.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => monitor.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
  await p.close();
});

test('the dead-man signal follows each sweep that came through, and stops when none does', async () => {
  const { port } = monitor.address() as AddressInfo;
  const { settings } = p.engine;
  const engine = {
    ...p.engine,
    settings: { ...settings, jobs: { ...settings.jobs, sweepMs: 1_000 } },
  };
  let looks = 0;
  const watch = startWatch({
    engine,
    askQueue: async () => {
      looks += 1;
    },
    dataDir,
    deadManUrl: `http://127.0.0.1:${port}/`,
    tellAfterMs: 1_000,
    speaks: () => true,
  });
  try {
    const look = async (count: number) => {
      const from = looks;
      await p.network.until(() => looks >= from + count);
    };
    await look(2);
    expect(signals).toBe(0);

    await requeueLost.run(engine);
    await p.network.until(() => signals === 1);
    await look(3);
    expect(signals).toBe(1);

    p.advance(1_000);
    await requeueLost.run(engine);
    await p.network.until(() => signals === 2);
    expect(await readHealth(dataDir)).toMatchObject({
      sweptAt: p.now().toISOString(),
      work: { queued: 0, sending: 0, inbox: 0 },
      accounts: { telegram: 'ready' },
      away: [],
    });
  } finally {
    await watch.stop();
  }
});
