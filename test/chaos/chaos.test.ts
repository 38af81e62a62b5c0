import { describe, expect, test } from '@jest/globals';
import type { Network } from '../../src/chaos/cast.ts';
import { chaos } from '../../src/chaos/chaos.ts';
import type { Backend } from '../../src/chaos/plan.ts';
import { planRun } from '../../src/chaos/telegram/plan.ts';
import { planRun as planZaloRun } from '../../src/chaos/zalo/plan.ts';
import { describeOnServers } from './servers-test.ts';

const nothingWrong = {
  lost: 0,
  duplicatesUnmarked: 0,
  acknowledgementsLost: 0,
  falseAcknowledgements: 0,
  unexpectedMessages: 0,
};

async function run(network: Network, backend: Backend) {
  const runs = 1;
  const said: string[] = [];
  const print = (line: string) => void said.push(line);
  const figures = await chaos({ network, backend, runs, seed: 40, chats: 24, parallel: 1, print });
  // The lines that are indented tell in words what is wrong.
  expect(said.filter((line) => line.startsWith('  '))).toEqual([]);
  expect(figures).toMatchObject({ network, runs, deliveries: runs * 24, ...nothingWrong });
}

test.each([
  ['Telegram', planRun],
  ['Zalo', planZaloRun],
] as const)('on %s the same seed gives the same faults, another seed gives others', (_, plan) => {
  expect(plan(7, 'redis', 200)).toEqual(plan(7, 'redis', 200));
  expect({ ...plan(8, 'redis', 200), seed: 7 }).not.toEqual(plan(7, 'redis', 200));
});

test('a run on Zalo has 20 storms and 5 deaths of the session', () => {
  const count = (what: string) =>
    planZaloRun(7, 'embedded', 24).moments.filter((moment) => moment.what === what).length;
  expect([count('storm'), count('session-death')]).toEqual([20, 5]);
});

describe.each(['telegram', 'zalo'] as const)(
  'whatever breaks on %s, people see every message once or marked, and every answer counts',
  (network) => {
    test('with everything embedded', () => run(network, 'embedded'), 300_000);
    describeOnServers('on servers', () => {
      test('with PostgreSQL alone', () => run(network, 'postgres'), 300_000);
      test('with PostgreSQL and Redis', () => run(network, 'redis'), 300_000);
    });
  },
);
