import { expect, test } from '@jest/globals';
import { TELEGRAM_LIMITS } from '../../../src/sandbox/telegram/limiter.ts';
import { ending, handClock, openNetwork } from './setup.ts';

test('a group takes twenty messages in any minute and says how long to wait', async () => {
  const clock = handClock();
  const { network, group, api } = await openNetwork({ now: clock.now, limits: TELEGRAM_LIMITS });
  for (let sent = 0; sent < 20; sent += 1) {
    await api.sendMessage(group, `tin ${sent}`);
    clock.forward(1);
  }

  const refused = await ending(api.sendMessage(group, 'thêm'));
  clock.forward(40);

  expect(refused).toBe('429 Too Many Requests: retry after 40');
  expect(await ending(api.sendMessage(group, 'thêm'))).toBe('ok');
  expect(network.ledger.maxPerMinute(group)).toBe(20);
  expect(network.ledger.http429).toBe(1);
});

test('a private chat takes one message a second, an account thirty', async () => {
  const clock = handClock();
  const { network, api } = await openNetwork({ now: clock.now, limits: TELEGRAM_LIMITS });
  const people = Array.from({ length: 31 }, (_, index) =>
    network.people.add({ firstName: `Cán bộ ${index}` }),
  );
  for (const person of people) person.openDeepLink();

  const ends: string[] = [];
  for (const person of people) ends.push(await ending(api.sendMessage(person.id, 'x')));
  clock.forward(1);
  const [first] = people;
  const twice = [
    await ending(api.sendMessage(first?.id ?? 0, 'y')),
    await ending(api.sendMessage(first?.id ?? 0, 'z')),
  ];

  expect(ends.filter((end) => end === 'ok')).toHaveLength(30);
  expect(ends.at(-1)).toBe('429 Too Many Requests: retry after 1');
  expect(twice).toEqual(['ok', '429 Too Many Requests: retry after 1']);
});
