import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requeueLost } from '../jobs/requeue-lost.ts';
import { readHealth } from '../src/health.ts';
import { messagesIn } from '../src/messages/messages.ts';
import { startWatch } from '../src/watch.ts';
import { type SmallProvince, smallProvince } from './support/small-province.ts';

const m = messagesIn('vi');
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

test('a network that was away is told of once, when it is back', async () => {
  await p.engine.db.query(`update staff set role = 'admin'`);
  const notices = () =>
    p.composer.sees(p.composer.id).filter(({ text }) => text === m.alert.channelBack('telegram'));
  let looks = 0;
  const watch = startWatch({
    engine: p.engine,
    askQueue: async () => {
      looks += 1;
    },
    dataDir,
    deadManUrl: undefined,
    tellAfterMs: 1_000,
    speaks: () => true,
  });
  try {
    await p.network.until(() => looks > 0);
    await p.network.faults.offline();
    const isBack = () => p.channel.health().state === 'ready';
    await p.network.until(() => !isBack(), { timeoutMs: 20_000 });
    const from = looks;
    await p.network.until(() => looks > from + 1, { timeoutMs: 20_000 });
    p.advance(2_000);
    await p.network.until(() => p.logged.some((line) => line.startsWith('out of reach')), {
      timeoutMs: 20_000,
    });

    await p.network.faults.online();

    await p.network.until(() => notices().length > 0, { timeoutMs: 60_000 });
    const after = looks;
    await p.network.until(() => looks > after + 1, { timeoutMs: 20_000 });
    expect(notices()).toHaveLength(1);
  } finally {
    await watch.stop();
  }
}, 180_000);
