import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readPlay } from '../../../src/sandbox/demo/play-file.ts';
import type { Ending } from '../../../src/sandbox/demo/result.ts';
import { province } from '../../../src/sandbox/province.ts';

/** Chats of the small province in which the bot posts for the public. */
const publicChannels = province(undefined, 3).offices.filter(({ channel }) => channel).length;

let folder: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truyen-dat-demo-'));
});

afterAll(async () => {
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Start {
  readonly child: ChildProcess;
  readonly ended: Promise<readonly unknown[]>;
  readonly output: () => string;
  readonly errors: () => string;
}

function start(): Start {
  const program = join(import.meta.dirname, 'demo-process.ts');
  const args = ['--import', 'tsx', program, join(folder, 'play')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  return { child, ended: once(child, 'close'), output: () => output, errors: () => errors };
}

/** Waits until the play has come to a state; fails when the process ends before. */
async function reach(
  { child, errors }: Start,
  isThere: (play: NonNullable<ReturnType<typeof readPlay>>) => boolean,
): Promise<void> {
  for (;;) {
    const play = readPlay(join(folder, 'play'));
    if (play && isThere(play)) return;
    if (child.exitCode !== null) throw new Error(`The demo ended early: ${errors()}`);
    await wait(20);
  }
}

async function kill({ child, ended }: Start): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

describe('a demo that is killed', () => {
  test('goes on after the release, twice, and ends with nothing lost and nothing doubled', async () => {
    const first = start();
    await reach(first, ({ phase }) => phase === 'answering');
    await kill(first);
    const killedAt = readPlay(join(folder, 'play'))?.reached ?? '';

    const second = start();
    await reach(second, ({ reached }) => Date.parse(reached) > Date.parse(killedAt) + 1_800_000);
    await kill(second);

    const third = start();
    const [code] = await third.ended;
    expect({ code, errors: code === 0 ? '' : third.errors() }).toEqual({ code: 0, errors: '' });
    const { result, faults }: Pick<Ending, 'result' | 'faults'> = JSON.parse(third.output());
    expect(faults).toEqual([]);
    const { total, sent, refused, uncertain } = result.deliveries;
    expect({ total, refused, settled: sent + uncertain }).toEqual({
      total: 35,
      refused: 0,
      settled: 35,
    });
    // What was on its way to a public channel when the process died is not sent again by itself.
    expect(uncertain).toBeLessThanOrEqual(publicChannels);
    expect(result).toMatchObject({
      audience: 23,
      acknowledgements: 15,
      submissions: 3,
      overdue: 3,
      unexpectedMessages: 0,
    });
    expect(readPlay(join(folder, 'play'))?.phase).toBe('done');
  }, 240_000);
});
