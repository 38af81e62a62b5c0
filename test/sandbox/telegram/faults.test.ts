import { describe, expect, test } from '@jest/globals';
import { Bot } from 'grammy';
import type { Fault } from '../../../src/sandbox/telegram/faults.ts';
import { ending, openNetwork, TOKEN } from './setup.ts';

const FAULTS: readonly (readonly [fault: Fault, seen: string, copies: number])[] = [
  [{ kind: 'too-many-requests', retryAfter: 7 }, '429 Too Many Requests: retry after 7', 0],
  [
    { kind: 'refuse', code: 403, words: 'bot was kicked from the group chat' },
    '403 Forbidden: bot was kicked from the group chat',
    0,
  ],
  [
    { kind: 'migrate', to: -1009 },
    '400 Bad Request: group chat was upgraded to a supergroup chat',
    0,
  ],
  [{ kind: 'server-error' }, '500 Internal Server Error: restart', 0],
  [{ kind: 'bad-gateway' }, 'network invalid-json', 0],
  [{ kind: 'close-before-read' }, 'network ECONNRESET', 0],
  [{ kind: 'slow', delayMs: 50 }, 'ok', 1],
  [{ kind: 'accept-then-close' }, 'network ECONNRESET', 1],
  [{ kind: 'accept-then-hang' }, 'network timeout', 1],
  [{ kind: 'accept-then-bad-gateway' }, 'network invalid-json', 1],
  [{ kind: 'accept-then-cut' }, 'network timeout', 1],
  [{ kind: 'truncated-json' }, 'network invalid-json', 1],
  [{ kind: 'wrong-content-type' }, 'ok', 1],
];

describe('a send under a fault', () => {
  test.each(FAULTS)('%j is seen as %s', async (fault, seen, copies) => {
    const { network, group, api } = await openNetwork();
    const handle = network.faults.add({ ...fault, method: 'sendMessage' });

    const end = await ending(api.sendMessage(group, 'Số 123'));

    expect(end).toBe(seen);
    expect(network.ledger.copiesSeen(group, 'Số 123')).toBe(copies);
    expect(handle.hits).toBe(1);
    expect(await ending(api.sendMessage(group, 'Số 124'))).toBe('ok');
  });
});

test('a fault for the third call to one chat leaves the others alone', async () => {
  const { network, an, group, api } = await openNetwork();
  an.openDeepLink();
  network.faults.add({ kind: 'server-error', chat: group, nth: 3 });

  const ends: string[] = [];
  for (const chat of [group, group, an.id, group, group])
    ends.push(await ending(api.sendMessage(chat, 'x')));

  expect(ends.map((end) => end.slice(0, 3))).toEqual(['ok', 'ok', 'ok', '500', 'ok']);
});

test('an account-wide 429 holds every chat until its time has passed', async () => {
  let ms = Date.parse('2026-01-05T01:00:00Z');
  const { network, an, group, api } = await openNetwork({ now: () => new Date(ms) });
  an.openDeepLink();
  network.faults.add({ kind: 'too-many-requests', retryAfter: 30, scope: 'account' });

  await ending(api.sendMessage(group, 'x'));
  ms += 10_000;
  const held = await ending(api.sendMessage(an.id, 'x'));
  ms += 20_000;

  expect(held).toBe('429 Too Many Requests: retry after 20');
  expect(await ending(api.sendMessage(an.id, 'x'))).toBe('ok');
  expect(network.ledger.http429).toBe(2);
});

test('a probability strikes the same calls for the same seed', async () => {
  const strikes = async (): Promise<string[]> => {
    const { network, group, api } = await openNetwork({ seed: 7 });
    network.faults.add({ kind: 'server-error', probability: 0.5, times: Infinity });
    const ends: string[] = [];
    for (let call = 0; call < 12; call += 1) ends.push(await ending(api.sendMessage(group, 'x')));
    return ends;
  };

  const first = await strikes();

  expect(new Set(first).size).toBe(2);
  expect(await strikes()).toEqual(first);
});

test('offline refuses or resets connections and comes back on the same port', async () => {
  const { network, group, api } = await openNetwork();

  await network.faults.offline();
  const refused = await ending(api.sendMessage(group, 'x'));
  await network.faults.offline({ how: 'reset', forMs: 50 });
  const reset = await ending(api.sendMessage(group, 'x'));

  expect([refused, reset]).toEqual(['network ECONNREFUSED', 'network ECONNRESET']);
  let back = '';
  for (const end = Date.now() + 5000; back !== 'ok' && Date.now() < end; )
    back = await ending(api.sendMessage(group, 'y'));
  expect(back).toBe('ok');
});

test('a duplicated batch of updates reaches the bot twice', async () => {
  const { network, an } = await openNetwork();
  const bot = new Bot(TOKEN, { client: { apiRoot: network.apiRoot } });
  const heard: string[] = [];
  bot.on('message:text', (ctx) => {
    heard.push(ctx.message.text);
  });
  network.faults.duplicateUpdates();
  an.openDeepLink('s_1');
  const running = bot.start();

  await network.until(() => heard.length === 1);
  an.send(an.id, 'sau');
  await network.until(() => heard.length === 3);

  expect(heard).toEqual(['/start s_1', '/start s_1', 'sau']);
  await bot.stop();
  await running;
});
