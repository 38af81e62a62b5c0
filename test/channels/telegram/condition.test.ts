import { describe, expect, test } from '@jest/globals';
import { createHealthRecord } from '../../../src/channels/health.ts';
import { createFloodWatch } from '../../../src/channels/telegram/flood-watch.ts';
import type { ChannelHealth } from '../../../src/ports/channel.ts';

function handSetClock(start = '2026-01-05T08:00:00+07:00') {
  let now = new Date(start);
  return {
    now: () => now,
    msUntil: (at: Date) => Math.max(0, at.getTime() - now.getTime()),
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

describe('createFloodWatch', () => {
  test('three chats within five seconds mean the account', () => {
    const clock = handSetClock();
    const isWidespread = createFloodWatch(clock);

    expect(isWidespread('a')).toBe(false);
    expect(isWidespread('a')).toBe(false);
    expect(isWidespread('b')).toBe(false);
    clock.pass(5000);
    expect(isWidespread('c')).toBe(true);
  });

  test('three chats over a longer time do not', () => {
    const clock = handSetClock();
    const isWidespread = createFloodWatch(clock);

    isWidespread('a');
    clock.pass(2501);
    isWidespread('b');
    clock.pass(2500);

    expect(isWidespread('c')).toBe(false);
  });
});

describe('createHealthRecord', () => {
  test('tells each change once and when it came', () => {
    const clock = handSetClock();
    const told: ChannelHealth[] = [];
    const health = createHealthRecord(clock, (now) => told.push(now));

    health.report('ready');
    clock.pass(1000);
    health.report('ready');
    health.report('reconnecting', 'no answer in time');

    expect(told).toEqual([
      { state: 'ready', since: new Date('2026-01-05T01:00:00Z') },
      {
        state: 'reconnecting',
        since: new Date('2026-01-05T01:00:01Z'),
        detail: 'no answer in time',
      },
    ]);
    expect(health.current()).toEqual(told[1]);
  });

  test('throttling ends by itself and hides no trouble', () => {
    const clock = handSetClock();
    const health = createHealthRecord(clock, () => undefined);
    health.report('ready');

    health.throttle(new Date(clock.now().getTime() + 30_000), '429');

    expect(health.current().state).toBe('throttled');
    health.report('reconnecting');
    expect(health.current().state).toBe('reconnecting');
    health.report('ready');
    expect(health.current().state).toBe('throttled');
    clock.pass(30_000);
    expect(health.current().state).toBe('ready');
  });
});
