import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createZcaChannel } from '../../../../src/channels/zalo/zca/channel.ts';
import type { Lease } from '../../../../src/channels/zalo/zca/lease.ts';
import type { ChatAddress, OutgoingPart } from '../../../../src/ports/channel.ts';
import type { Account } from '../../../../src/sandbox/zalo/account.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../../../src/sandbox/zalo/network.ts';
import type { Person } from '../../../../src/sandbox/zalo/person.ts';
import {
  contendedLease,
  eventually,
  type Fixture,
  type FixtureOptions,
  handSetClock,
  makeFixture,
  memoryLog,
  memoryStore,
  savedLogin,
} from './channel-fixture.ts';

let network: ZaloNetwork;
let bot: Account;
let clerk: Person;
let group: string;
let chat: ChatAddress;
const open: Fixture[] = [];

beforeEach(async () => {
  network = createZaloNetwork();
  await network.listen();
  bot = network.accounts.add({ name: 'Bot xã Mây' });
  clerk = network.people.add({ name: 'Trần Thị Bưởi' });
  group = network.world.addGroup({ name: 'UBND xã Mây', members: [clerk, bot] });
  chat = { externalId: group, kind: 'group' };
});

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ channel }) => channel.stop()));
  await network.close();
});

/** Makes a channel that is stopped after the test. */
function fixtureOf(more?: FixtureOptions): Fixture {
  const fixture = makeFixture(network, bot, more);
  open.push(fixture);
  return fixture;
}

let lastClientId = 9000;
const text = (words: string): OutgoingPart => {
  lastClientId += 1;
  return { kind: 'text', clientId: String(lastClientId), text: words };
};

describe('the operator’s consent', () => {
  test('is asked for before anything is made', () => {
    const make = () =>
      createZcaChannel({
        accountId: 'zalo-1',
        credentials: memoryStore(),
        lease: contendedLease().owner(),
        clock: handSetClock(),
        log: memoryLog(),
        riskAccepted: false,
        words: { replyWith: (code) => code },
      });

    expect(make).toThrow(/zalo-1.*risk/s);
  });
});

describe('logging in', () => {
  test('by QR code keeps the session for the next start', async () => {
    const store = memoryStore();
    const first = fixtureOf({ store });
    await first.channel.start(first.sink);
    expect(first.channel.health().state).toBe('needs-login');
    await eventually(() => first.codes.length === 1);

    bot.scanQr(first.codes[0] ?? '');
    bot.confirmQr();
    await eventually(() => first.channel.health().state === 'ready');
    expect(await first.channel.send(chat, text('xin chào'))).toMatchObject({ type: 'sent' });
    await first.channel.stop();

    const second = fixtureOf({ store });
    await second.channel.start(second.sink);
    expect(second.channel.health().state).toBe('ready');
    expect(second.codes).toEqual([]);
    expect(network.violations).toEqual([]);
  });

  test('shows another code when the phone declined', async () => {
    const fixture = fixtureOf({ store: memoryStore() });
    await fixture.channel.start(fixture.sink);
    await eventually(() => fixture.codes.length === 1);

    bot.scanQr(fixture.codes[0] ?? '');
    bot.declineQr();
    await eventually(() => fixture.codes.length === 2);
    bot.scanQr(fixture.codes[1] ?? '');
    bot.confirmQr();

    await eventually(() => fixture.channel.health().state === 'ready');
  });

  test('with the phone of another account is turned down', async () => {
    const stranger = network.accounts.add({ name: 'Người lạ' });
    const fixture = fixtureOf();
    bot.endSessions();
    await fixture.channel.start(fixture.sink);
    await eventually(() => fixture.codes.length === 1);

    stranger.scanQr(fixture.codes[0] ?? '');
    stranger.confirmQr();

    await eventually(() => /another account/.test(fixture.channel.health().detail ?? ''));
    expect(fixture.store.saved).toHaveLength(1);

    fixture.channel.retryNow();
    await eventually(() => fixture.codes.length === 2);
    bot.scanQr(fixture.codes[1] ?? '');
    bot.confirmQr();
    await eventually(() => fixture.channel.health().state === 'ready');
  });

  test('asks again soon when Zalo gave no code', async () => {
    network.faults.add({ kind: 'html-page', path: 'qr/generate' });
    const fixture = fixtureOf({ store: memoryStore() });

    await fixture.channel.start(fixture.sink);

    await eventually(() => fixture.codes.length === 1);
    expect(fixture.channel.health().state).toBe('needs-login');
  });

  test('is not given up because a page came instead of an answer', async () => {
    network.faults.add({ kind: 'html-page', path: 'getServerInfo', times: 2 });
    network.faults.add({ kind: 'status', status: 503, path: 'getLoginInfo', times: 2 });
    const fixture = fixtureOf();

    await fixture.channel.start(fixture.sink);
    await eventually(() => fixture.channel.health().state === 'ready');

    expect(fixture.codes).toEqual([]);
  });

  test('does not hold up the start of others while the network is away', async () => {
    await network.faults.offline();
    const fixture = fixtureOf();

    await fixture.channel.start(fixture.sink);

    expect(fixture.channel.health().state).toBe('reconnecting');
    await network.faults.online();
    await eventually(() => fixture.channel.health().state === 'ready');
  });
});

