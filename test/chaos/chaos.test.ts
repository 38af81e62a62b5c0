import { describe, expect, test } from '@jest/globals';
import { chaos } from '../../src/chaos/chaos.ts';
import { planRun } from '../../src/chaos/plan.ts';
import { describeOnServers } from './servers-test.ts';

const nothingWrong = {
  lost: 0,
  duplicatesUnmarked: 0,
  acknowledgementsLost: 0,
  falseAcknowledgements: 0,
  unexpectedMessages: 0,
};

async function run(backend: 'embedded' | 'postgres' | 'redis', runs: number) {
  const said: string[] = [];
  const print = (line: string) => void said.push(line);
  const figures = await chaos({ backend, runs, seed: 40, chats: 24, print });
  // The lines that are indented tell in words what is wrong.
  expect(said.filter((line) => line.startsWith('  '))).toEqual([]);
  expect(figures).toMatchObject({ runs, deliveries: runs * 24, ...nothingWrong });
}

test('the same seed gives the same faults, another seed gives others', () => {
  expect(planRun(7, 'redis', 200)).toEqual(planRun(7, 'redis', 200));
  expect(planRun(8, 'redis', 200)).not.toEqual(planRun(7, 'redis', 200));
});

describe('whatever breaks, people see every message once or marked, and every press counts', () => {
  test('with everything embedded', () => run('embedded', 1), 300_000);
  describeOnServers('on servers', () => {
    test('with PostgreSQL alone', () => run('postgres', 1), 300_000);
    test('with PostgreSQL and Redis', () => run('redis', 1), 300_000);
  });
});
