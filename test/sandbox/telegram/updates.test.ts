import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { InlineKeyboard } from 'grammy';
import { ending, handClock, openNetwork } from './setup.ts';

test('of two pollers the earlier one ends with 409', async () => {
  const { an, api } = await openNetwork();
  const polls = [api.getUpdates({ timeout: 20 }), api.getUpdates({ timeout: 20 })];
  const ends = polls.map(ending);

  expect(await Promise.race(ends)).toContain(
    '409 Conflict: terminated by other getUpdates request',
  );
  an.openDeepLink();
  expect((await Promise.all(ends)).filter((end) => end === 'ok')).toHaveLength(1);
});

test('presses are forgotten after 150 seconds, messages after a day', async () => {
  const clock = handClock();
  const { an, group, api } = await openNetwork({ now: clock.now });
  const sent = await api.sendMessage(group, 'x', {
    reply_markup: new InlineKeyboard().text('Nhận', 'a'),
  });
  const kinds = async (): Promise<string[]> =>
    (await api.getUpdates()).map((update) => Object.keys(update)[1] ?? '');
  an.openDeepLink();
  an.press(group, sent.message_id, 'Nhận');

  expect(await kinds()).toEqual(['message', 'callback_query']);
  clock.forward(150);
  expect(await kinds()).toEqual(['message']);
  clock.forward(86_400 - 150);
  expect(await kinds()).toEqual([]);
});

test('an offset confirms, a negative one keeps only the end, a limit is obeyed', async () => {
  const { an, api } = await openNetwork();
  for (const payload of ['1', '2', '3', '4']) an.openDeepLink(payload);
  const texts = async (options: object): Promise<(string | undefined)[]> =>
    (await api.getUpdates(options)).map(({ message }) => message?.text);
  const [first] = await api.getUpdates({ limit: 1 });

  expect(await texts({ offset: (first?.update_id ?? 0) + 1, limit: 2 })).toEqual([
    '/start 2',
    '/start 3',
  ]);
  expect(await texts({ offset: -1 })).toEqual(['/start 4']);
  expect(await texts({})).toEqual(['/start 4']);
});

test('kinds outside the default set come only when asked for', async () => {
  const { network, an, group, api } = await openNetwork();
  const binh = network.people.add({ firstName: 'Bình' });
  an.grant(group, {});
  binh.join(group);
  expect((await api.getUpdates()).filter((update) => update.chat_member !== undefined)).toEqual([]);

  await api.getUpdates({ allowed_updates: ['chat_member'], offset: -1 });
  binh.leave(group);

  expect((await api.getUpdates()).at(-1)?.chat_member?.new_chat_member.status).toBe('left');
});

test('a webhook gets updates in order with its secret, again after a failure, and excludes polling', async () => {
  const { network, an, api } = await openNetwork();
  const got: unknown[] = [];
  const hook = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(pieces).toString());
      got.push([update.message.text, request.headers['x-telegram-bot-api-secret-token']]);
      response.writeHead(got.length === 1 ? 500 : 200).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  await api.setWebhook(`http://127.0.0.1:${(hook.address() as AddressInfo).port}/`, {
    secret_token: 's3',
  });

  an.openDeepLink('1');
  an.openDeepLink('2');
  await network.until(() => got.length === 3);

  expect(got).toEqual([
    ['/start 1', 's3'],
    ['/start 1', 's3'],
    ['/start 2', 's3'],
  ]);
  expect(await ending(api.getUpdates())).toContain(
    "409 Conflict: can't use getUpdates method while webhook is active",
  );
  hook.closeAllConnections();
  hook.close();
});

test('a reordered batch arrives newest first, once', async () => {
  const { network, an, api } = await openNetwork();
  for (const payload of ['1', '2']) an.openDeepLink(payload);
  network.faults.reorderUpdates();
  const texts = async (): Promise<unknown[]> =>
    (await api.getUpdates()).map(({ message }) => message?.text);

  expect(await texts()).toEqual(['/start 2', '/start 1']);
  expect(await texts()).toEqual(['/start 1', '/start 2']);
});
