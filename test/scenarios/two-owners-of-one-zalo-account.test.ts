import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkConfig } from '../../config/index.ts';
import { systemClock } from '../../src/clocks.ts';
import type { Channel, OutgoingPart } from '../../src/ports/channel.ts';
import type { Database } from '../../src/ports/database.ts';
import type { Account } from '../../src/sandbox/zalo/account.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../src/sandbox/zalo/network.ts';
import type { Person } from '../../src/sandbox/zalo/person.ts';
import { zaloChannel, zaloCredentials } from '../../src/zalo-channel.ts';
import { memoryLog, savedLogin } from '../channels/zalo/zca/channel-fixture.ts';
import { freshDatabase } from '../support/template-database.ts';

const dataKey = 'a-data-key-for-two-owners-of-one-account';
const leaseSeconds = 2;

let records: Awaited<ReturnType<typeof freshDatabase>>;
let network: ZaloNetwork;
let account: Account;
let clerk: Person;
let group: string;
const opened: Owner[] = [];

beforeEach(async () => {
  records = await freshDatabase();
  network = createZaloNetwork();
  await network.listen();
  account = network.accounts.add({ name: 'Truyền Đạt' });
  clerk = network.people.add({ name: 'Văn thư' });
  group = network.world.addGroup({ name: 'UBND xã Mây', members: [clerk, account] });
  await zaloCredentials(records.db, systemClock, dataKey).save(savedLogin(account));
});

afterEach(async () => {
  for (const { wake, channel } of opened.splice(0)) {
    wake();
    await channel.stop();
  }
  await network.close();
  await records.close();
  expect(network.violations).toEqual([]);
});

/** What one process of two has of the account: the real driver and the real lease in the records. */
interface Owner {
  readonly name: string;
  readonly channel: Channel;
  /** From here on the process does not get through to the records, as if it stood still. */
  stall(): void;
  wake(): void;
}

async function own(name: string): Promise<Owner> {
  let stalled: { readonly over: Promise<void>; readonly end: () => void } | undefined;
  const db: Database = {
    ...records.db,
    query: async (text, values) => {
      await stalled?.over;
      return records.db.query(text, values);
    },
  };
  const config = checkConfig(
    {
      receiver: { leaseSeconds },
      zalo: {
        zca: {
          enabled: true,
          risk: { acceptedBy: 'Trần Thu Hà', acceptedOn: '2026-01-05' },
          baseUrl: network.baseUrl,
          gapSeconds: 0,
          fileGapSeconds: 0,
          reconnect: { firstSeconds: 0.05, longestSeconds: 0.2, displacedSeconds: 0.2 },
        },
      },
    },
    'the test',
  );
  const channel = zaloChannel(
    config,
    { dataKey, telegramToken: undefined, databaseUrl: undefined, redisUrl: undefined },
    { db, log: memoryLog(), clock: systemClock, processId: name, onNeedsLogin: () => undefined },
  );
  if (!channel) throw new Error('the account is off');
  await channel.start(async () => undefined);
  const owner: Owner = {
    name,
    channel,
    stall: () => {
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      stalled = { over, end };
    },
    wake: () => {
      stalled?.end();
      stalled = undefined;
    },
  };
  opened.push(owner);
  return owner;
}

let lastClientId = 70_000;
const part = (content: { text: string } | { read: () => Promise<Uint8Array> }): OutgoingPart => {
  lastClientId += 1;
  const clientId = String(lastClientId);
  if ('text' in content) return { kind: 'text', clientId, text: content.text };
  const about = { name: 'cv.txt', mediaType: 'text/plain', bytes: 5, sha256: 'x' };
  return { kind: 'file', clientId, file: { ...about, read: content.read } };
};
const chat = () => ({ externalId: group, kind: 'group' }) as const;
const isReady = ({ channel }: Owner) => channel.health().state === 'ready';
const ready = (owner: Owner) =>
  network.until(() => isReady(owner), { timeoutMs: 30_000, what: `${owner.name} to own it` });
const texts = () => clerk.sees(group).map(({ text, file }) => file?.name ?? text);

test('a process that stood still in the middle of a send makes no call once another owns the account', async () => {
  const first = await own('first');
  await ready(first);
  const second = await own('second');
  expect(await second.channel.send(chat(), part({ text: 'second, too early' }))).toMatchObject({
    type: 'not-sent',
    scope: 'account',
  });

  // It has looked at its lease and reads the file when it stops.
  let goOn = (_: Uint8Array): void => undefined;
  const isReading = new Promise<void>((reading) => {
    const read = () => {
      reading();
      return new Promise<Uint8Array>((resolve) => {
        goOn = resolve;
      });
    };
    void first.channel.send(chat(), part({ read })).then((outcome) => ended.push(outcome.type));
  });
  const ended: string[] = [];
  await isReading;
  first.stall();
  await ready(second);
  expect(await second.channel.send(chat(), part({ text: 'second' }))).toMatchObject({
    type: 'sent',
  });
  const calls = network.ledger.count();

  goOn(new TextEncoder().encode('trễ'));
  first.wake();
  await network.until(() => ended.length > 0, { timeoutMs: 30_000, what: 'the send to end' });

  expect(ended).toEqual(['not-sent']);
  expect(await first.channel.send(chat(), part({ text: 'first, too late' }))).toMatchObject({
    type: 'not-sent',
  });
  expect(network.ledger.calls().slice(calls)).toEqual([]);
  expect(texts()).toEqual(['second']);
});

test('two that send all the time take turns: never one among the messages of the other', async () => {
  const owners = [await own('a'), await own('b')] as const;
  const sent = new Set<string>();
  const over = new AbortController();
  const sending = owners.map(async ({ name, channel }) => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      const text = `${name} ${n}`;
      const outcome = await channel.send(chat(), part({ text }));
      if (outcome.type === 'sent') sent.add(text);
      else expect(outcome.type).toBe('not-sent');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  const turns: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const holder = await network.until(() => owners.find(isReady), {
      timeoutMs: 30_000,
      what: 'one of them to own it',
    });
    turns.push(holder.name);
    const other = owners.find((owner) => owner !== holder) ?? holder;
    const before = texts().length;
    await network.until(() => texts().length > before + 3, { timeoutMs: 30_000 });
    holder.stall();
    await ready(other);
    await network.until(() => texts().at(-1)?.startsWith(other.name), { timeoutMs: 30_000 });
    holder.wake();
    await network.until(() => !isReady(holder), { timeoutMs: 30_000 });
  }
  over.abort();
  await Promise.all(sending);

  expect(new Set(texts())).toEqual(sent);
  expect(texts()).toHaveLength(sent.size);
  const blocks = texts()
    .map((text) => text.split(' ')[0] ?? '')
    .filter((name, at, all) => name !== all[at - 1]);
  expect(blocks).toEqual([...turns, turns.at(-1) === 'a' ? 'b' : 'a']);
});
