import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CallFault } from '../../../../src/sandbox/zalo/faults.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../../../src/sandbox/zalo/network.ts';
import { eventually, type Fixture, makeFixture, memoryStore } from './channel-fixture.ts';

let network: ZaloNetwork;
const open: Fixture[] = [];

beforeEach(async () => {
  network = createZaloNetwork();
  await network.listen();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ channel }) => channel.stop()));
  await network.close();
});

test('no cookie, key, body or file name is told, whatever goes wrong', async () => {
  const bot = network.accounts.add({ name: 'Bot xã Mây' });
  const clerk = network.people.add({ name: 'Trần Thị Bưởi' });
  const group = network.world.addGroup({ name: 'UBND xã Mây', members: [clerk, bot] });
  const chat = { externalId: group, kind: 'group' } as const;
  const fixture = makeFixture(network, bot, {
    sink: async () => {
      throw new Error('the inbox says NỘI DUNG MẬT');
    },
  });
  open.push(fixture);
  const { channel, log, healths, store } = fixture;
  const told: unknown[] = [];
  await channel.start(fixture.sink);

  const faults: readonly CallFault[] = [
    { kind: 'accept-then-hang' },
    { kind: 'close' },
    { kind: 'html-page' },
    { kind: 'status', status: 502 },
    { kind: 'refuse', code: 114, words: 'NỘI DUNG MẬT bị từ chối' },
    { kind: 'refuse', code: -69, words: 'NỘI DUNG MẬT bị từ chối' },
    { kind: 'empty-success' },
  ];
  for (const [index, fault] of faults.entries()) {
    network.faults.add({ ...fault, path: 'sendmsg' });
    const part = { kind: 'text', clientId: String(100 + index), text: 'NỘI DUNG MẬT' } as const;
    told.push(await channel.send(chat, part));
  }
  const file = {
    name: 'TÊN TỆP MẬT.exe',
    mediaType: 'application/pdf',
    bytes: 3,
    sha256: '',
    read: async () => Buffer.from('abc'),
  };
  told.push(await channel.send(chat, { kind: 'file', clientId: '200', file }));
  told.push(
    await channel
      .download('https://evil.example/NỘI-DUNG-MẬT', 10)
      .catch((error: unknown) => error),
    await channel
      .download('https://f1-zpc.zdn.vn/no-such-file-BÍ-MẬT', 10)
      .catch((error: unknown) => error),
  );
  clerk.send(group, 'NỘI DUNG MẬT của người khác');
  await eventually(() => log.lines.some((line) => line.includes('did not store')));
  bot.drop(1006);
  bot.endSessions();
  await eventually(() => channel.health().state === 'needs-login');
  told.push(channel.health());
  await channel.stop();

  const garbled = makeFixture(network, bot, { store: memoryStore('{"zpsid":"BÍ-MẬT"') });
  open.push(garbled);
  await garbled.channel.start(garbled.sink);
  told.push(garbled.channel.health(), garbled.channel, garbled.log.lines);
  await garbled.channel.stop();

  const everything = inspect([told, healths, log.lines, channel], {
    depth: 20,
    maxStringLength: null,
    maxArrayLength: null,
  });
  const secrets = store.saved
    .map((saved) => JSON.parse(saved))
    .flatMap(({ imei, cookies }) => [
      imei,
      ...cookies.map(({ value }: { value: string }) => value),
    ]);
  expect(secrets.length).toBeGreaterThan(2);
  for (const secret of [...secrets, 'NỘI', 'MẬT', 'TỆP', 'zpw_sek=', 'zpsid=', 'params=']) {
    expect(everything).not.toContain(secret);
  }
});
