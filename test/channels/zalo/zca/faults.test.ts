import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChatAddress, OutgoingPart } from '../../../../src/ports/channel.ts';
import type { Account } from '../../../../src/sandbox/zalo/account.ts';
import type { CallFault } from '../../../../src/sandbox/zalo/faults.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../../../src/sandbox/zalo/network.ts';
import type { Person } from '../../../../src/sandbox/zalo/person.ts';
import { eventually, type Fixture, makeFixture } from './channel-fixture.ts';

let network: ZaloNetwork;
let bot: Account;
let clerk: Person;
let group: string;
let chat: ChatAddress;
let fixture: Fixture;

beforeEach(async () => {
  network = createZaloNetwork({ historyPage: 10 });
  await network.listen();
  bot = network.accounts.add({ name: 'Bot xã Mây' });
  clerk = network.people.add({ name: 'Trần Thị Bưởi' });
  group = network.world.addGroup({ name: 'UBND xã Mây', members: [clerk, bot] });
  chat = { externalId: group, kind: 'group' };
  fixture = makeFixture(network, bot);
  await fixture.channel.start(fixture.sink);
});

afterEach(async () => {
  await fixture.channel.stop();
  await network.close();
});

let lastClientId = 5000;
const text = (words: string): OutgoingPart => {
  lastClientId += 1;
  return { kind: 'text', clientId: String(lastClientId), text: words };
};
const pdf = (): OutgoingPart => {
  lastClientId += 1;
  const content = Buffer.alloc(600_000, 7);
  return {
    kind: 'file',
    clientId: String(lastClientId),
    file: {
      name: 'cv.pdf',
      mediaType: 'application/pdf',
      bytes: content.length,
      sha256: '',
      read: async () => content,
    },
  };
};
const heard = () =>
  fixture.events().flatMap((event) => (event.type === 'text' ? [event.text] : []));

describe('a call that goes wrong', () => {
  const HOUR = 3_600_000;
  const cases: readonly [string, CallFault, number, object][] = [
    ['never answers', { kind: 'hang' }, 0, { type: 'uncertain' }],
    ['never answers but was carried out', { kind: 'accept-then-hang' }, 1, { type: 'uncertain' }],
    ['is cut off', { kind: 'close' }, 0, { type: 'uncertain' }],
    [
      'is cut off after it was carried out',
      { kind: 'accept-then-close' },
      1,
      { type: 'uncertain' },
    ],
    ['brings a captcha page', { kind: 'html-page' }, 0, { type: 'uncertain' }],
    ['brings 502', { kind: 'status', status: 502 }, 0, { type: 'uncertain' }],
    ['brings 403', { kind: 'status', status: 403 }, 0, { type: 'not-sent', scope: 'account' }],
    ['brings an empty success', { kind: 'empty-success' }, 0, { type: 'uncertain' }],
    [
      'brings 221',
      { kind: 'refuse', code: 221 },
      0,
      { type: 'not-sent', scope: 'account', afterMs: HOUR },
    ],
    ['brings 600', { kind: 'refuse', code: 600 }, 0, { type: 'not-sent', scope: 'account' }],
    ['brings -69', { kind: 'refuse', code: -69 }, 0, { type: 'not-sent' }],
    ['brings 114', { kind: 'refuse', code: 114 }, 0, { type: 'refused' }],
    ['brings 165', { kind: 'refuse', code: 165 }, 0, { type: 'refused', chatIsGone: true }],
  ];
  test.each(cases)('%s', async (_, fault, copies, outcome) => {
    network.faults.add({ ...fault, path: '/api/group/sendmsg' });

    expect(await fixture.channel.send(chat, text('Lũ về'))).toMatchObject(outcome);

    expect(network.ledger.copiesSeen(group, 'Lũ về')).toBe(copies);
  });

  test('a lost answer is settled by the echo', async () => {
    network.faults.add({ kind: 'accept-then-hang', path: '/api/group/sendmsg' });

    await fixture.channel.send(chat, text('Lũ về'));

    await eventually(() => fixture.events().length === 1);
    const [message] = clerk.sees(group);
    expect(fixture.events()).toMatchObject([
      { type: 'echo', clientId: String(lastClientId), messageId: message?.messageId },
    ]);
  });

  test('-69 for the second time is a refusal', async () => {
    network.faults.add({ kind: 'refuse', code: -69, path: '/api/group/sendmsg', times: 2 });
    const part = text('Lũ về');

    expect(await fixture.channel.send(chat, part)).toMatchObject({ type: 'not-sent' });
    expect(await fixture.channel.send(chat, part)).toMatchObject({ type: 'refused' });
  });

  test('a group that put the account out refuses, and says so beforehand', async () => {
    clerk.kick(group, bot.uid);
    await eventually(() => fixture.events().length === 1);

    expect(fixture.events()).toMatchObject([
      { type: 'membership', chat: { externalId: group }, status: 'gone', canSend: false },
    ]);
    expect(await fixture.channel.send(chat, text('Lũ về'))).toMatchObject({
      type: 'refused',
      chatIsGone: true,
    });
  });
});