describe('cookies that rotate', () => {
  test('are saved before the outcome is told, so that a killed process can go on', async () => {
    const fixture = fixtureOf();
    await fixture.channel.start(fixture.sink);
    bot.rotateCookies();

    await fixture.channel.send(chat, text('một'));
    const survivor = memoryStore(fixture.store.saved.at(-1));
    await fixture.channel.send(chat, text('hai'));

    const next = fixtureOf({ store: survivor });
    bot.drop(1006);
    await next.channel.start(next.sink);
    expect(next.channel.health().state).toBe('ready');
    expect(next.codes).toEqual([]);
  });

  test('are saved by keep-alive alone', async () => {
    const fixture = fixtureOf({ timing: { keepAliveMs: 20 } });
    await fixture.channel.start(fixture.sink);
    const before = fixture.store.saved.length;

    bot.rotateCookies();

    await eventually(() => fixture.store.saved.length > before);
  });
});

describe('a websocket that answers nothing', () => {
  test('is replaced', async () => {
    const fixture = fixtureOf({ timing: { proveMs: 20, answerMs: 60 } });
    await fixture.channel.start(fixture.sink);
    await eventually(() => bot.isListening);

    network.faults.add({ kind: 'delayed-frame', times: 3 });

    await eventually(() =>
      fixture.healths.some(({ detail }) => /stopped answering/.test(detail ?? '')),
    );
    await eventually(() => fixture.channel.health().state === 'ready');
  });
});

