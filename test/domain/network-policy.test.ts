import { describe, expect, test } from '@jest/globals';
import {
  firstChats,
  type NetworkAttempt,
  nextChats,
  policyFor,
} from '../../src/domain/network-policy.ts';

const telegram = { driver: 'telegram', id: 1 };
const zalo = { driver: 'zalo-zca', id: 2 };
const otherZalo = { driver: 'zalo-zca', id: 3 };
const chats = [zalo, telegram, otherZalo];
const order = ['telegram', 'zalo-zca'];
const first = { policy: 'first', order, failoverAfterMs: 30 * 60_000 } as const;
const start = new Date('2026-01-05T02:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const on = (driver: string, state: NetworkAttempt['state']) => ({ driver, state, since: start });

describe('at release', () => {
  test('every chat gets it where the policy says all', () => {
    expect(firstChats(chats, { policy: 'all', order })).toEqual(chats);
  });

  test('the chats of the preferred network get it where the policy says first', () => {
    expect(firstChats(chats, first)).toEqual([telegram]);
    expect(firstChats([zalo, otherZalo], first)).toEqual([zalo, otherZalo]);
    expect(firstChats(chats, { ...first, order: ['zalo-zca'] })).toEqual([zalo, otherZalo]);
  });
});

describe('afterwards the next network', () => {
  test.each([
    ['waits while there is time', [on('telegram', 'under-way')], 29, []],
    ['follows when the time is over', [on('telegram', 'under-way')], 30, [zalo, otherZalo]],
    ['follows at once where the chat is gone', [on('telegram', 'gone')], 0, [zalo, otherZalo]],
    ['never follows what arrived', [on('telegram', 'arrived')], 600, []],
    ['is the last one', [on('telegram', 'gone'), on('zalo-zca', 'under-way')], 600, []],
  ] as const)('%s', (_, attempts, minutes, expected) => {
    expect(nextChats(chats, attempts, first, later(minutes))).toEqual(expected);
  });

  test('has nothing to do where every network had it from the start', () => {
    const all = { ...first, policy: 'all' } as const;
    expect(nextChats(chats, [on('telegram', 'gone')], all, later(60))).toEqual([]);
  });
});

describe('the policy of one organisation', () => {
  test('is the general one where it has none', () => {
    expect(policyFor(first, undefined)).toEqual(first);
  });

  test('overrules what it names and follows the rest', () => {
    expect(policyFor(first, { policy: 'all' })).toEqual({ ...first, policy: 'all' });
    expect(policyFor(first, { order: ['zalo-zca'], failoverAfterMs: 1 })).toEqual({
      policy: 'first',
      order: ['zalo-zca'],
      failoverAfterMs: 1,
    });
  });
});
