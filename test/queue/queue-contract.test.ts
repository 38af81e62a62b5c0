import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { scaledClock, systemClock } from '../../src/clocks.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Wakeup } from '../../src/ports/job-queue.ts';
import type { QueueBackend } from '../../src/queue/job-store.ts';
import { type OpenQueue, openQueue } from '../../src/queue/open-queue.ts';
import { describeOnBackends } from '../support/backends.ts';

const deliver: Wakeup = { job: 'deliver', accountId: 'account-1' };

/** Everything a test opens is closed after it, queues before the promises handlers wait for. */
const opened: OpenQueue[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((queue) => queue.close()));
}, 60_000);

/** A queue that remembers what went wrong. */
async function open(backend: QueueBackend, clock: Clock = systemClock) {
  const errors: { readonly error: unknown; readonly what: string }[] = [];
  const onError = (error: unknown, what: string) => errors.push({ error, what });
  const queue = await openQueue({ backend, clock, onError });
  opened.push(queue);
  return { queue, errors };
}

/** A handler that remembers what it was given. */
function recorder() {
  const seen: Wakeup[] = [];
  return {
    seen,
    run: async (wakeup: Wakeup) => {
      seen.push(wakeup);
    },
  };
}

/** A handler that stays inside until it is let go. */
function gate() {
  let letGo = () => {};
  const opened = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { opened, letGo };
}

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 20_000) {
  for (const deadline = Date.now() + ms; !(await holds()); await wait(10)) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`);
  }
}

/** Resolves when nothing is left to run. */
async function drained(queue: OpenQueue) {
  await until('the queue is empty', async () => {
    const { waiting, delayed, active } = await queue.counts();
    return waiting + delayed + active === 0;
  });
}

describeOnBackends('the queue', ['embedded', 'postgres', 'redis'], (backend) => {
  test('hands every kind of wake-up to the worker as it was queued', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue, errors } = await open(place);
    const { seen, run } = recorder();
    const wakeups: readonly Wakeup[] = [
      { job: 'deliver', accountId: randomUUID() },
      { job: 'process-inbox', accountId: 'zalo:1' },
      { job: 'fan-out', versionId: randomUUID() },
      { job: 'remind', dueBy: '2026-01-05T01:00:00.000Z' },
      { job: 'release-draft', draftId: randomUUID(), fence: 3 },
      { job: 'fetch-upload', uploadId: randomUUID() },
      { job: 'announce-commands', accountId: 'telegram' },
      { job: 'announce-in-chat', chatId: randomUUID() },
    ];
    await queue.work({ run, periodic: [] });

    for (const wakeup of wakeups) await queue.enqueue(wakeup);

    await until('all came', () => seen.length === wakeups.length);
    expect(new Set(seen.map((wakeup) => JSON.stringify(wakeup)))).toEqual(
      new Set(wakeups.map((wakeup) => JSON.stringify(wakeup))),
    );
    expect(errors).toEqual([]);
  });

  test('keeps what was queued before any worker ran, also over a restart', async () => {
    const { queue: place } = await backend.freshPlace();
    const first = await open(place);
    await first.queue.enqueue({ job: 'release-draft', draftId: 'd', fence: 1 });
    await first.queue.close();
    opened.pop();
    const { queue } = await open(place);
    expect(await queue.counts()).toMatchObject({ waiting: 1 });

    const { seen, run } = recorder();
    await queue.work({ run, periodic: [] });

    await until('it came', () => seen.length === 1);
  });

  test('wakes nobody before the time the clock shows, and soon after', async () => {
    const { queue: place } = await backend.freshPlace();
    const startAt = new Date('2026-01-05T01:00:00Z');
    const clock = scaledClock({ startAt, factor: 3_600 });
    const { queue } = await open(place, clock);
    const seenAt: Date[] = [];
    await queue.work({
      run: async () => {
        seenAt.push(clock.now());
      },
      periodic: [],
    });
    const at = new Date(clock.now().getTime() + 3_600_000);

    await queue.enqueue({ job: 'release-draft', draftId: 'd', fence: 1 }, at);
    await queue.enqueue(deliver, at);

    expect(await queue.counts()).toMatchObject({ delayed: 2 });
    await until('both came', () => seenAt.length === 2);
    for (const time of seenAt) {
      expect(time.getTime()).toBeGreaterThanOrEqual(at.getTime());
      // Two real seconds on a machine with other things to do.
      expect(time.getTime() - at.getTime()).toBeLessThan(2 * 3_600_000);
    }
  });

  test('a delivery wanted now does not wait for one wanted later', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue } = await open(place);
    const { seen, run } = recorder();
    await queue.work({ run, periodic: [] });
    await queue.enqueue(deliver, new Date(Date.now() + 3_600_000));

    await queue.enqueue(deliver);

    await until('one came', () => seen.length === 1);
    expect(await queue.counts()).toMatchObject({ delayed: 1 });
  });

  test('a handler starts within a moment of an enqueue while there is nothing else to do', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue } = await open(place);
    let started = () => {};
    await queue.work({ run: async () => started(), periodic: [] });
    const tookMs: number[] = [];

    for (let i = 0; i < 100; i++) {
      const begin = performance.now();
      const handled = new Promise<void>((resolve) => {
        started = resolve;
      });
      await queue.enqueue(deliver);
      await handled;
      tookMs.push(performance.now() - begin);
    }

    tookMs.sort((a, b) => a - b);
    // The promise is 50 ms for 99 of 100; half of them leaves room for a busy machine.
    expect(tookMs[50]).toBeLessThan(50);
  });

  test('collapses many wake-ups into few, and a run starts after the last of them', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue, errors } = await open(place);
    let rows = 0;
    let runs = 0;
    let seenRows = 0;
    await queue.work({
      run: async () => {
        runs += 1;
        // What a handler does: looks at the rows first, then is busy with them for a while.
        seenRows = Math.max(seenRows, rows);
        await wait(7);
      },
      periodic: [],
    });

    // Ends at every possible moment of a run, again and again.
    for (let round = 0; round < 15; round++) {
      const burst = 1 + ((round * 7) % 20);
      for (let i = 0; i < burst; i++) {
        rows += 1;
        await queue.enqueue(deliver);
      }
      await until('the last row was seen', () => seenRows === rows, 5_000);
    }

    await drained(queue);
    expect(runs).toBeLessThan(rows);
    expect(errors).toEqual([]);
  });

  test('a hundred wake-ups at once make two runs at most', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue } = await open(place);
    const { opened: mayFinish, letGo } = gate();
    let runs = 0;
    await queue.work({
      run: async () => {
        runs += 1;
        await mayFinish;
      },
      periodic: [],
    });
    await queue.enqueue(deliver);
    await until('it runs', () => runs === 1);

    await Promise.all(Array.from({ length: 100 }, () => queue.enqueue(deliver)));
    letGo();

    await until('it ran again', () => runs === 2);
    await drained(queue);
    expect(runs).toBe(2);
  });

  test('wake-ups for later that fall due together become one', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue } = await open(place);
    const { seen, run } = recorder();
    await queue.work({ run, periodic: [] });
    const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1_000);

    for (const offset of [1, 5, 12, 20]) {
      await queue.enqueue(deliver, new Date(at.getTime() + offset));
    }

    await until('one came', () => seen.length > 0);
    await drained(queue);
    expect(seen).toHaveLength(1);
    expect(Date.now()).toBeGreaterThanOrEqual(at.getTime() + 20);
  });

  test('the same draft with the same fence queued twice runs once, with a new fence again', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue } = await open(place);
    const { seen, run } = recorder();
    const soon = new Date(Date.now() + 300);

    await queue.enqueue({ job: 'release-draft', draftId: 'd', fence: 1 }, soon);
    await queue.enqueue({ job: 'release-draft', draftId: 'd', fence: 1 }, soon);
    await queue.enqueue({ job: 'release-draft', draftId: 'd', fence: 2 }, soon);
    await queue.work({ run, periodic: [] });

    await until('both came', () => seen.length >= 2);
    await drained(queue);
    expect(seen).toHaveLength(2);
    expect(seen).toContainEqual({ job: 'release-draft', draftId: 'd', fence: 1 });
    expect(seen).toContainEqual({ job: 'release-draft', draftId: 'd', fence: 2 });
  });

  test('a draft that has run, or failed, can be queued again', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue, errors } = await open(place);
    let runs = 0;
    await queue.work({
      run: async () => {
        runs += 1;
        if (runs === 1) throw new Error('no network');
      },
      periodic: [],
    });

    for (const expected of [1, 2, 3]) {
      await queue.enqueue({ job: 'release-draft', draftId: 'd', fence: 1 });
      await until(`run ${expected}`, () => runs === expected);
      await drained(queue);
    }

    expect(errors).toHaveLength(1);
  });

  test('reports what a handler throws, with the name of the wake-up, and goes on', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue, errors } = await open(place);
    const seen: string[] = [];
    const failure = new Error('no network');
    await queue.work({
      run: async (wakeup) => {
        seen.push(wakeup.job);
        if (wakeup.job === 'deliver') throw failure;
      },
      periodic: [],
    });

    await queue.enqueue(deliver);
    await until('it was reported', () => errors.length === 1);
    await queue.enqueue({ job: 'process-inbox', accountId: 'account-1' });
    await until('the next came', () => seen.includes('process-inbox'));

    await drained(queue);
    expect(errors).toEqual([{ error: failure, what: 'run deliver-account-1' }]);
    expect(seen).toEqual(['deliver', 'process-inbox']);
    expect(await queue.counts()).toMatchObject({ failed: 1 });
  });

  test('does periodic work again and again, never twice at a time', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue, errors } = await open(place);
    let running = 0;
    let most = 0;
    let quick = 0;
    let slow = 0;
    await queue.work({
      run: async () => {},
      periodic: [
        {
          name: 'slow',
          everyMs: 100,
          run: async () => {
            running += 1;
            most = Math.max(most, running);
            await wait(350);
            running -= 1;
            slow += 1;
          },
        },
        {
          name: 'quick',
          everyMs: 100,
          run: async () => {
            quick += 1;
            if (quick === 2) throw new Error('no network');
          },
        },
      ],
    });

    await until('both ran', () => quick >= 5 && slow >= 3);

    expect(most).toBe(1);
    expect(errors.map(({ what }) => what)).toEqual(['run quick']);
    expect(await queue.counts()).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 });
  });

  test('close waits for the handler that is running, which may still enqueue', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue, errors } = await open(place);
    const { opened: mayFinish, letGo } = gate();
    let state = 'none';
    await queue.work({
      run: async () => {
        state = 'running';
        await mayFinish;
        await queue.enqueue({ job: 'fan-out', versionId: 'v' });
        state = 'done';
      },
      periodic: [],
    });
    await queue.enqueue(deliver);
    await until('it runs', () => state === 'running');

    const closing = queue.close();
    opened.pop();
    await wait(100);
    expect(state).toBe('running');
    letGo();
    await closing;

    expect(state).toBe('done');
    expect(errors).toEqual([]);
    const { queue: reopened } = await open(place);
    expect(await reopened.counts()).toMatchObject({ waiting: 1, active: 0 });
  });
});

describeOnBackends('a queue on a server', ['postgres', 'redis'], (backend) => {
  test('two workers share the work and never run one wake-up twice at a time', async () => {
    const { queue: place } = await backend.freshPlace();
    const one = await open(place);
    const two = await open(place);
    const running = new Set<string>();
    const runs = { one: 0, two: 0 };
    let doubled = 0;
    const worker = (who: 'one' | 'two') => async (wakeup: Wakeup) => {
      const id = wakeup.job === 'release-draft' ? wakeup.draftId : 'other';
      if (running.has(id)) doubled += 1;
      running.add(id);
      await wait(5);
      running.delete(id);
      runs[who] += 1;
    };
    const concurrency = { work: 2 };
    let sweeps = 0;
    const periodic = [
      {
        name: 'sweep',
        everyMs: 200,
        run: async () => {
          if (running.has('sweep')) doubled += 1;
          running.add('sweep');
          await wait(300);
          running.delete('sweep');
          sweeps += 1;
        },
      },
    ];
    await one.queue.work({ run: worker('one'), periodic, concurrency });
    await two.queue.work({ run: worker('two'), periodic, concurrency });

    await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const from = i % 2 === 0 ? one.queue : two.queue;
        return from.enqueue({ job: 'release-draft', draftId: `d${i % 100}`, fence: 1 });
      }),
    );

    await drained(one.queue);
    await until('two sweeps', () => sweeps >= 2);
    expect(runs.one + runs.two).toBeGreaterThanOrEqual(100);
    expect(runs.one).toBeGreaterThan(0);
    expect(runs.two).toBeGreaterThan(0);
    expect(doubled).toBe(0);
  });

  test('enqueue neither waits nor rejects while the server is away; then the same queue goes on', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue, errors } = await open(place);
    const { seen, run } = recorder();
    let sweeps = 0;
    const sweep = async () => {
      sweeps += 1;
    };
    await queue.work({ run, periodic: [{ name: 'sweep', everyMs: 500, run: sweep }] });
    await queue.enqueue(deliver);
    await until('it works', () => seen.length === 1 && sweeps > 0);

    await backend.server().stop();
    const begin = Date.now();
    await queue.enqueue(deliver);
    await queue.enqueue({ job: 'release-draft', draftId: 'd', fence: 1 });
    expect(Date.now() - begin).toBeLessThan(4_500);
    expect(errors.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['enqueue deliver-account-1', 'enqueue release-draft-d-1']),
    );
    await backend.server().start();

    const before = { seen: seen.length, sweeps };
    await until('an enqueue gets through', async () => {
      await queue.enqueue(deliver);
      return seen.length > before.seen;
    });
    await until('the sweep goes on', () => sweeps > before.sweeps + 1, 30_000);
  }, 90_000);

  test('close comes to an end while the server is away', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue } = await open(place);
    await queue.work({ run: async () => {}, periodic: [] });
    await backend.server().stop();

    try {
      const begin = Date.now();
      await queue.close();
      opened.pop();
      expect(Date.now() - begin).toBeLessThan(15_000);
    } finally {
      await backend.server().start();
    }
  }, 60_000);

  test('opening says which server it cannot reach, without the password', async () => {
    const { queue: place } = await backend.freshPlace();
    if (place.kind === 'embedded') throw new Error('a server is needed here');
    const url = new URL(place.url);
    url.port = '1';
    url.password = 'an-invented-secret';

    const failure = await openQueue({
      backend: { ...place, url: url.href },
      clock: systemClock,
      onError: () => {},
    }).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toContain('127.0.0.1:1');
    expect(String(failure)).not.toContain('an-invented-secret');
  });
});

describeOnBackends('a queue on Redis', ['redis'], (backend) => {
  test('goes on with wake-ups and schedules after Redis lost everything', async () => {
    const { queue: place } = await backend.freshPlace();
    const { queue } = await open(place);
    const { seen, run } = recorder();
    let sweeps = 0;
    const sweep = async () => {
      sweeps += 1;
    };
    await queue.work({ run, periodic: [{ name: 'sweep', everyMs: 300, run: sweep }] });
    await until('it sweeps', () => sweeps > 0);

    const redis = new Redis(backend.server().url);
    await redis.flushall();
    await redis.quit();

    const before = sweeps;
    await queue.enqueue(deliver);
    await until('it came', () => seen.length === 1);
    await until('it sweeps again', () => sweeps > before + 1, 30_000);
  }, 60_000);

  test('two installations on one server keep out of each other’s way', async () => {
    const here = await open((await backend.freshPlace()).queue);
    const there = await open((await backend.freshPlace()).queue);
    const { seen, run } = recorder();
    await there.queue.work({ run, periodic: [] });

    await here.queue.enqueue(deliver);

    expect(await here.queue.counts()).toMatchObject({ waiting: 1 });
    expect(await there.queue.counts()).toMatchObject({ waiting: 0 });
    expect(seen).toEqual([]);
  });

  test('says so when Redis may throw jobs away', async () => {
    const { queue: place } = await backend.freshPlace();
    const redis = new Redis(backend.server().url);
    try {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');

      const { errors } = await open(place);

      expect(errors.map(({ error }) => String(error)).join()).toContain('noeviction');
    } finally {
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      await redis.quit();
    }
  });
});