describe('throttling', () => {
  test('makes the account keep quiet, longer each time, until a message goes through', async () => {
    const HOUR = 3_600_000;
    network.faults.add({ kind: 'empty-success', path: '/api/group/sendmsg' });
    network.faults.add({ kind: 'refuse', code: 221, path: '/api/group/sendmsg' });

    await fixture.channel.send(chat, text('một'));
    expect(fixture.channel.health()).toMatchObject({ state: 'throttled' });
    expect(await fixture.channel.send(chat, text('hai'))).toMatchObject({
      type: 'not-sent',
      scope: 'account',
      afterMs: HOUR,
    });
    fixture.clock.advance(HOUR);
    expect(fixture.channel.health()).toMatchObject({ state: 'ready' });
    expect(await fixture.channel.send(chat, text('ba'))).toMatchObject({ afterMs: 2 * HOUR });
    fixture.clock.advance(2 * HOUR);

    expect(await fixture.channel.send(chat, text('bốn'))).toMatchObject({ type: 'sent' });
    expect(clerk.sees(group).map((message) => message.text)).toEqual(['bốn']);
  });
});

describe('a file', () => {
  test('whose announcement overtakes the reply is sent all the same', async () => {
    network.faults.add({ kind: 'early-file-done' });

    expect(await fixture.channel.send(chat, pdf())).toMatchObject({ type: 'sent' });
  });

  test('whose announcement is lost was certainly not posted', async () => {
    network.faults.add({ kind: 'lost-file-done' });

    expect(await fixture.channel.send(chat, pdf())).toMatchObject({ type: 'not-sent' });
    expect(clerk.sees(group)).toEqual([]);
  });

  test('whose upload hangs was certainly not posted', async () => {
    network.faults.add({ kind: 'hang', path: 'asyncfile/upload' });

    expect(await fixture.channel.send(chat, pdf())).toMatchObject({ type: 'not-sent' });
  });

  test('whose posting hangs may have arrived', async () => {
    network.faults.add({ kind: 'accept-then-hang', path: 'asyncfile/msg' });

    expect(await fixture.channel.send(chat, pdf())).toMatchObject({ type: 'uncertain' });
    expect(clerk.sees(group)).toHaveLength(1);
  });

  test('of a kind the server named at login is refused before it is sent', async () => {
    const part = pdf();
    const file = part.kind === 'file' ? { ...part.file, name: 'cài đặt.EXE' } : undefined;
    if (part.kind !== 'file' || file === undefined) throw new Error('not a file');

    expect(await fixture.channel.send(chat, { ...part, file })).toMatchObject({ type: 'refused' });
    expect(network.violations).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  test('again and again loses no message and repeats none', async () => {
    for (let n = 0; n < 8; n += 1) {
      clerk.send(group, `trước ${n}`);
      bot.drop(1006);
      clerk.send(group, `trong khi mất ${n}`);
      await eventually(() => bot.isListening);
    }

    await eventually(() => heard().length === 16);
    const expected = Array.from({ length: 8 }, (_, n) => [`trước ${n}`, `trong khi mất ${n}`]);
    expect(new Set(heard())).toEqual(new Set(expected.flat()));
    expect(new Set(fixture.updates.map(({ networkId }) => networkId)).size).toBe(16);
    expect(network.violations).toEqual([]);
  });

  test('for long is made good page by page, in order', async () => {
    clerk.send(group, 'tin đầu');
    await eventually(() => heard().length === 1);
    await network.faults.offline();
    for (let n = 0; n < 35; n += 1) clerk.send(group, `tin ${n}`);
    await network.faults.online();

    await eventually(() => heard().length === 36);
    expect(heard()).toEqual(['tin đầu', ...Array.from({ length: 35 }, (_, n) => `tin ${n}`)]);
  });

  test('for long loses no reaction, and each comes after the message it is about', async () => {
    clerk.send(group, 'tin đầu');
    await eventually(() => heard().length === 1);
    await network.faults.offline();
    // Somebody holds the phone of the account.
    const ids = Array.from({ length: 25 }, (_, n) => bot.send(group, `Chỉ đạo ${n}`));
    for (const id of ids) clerk.react(id, '/-strong');
    for (let n = 0; n < 12; n += 1) clerk.send(group, `tin ${n}`);
    await network.faults.online();

    await eventually(() => heard().length === 13);
    const reacted = () =>
      fixture.events().flatMap((event) => (event.type === 'reaction' ? [event.messageId] : []));
    await eventually(() => reacted().length === 25);
    expect(reacted()).toEqual(ids);
    const order = fixture.events().flatMap((event) => ('messageId' in event ? [event] : []));
    for (const id of ids) {
      const kinds = order.filter(({ messageId }) => messageId === id).map(({ type }) => type);
      expect(kinds).toEqual(['echo', 'reaction']);
    }
  });

  test('while it opens is opened again', async () => {
    network.faults.add({ kind: 'stalled-handshake', times: 2 });
    network.faults.add({ kind: 'drop-on-connect', times: 2 });
    bot.drop(1006);
    await eventually(() => fixture.channel.health().state === 'reconnecting');

    await eventually(() => fixture.channel.health().state === 'ready');
    expect(await fixture.channel.send(chat, text('Lũ về'))).toMatchObject({ type: 'sent' });
  });

  test('frames that are doubled, late or broken change nothing', async () => {
    network.faults.add({ kind: 'duplicated-frame', times: 2 });
    clerk.send(group, 'một');
    clerk.send(group, 'hai');
    network.faults.add({ kind: 'broken-frame' });
    network.faults.add({ kind: 'delayed-frame' });
    clerk.send(group, 'ba');
    clerk.send(group, 'bốn');

    await eventually(() => heard().length === 4);
    expect(heard()).toEqual(['một', 'hai', 'ba', 'bốn']);
  });

  test.each([3000, 3003])('because another client took over (%i) is left alone', async (code) => {
    bot.drop(code);
    await eventually(() => fixture.channel.health().state === 'displaced');
    const logins = network.ledger.count();

    expect(await fixture.channel.send(chat, text('Lũ về'))).toMatchObject({ type: 'not-sent' });
    expect(network.ledger.count()).toBe(logins);

    fixture.channel.retryNow();
    await eventually(() => fixture.channel.health().state === 'ready');
  });

  test('and cannot be made again is reported, and sends come back unsent', async () => {
    await network.faults.offline();
    await eventually(() => fixture.channel.health().state === 'reconnecting');

    expect(await fixture.channel.send(chat, text('Lũ về'))).toMatchObject({ type: 'not-sent' });
    await network.faults.online();
    await eventually(() => fixture.channel.health().state === 'ready');
  });
});