describe('two processes', () => {
  test('never both send: the second waits for the lease', async () => {
    const lease = contendedLease();
    const first = fixtureOf({ lease: lease.owner() });
    const second = fixtureOf({ lease: lease.owner() });
    await first.channel.start(first.sink);
    await second.channel.start(second.sink);

    expect(await second.channel.send(chat, text('từ tiến trình hai'))).toMatchObject({
      type: 'not-sent',
    });
    expect(await first.channel.send(chat, text('từ tiến trình một'))).toMatchObject({
      type: 'sent',
    });

    await first.channel.stop();
    await eventually(() => second.channel.health().state === 'ready');
    expect(await second.channel.send(chat, text('tiếp'))).toMatchObject({ type: 'sent' });
    expect(clerk.sees(group).map((message) => message.text)).toEqual(['từ tiến trình một', 'tiếp']);
  });

  test('one that was frozen finds the lease lost before it sends', async () => {
    const lease = contendedLease();
    // It renews too rarely to notice by itself.
    const frozen = fixtureOf({ lease: lease.owner(), timing: { renewLeaseMs: 60_000 } });
    await frozen.channel.start(frozen.sink);
    lease.expire();

    expect(await frozen.channel.send(chat, text('quá muộn'))).toMatchObject({ type: 'not-sent' });
    expect(clerk.sees(group)).toEqual([]);
  });

  /** A lease that lasts a second, and whose answers are heard late: ours by then, or no longer. */
  const slowed = (lease: Lease, records: { readonly delayMs: number }): Lease => ({
    ...lease,
    lastsMs: 1000,
    renew: async (fence) => {
      const isHeld = await lease.renew(fence);
      await new Promise((resolve) => setTimeout(resolve, records.delayMs));
      return isHeld;
    },
  });

  test('one that stood still between its look at the lease and its call does not call', async () => {
    const lease = contendedLease().owner();
    const records = { delayMs: 0 };
    const fixture = fixtureOf({ lease: slowed(lease, records) });
    await fixture.channel.start(fixture.sink);
    records.delayMs = 1100;
    const calls = network.ledger.count();

    expect(await fixture.channel.send(chat, text('quá muộn'))).toMatchObject({
      type: 'not-sent',
      reason: expect.stringContaining('ran out'),
    });
    expect(network.ledger.count()).toBe(calls);
    expect(clerk.sees(group)).toEqual([]);
  });

  test('one that stood still between its login and its websocket does not open it', async () => {
    const lease = contendedLease().owner();
    const records = { delayMs: 1100 };
    const fixture = fixtureOf({ lease: slowed(lease, records) });
    const starting = fixture.channel.start(fixture.sink);
    await eventually(() => fixture.log.lines.some((line) => line.includes('is not connected')));

    expect(network.ledger.count({ path: 'getServerInfo' })).toBe(1);
    expect(bot.isListening).toBe(false);
    expect(fixture.healths.map(({ state }) => state)).not.toContain('ready');
    records.delayMs = 0;
    await eventually(() => fixture.channel.health().state === 'ready');
    await starting;
  });

  test('one that lost the lease lets go of the account and saves nothing more', async () => {
    const lease = contendedLease();
    const first = fixtureOf({ lease: lease.owner() });
    await first.channel.start(first.sink);
    const saved = first.store.saved.length;
    const second = fixtureOf({
      lease: lease.owner(),
      store: memoryStore(first.store.saved.at(-1)),
    });
    lease.expire();
    await second.channel.start(second.sink);

    await eventually(() =>
      first.log.lines.some((line) => line.includes('lease of the account was lost')),
    );
    await eventually(() => second.channel.health().state === 'ready');
    expect(first.store.saved).toHaveLength(saved);
    expect(second.healths.map(({ state }) => state)).not.toContain('displaced');
    expect(first.channel.health().state).toBe('reconnecting');
  });

  test('one that wakes to a closed websocket knows its successor from a stranger', async () => {
    const lease = contendedLease();
    // It renews too rarely: that the account is gone it hears from Zalo first.
    const frozen = fixtureOf({ lease: lease.owner(), timing: { renewLeaseMs: 60_000 } });
    await frozen.channel.start(frozen.sink);
    lease.expire();
    const successor = fixtureOf({
      lease: lease.owner(),
      store: memoryStore(frozen.store.saved.at(-1)),
    });
    await successor.channel.start(successor.sink);
    await eventually(() => successor.channel.health().state === 'ready');

    await eventually(() => frozen.channel.health().state !== 'ready');
    expect(frozen.channel.health().state).toBe('reconnecting');
    expect(frozen.healths.map(({ state }) => state)).not.toContain('displaced');

    // It is the next in line again, at once.
    await successor.channel.stop();
    await eventually(() => frozen.channel.health().state === 'ready');
  });
});

describe('what was heard', () => {
  test('is offered again when the inbox failed, and stopping waits for it', async () => {
    const stored: string[] = [];
    let failures = 2;
    const fixture = fixtureOf({
      sink: async (updates) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('no database');
        }
        stored.push(...updates.map(({ networkId }) => networkId));
      },
    });
    await fixture.channel.start(fixture.sink);

    clerk.send(group, 'một');
    await eventually(() => failures === 1);
    clerk.send(group, 'hai');

    await eventually(() => stored.length === 2, 8000);
    expect(new Set(stored).size).toBe(2);
  });

  test('while the process was down is fetched on the next start, once', async () => {
    const store = memoryStore(savedLogin(bot));
    const first = fixtureOf({ store });
    await first.channel.start(first.sink);
    clerk.send(group, 'trước');
    await eventually(() => first.updates.length === 1);
    await first.channel.stop();
    clerk.send(group, 'trong khi tắt');

    const second = fixtureOf({ store });
    await second.channel.start(second.sink);
    await eventually(() => second.updates.length >= 1);
    const known = new Set(first.updates.map(({ networkId }) => networkId));
    const fresh = second.updates.filter(({ networkId }) => !known.has(networkId));
    expect(fresh.map(({ text: words }) => words)).toEqual(['trong khi tắt']);
  });
});

describe('stopping', () => {
  test('lets the message under way end, and sends no other', async () => {
    const fixture = fixtureOf();
    await fixture.channel.start(fixture.sink);

    const underWay = fixture.channel.send(chat, text('đang gửi'));
    const stopping = fixture.channel.stop();
    const late = fixture.channel.send(chat, text('muộn'));

    await stopping;
    expect((await Promise.all([underWay, late])).map(({ type }) => type)).not.toContain(
      'uncertain',
    );
    expect(await late).toMatchObject({ type: 'not-sent' });
    expect(fixture.channel.health().state).toBe('stopped');
    expect(bot.isListening).toBe(false);
    open.length = 0;
  });
});
