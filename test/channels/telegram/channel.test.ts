import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TelegramOptions } from '../../../src/channels/telegram/channel.ts';
import type { InboundEvent } from '../../../src/domain/inbound-event.ts';
import type { CardView, Channel, OutgoingPart, RawUpdate } from '../../../src/ports/channel.ts';
import type { TelegramNetwork } from '../../../src/sandbox/telegram/network.ts';
import type { Person } from '../../../src/sandbox/telegram/person.ts';
import { eventually } from '../eventually.ts';
import { createInbox, createRecorder, type Inbox, type Recorder } from '../recorder.ts';
import { addressOf, connect, listen, TOKEN } from './simulated.ts';

let network: TelegramNetwork;
let recorder: Recorder;
let lan: Person;
let channels: Channel[];

beforeEach(async () => {
  network = await listen();
  recorder = createRecorder();
  lan = network.people.add({ firstName: 'Lan', lastName: 'Văn thư' });
  channels = [];
});

afterEach(async () => {
  await Promise.all(channels.map((channel) => channel.stop()));
  await network.close();
  expect(network.violations).toEqual([]);
});

function open(options: Partial<TelegramOptions> = {}, surroundings: Recorder = recorder): Channel {
  const channel = connect(network, surroundings, options);
  channels.push(channel);
  return channel;
}

async function start(inbox: Inbox = createInbox()): Promise<Channel> {
  const channel = open();
  await channel.start(inbox.sink);
  return channel;
}

function text(content: string): OutgoingPart {
  return { kind: 'text', clientId: '1', text: content };
}

function pdf(knownAs?: string): OutgoingPart {
  const bytes = Buffer.from('%PDF-1.7 invented');
  return {
    kind: 'file',
    clientId: '1',
    file: {
      name: 'cong-van.pdf',
      mediaType: 'application/pdf',
      bytes: bytes.length,
      sha256: 'x',
      read: () => Promise.resolve(bytes),
      ...(knownAs !== undefined && { knownAs }),
    },
  };
}

const card: CardView = {
  lines: ['KHẨN', 'https://example.org/van-ban'],
  buttons: [[{ label: '✅ Xác nhận', data: 'a:1', style: 'good' }]],
};

/** The first event of one type among what the inbox stores. */
function nextEvent<Type extends InboundEvent['type']>(
  channel: Channel,
  inbox: Inbox,
  type: Type,
): Promise<Extract<InboundEvent, { type: Type }>> {
  const isWanted = (event: InboundEvent): event is Extract<InboundEvent, { type: Type }> =>
    event.type === type;
  return eventually(`an event ${type}`, () =>
    [...inbox.stored.values()].flatMap((update) => channel.parse(update.payload)).find(isWanted),
  );
}

function pendingUpdates(): number {
  return [...network.world.state.bots.values()][0]?.pending.size ?? -1;
}

describe('logging in', () => {
  test('tells whose address does not answer, but not the token', async () => {
    const channel = open({ apiRoot: 'http://127.0.0.1:9' });

    const started = channel.start(createInbox().sink);

    await expect(started).rejects.toThrow(
      /tg-thu cannot log in at http:\/\/127\.0\.0\.1:9 \(no connection \(ECONNREFUSED\)\)/,
    );
    await expect(started).rejects.not.toThrow(TOKEN);
    expect(channel.health().state).toBe('reconnecting');
  });

  test('tells that the token is refused, but not the token', async () => {
    const token = '7001:AAanother-token-nobody-gave-out';
    const channel = open({ token });

    const started = channel.start(createInbox().sink);

    await expect(started).rejects.toThrow(/401: Unauthorized.*check the bot token/);
    await expect(started).rejects.not.toThrow(token);
    expect(channel.health().state).toBe('needs-login');
  });

  test('may be tried again', async () => {
    await network.faults.offline();
    const channel = open();
    await expect(channel.start(createInbox().sink)).rejects.toThrow();
    await network.faults.online();

    await channel.start(createInbox().sink);

    expect(channel.health().state).toBe('ready');
  });

  test('brings the name for deep links', async () => {
    const channel = open();
    expect(channel.deepLink?.('s_1')).toBeUndefined();

    await channel.start(createInbox().sink);

    expect(channel.deepLink?.('s_1')).toBe('https://t.me/truyendat_thu_bot?start=s_1');
    expect(channel.deepLink?.('g_1', 'group')).toBe(
      'https://t.me/truyendat_thu_bot?startgroup=g_1&admin=pin_messages+delete_messages',
    );
    expect(() => channel.deepLink?.('xã A')).toThrow('1 to 64 characters');
  });
});

describe('a group that becomes a supergroup', () => {
  test('is announced, refuses the old id with the new one, and takes the part there', async () => {
    const inbox = createInbox();
    const channel = await start(inbox);
    const old = network.world.addGroup({ title: 'UBND xã', owner: lan, kind: 'group' });
    const upgraded = lan.upgrade(old);

    const refused = await channel.send(addressOf(old, 'group'), text('Số 12'));
    const moved = await nextEvent(channel, inbox, 'moved');
    const sent = await channel.send(addressOf(upgraded, 'group'), text('Số 12'));

    expect(refused).toMatchObject({ type: 'not-sent', afterMs: 0, movedTo: String(upgraded) });
    expect(moved).toMatchObject({ chat: { externalId: String(old) }, to: String(upgraded) });
    expect(sent.type).toBe('sent');
    expect(network.ledger.copiesSeen(upgraded, 'Số 12')).toBe(1);
  });
});

describe('losing a chat', () => {
  test('a group that removed the bot is gone', async () => {
    const inbox = createInbox();
    const channel = await start(inbox);
    const group = network.world.addGroup({ title: 'UBND xã', owner: lan });
    lan.kickBot(group);

    const outcome = await channel.send(addressOf(group, 'group'), text('Số 12'));

    expect(outcome).toMatchObject({ type: 'refused', chatIsGone: true });
    expect(await nextEvent(channel, inbox, 'membership')).toMatchObject({
      status: 'gone',
      canSend: false,
      person: { externalId: String(lan.id) },
    });
  });

  test('a person who blocked the bot is gone, and so is one who never came', async () => {
    const channel = await start();
    const minh = network.people.add({ firstName: 'Minh' });
    lan.openDeepLink();
    lan.blockBot();

    for (const { id } of [lan, minh]) {
      expect(await channel.send(addressOf(id, 'private'), text('Số 12'))).toMatchObject({
        type: 'refused',
        chatIsGone: true,
      });
    }
  });
});

describe('joining', () => {
  test('a group deep link brings membership and the payload without our name', async () => {
    const inbox = createInbox();
    const channel = await start(inbox);
    const group = network.world.addGroup({ title: 'UBND xã', owner: lan, bot: 'absent' });

    lan.openGroupDeepLink(group, 'g_7Zk2Qx');

    expect(await nextEvent(channel, inbox, 'membership')).toMatchObject({
      chat: { externalId: String(group), kind: 'group', title: 'UBND xã' },
      status: 'member',
      canSend: true,
    });
    expect(await nextEvent(channel, inbox, 'text')).toMatchObject({ text: '/start g_7Zk2Qx' });
  });

  test('a channel tells who made the bot an administrator and whether it may post', async () => {
    const inbox = createInbox();
    const channel = await start(inbox);
    const news = network.world.addChannel({ title: 'Kênh xã', owner: lan, bot: 'absent' });

    lan.addBot(news, { rights: { can_post_messages: true } });

    expect(await nextEvent(channel, inbox, 'membership')).toMatchObject({
      chat: { externalId: String(news), kind: 'channel' },
      status: 'administrator',
      canSend: true,
      person: { externalId: String(lan.id) },
    });
  });

  test('a reaction to our message arrives', async () => {
    const inbox = createInbox();
    const channel = await start(inbox);
    const group = network.world.addGroup({ title: 'UBND xã', owner: lan, bot: 'administrator' });
    await channel.send(addressOf(group, 'group'), text('Số 12'));
    const { messageId } = await network.next(group, 'Số 12');

    lan.react(group, messageId, '👍');

    expect(await nextEvent(channel, inbox, 'reaction')).toMatchObject({
      icon: '👍',
      messageId: String(messageId),
    });
  });
});

describe('sending', () => {
  test('a card is a plain message with a bold headline, a styled button and no preview', async () => {
    const channel = await start();
    lan.openDeepLink();

    await channel.send(addressOf(lan.id, 'private'), { kind: 'card', clientId: '1', view: card });

    const [call] = network.ledger.calls({ method: 'sendMessage' });
    expect(call?.body).toMatchObject({
      link_preview_options: { is_disabled: true },
      entities: [{ type: 'bold', offset: 0, length: 4 }],
      reply_markup: {
        inline_keyboard: [[{ text: '✅ Xác nhận', callback_data: 'a:1', style: 'success' }]],
      },
    });
  });

  test('a message for a topic that is gone goes to the group, once', async () => {
    const channel = await start();
    const forum = network.world.addGroup({ title: 'Báo cáo', owner: lan, kind: 'forum' });
    const topic = lan.createTopic(forum, 'Tuần 2');
    const address = { ...addressOf(forum, 'group'), threadId: String(topic) };

    const first = await channel.send(address, text('Số 12'));
    lan.deleteTopic(forum, topic);
    const second = await channel.send(address, text('Số 13'));

    expect([first.type, second.type]).toEqual(['sent', 'sent']);
    expect((await network.next(forum, 'Số 12')).thread).toBe(topic);
    expect((await network.next(forum, 'Số 13')).thread).toBeUndefined();
    expect(network.unexpected()).toEqual([]);
  });

  test('a file whose remembered id is not accepted is uploaded in the same send', async () => {
    const channel = await start();
    lan.openDeepLink();

    const outcome = await channel.send(addressOf(lan.id, 'private'), pdf('BQACinvented'));

    expect(outcome).toMatchObject({ type: 'sent', fileId: expect.stringMatching(/./) });
    expect(network.ledger.copiesSeen(lan.id, 'cong-van.pdf')).toBe(1);
    expect(network.ledger.count({ method: 'sendDocument' })).toBe(2);
  });

  test('an id that is none of Telegram’s is refused without a call', async () => {
    const channel = await start();

    const odd = await channel.send({ externalId: 'g123', kind: 'group' }, text('Số 12'));

    expect(odd.type).toBe('refused');
    expect(network.ledger.count({ method: 'sendMessage' })).toBe(0);
  });

  test('a flood limit in three chats within five seconds is the account’s', async () => {
    const channel = await start();
    network.faults.add({
      kind: 'too-many-requests',
      retryAfter: 3,
      method: 'sendMessage',
      times: 4,
    });
    const people = ['An', 'Bình', 'Chi'].map((firstName) => network.people.add({ firstName }));
    for (const person of people) person.openDeepLink();
    const send = (person: Person | undefined) =>
      channel.send(addressOf(person?.id ?? 0, 'private'), text('Số 12'));

    const outcomes = [
      await send(people[0]),
      await send(people[0]),
      await send(people[1]),
      await send(people[2]),
    ];

    expect(outcomes.map((outcome) => outcome.type === 'not-sent' && outcome.scope)).toEqual([
      'chat',
      'chat',
      'chat',
      'account',
    ]);
    expect(channel.health().state).toBe('throttled');
  });
});

describe('lifetimes', () => {
  test('a message older than 48 hours is not removed and a press older than 150 s not answered', async () => {
    let now = new Date('2026-01-05T08:00:00+07:00');
    await network.close();
    network = await listen({ now: () => now });
    lan = network.people.add({ firstName: 'Lan' });
    lan.openDeepLink();
    const inbox = createInbox();
    const channel = await start(inbox);
    const address = addressOf(lan.id, 'private');
    await channel.send(address, { kind: 'card', clientId: '1', view: card });
    const { messageId } = await network.next(lan.id, 'KHẨN');
    lan.press(lan.id, messageId, '✅ Xác nhận');
    const press = await nextEvent(channel, inbox, 'press');

    now = new Date(now.getTime() + 49 * 3_600_000);

    const answer = { text: 'Đã ghi nhận', alert: false };
    expect(await channel.answer?.(press.pressId, answer)).toMatchObject({ type: 'refused' });
    const ref = { chat: address, messageId: String(messageId) };
    expect(await channel.remove?.(ref)).toMatchObject({ type: 'refused' });
    expect((await channel.edit?.(ref, { ...card, lines: ['ĐÃ THU HỒI'] }))?.type).toBe('sent');
  });
});

describe('polling', () => {
  const isText = (update: RawUpdate) => update.text !== undefined;

  test('asks for reactions and the few other kinds it uses', async () => {
    await start();

    const asked = () => [...network.world.state.bots.values()][0]?.allowed;
    expect(await eventually('a poll', asked)).toEqual([
      'message',
      'callback_query',
      'my_chat_member',
      'message_reaction',
    ]);
  });

  test('stopping leaves nothing unconfirmed that was stored', async () => {
    const inbox = createInbox();
    const channel = await start(inbox);
    lan.openDeepLink('a_1');
    await inbox.next(isText);

    await channel.stop();

    expect(pendingUpdates()).toBe(0);
  });

  test('an update that is being stored is not confirmed before', async () => {
    let finish = () => {};
    const storing = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const inbox = createInbox(() => storing);
    const channel = await start(inbox);

    lan.openDeepLink('a_1');
    await eventually('the sink', () => inbox.handedOver.find(isText));
    expect(pendingUpdates()).toBeGreaterThan(0);
    finish();
    await channel.stop();

    expect(pendingUpdates()).toBe(0);
  });

  test('repeated and reordered batches are stored once', async () => {
    lan.openDeepLink('a_1');
    lan.send(lan.id, 'một');
    lan.send(lan.id, 'hai');
    network.faults.reorderUpdates();
    network.faults.duplicateUpdates();
    const inbox = createInbox();
    const channel = await start(inbox);

    await inbox.next((update) => update.text === 'hai');
    lan.send(lan.id, 'ba');
    await inbox.next((update) => update.text === 'ba');
    await channel.stop();

    const texts = [...inbox.stored.values()].map((update) => update.text);
    expect(texts).toHaveLength(4);
    expect(new Set(texts)).toEqual(new Set(['/start a_1', 'một', 'hai', 'ba']));
    expect(pendingUpdates()).toBe(0);
  });

  test('the second of two pollers displaces the first, which comes back when the way is free', async () => {
    const inbox = createInbox();
    const surroundings = [createRecorder(), createRecorder()] as const;
    const [first, second] = [open({}, surroundings[0]), open({}, surroundings[1])];
    await first.start(inbox.sink);
    await eventually(
      'the first poll',
      () => network.ledger.count({ method: 'getMe' }) || undefined,
    );

    await second.start(inbox.sink);
    await eventually('displacement', () => first.health().state === 'displaced' || undefined);
    expect(first.health().detail).toMatch(/409.*terminated by other getUpdates/);
    lan.openDeepLink('a_1');
    await inbox.next(isText);
    await second.stop();

    await eventually('the return', () => first.health().state === 'ready' || undefined);
    lan.send(lan.id, 'sau đó');
    await inbox.next((update) => update.text === 'sau đó');
    expect(surroundings[0].healths.map((health) => health.state)).toContain('displaced');
  });

  test('a webhook somebody set is told, not removed', async () => {
    const webhook = { url: 'https://example.org/hook' };
    const set = await fetch(`${network.apiRoot}/bot${TOKEN}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(webhook),
    });
    expect(set.status).toBe(200);

    const channel = await start();

    await eventually('displacement', () => channel.health().state === 'displaced' || undefined);
    expect(channel.health().detail).toContain('webhook is active');
    expect([...network.world.state.bots.values()][0]?.webhook).toMatchObject(webhook);
  });

  test('a token that is withdrawn ends the polling and raises the alarm', async () => {
    const channel = await start();
    network.faults.add({ kind: 'refuse', code: 401, words: '', method: 'getUpdates' });

    lan.openDeepLink();

    await eventually('the alarm', () => channel.health().state === 'needs-login' || undefined);
  });
});

describe('command hints', () => {
  const hints = [{ command: 'send', descriptions: { vi: 'Soạn văn bản', en: 'Compose' } }];

  test('are Vietnamese for everybody and English for those who use it', async () => {
    const channel = await start();

    await channel.announceCommands?.(hints, 'everyone');
    await channel.announceCommands?.(hints, addressOf(lan.id, 'private'));

    const bodies = network.ledger.calls({ method: 'setMyCommands' }).map((call) => call.body);
    expect(bodies).toMatchObject([
      { scope: { type: 'default' }, commands: [{ command: 'send', description: 'Soạn văn bản' }] },
      { scope: { type: 'default' }, language_code: 'en', commands: [{ description: 'Compose' }] },
      { scope: { type: 'chat', chat_id: lan.id } },
      { scope: { type: 'chat', chat_id: lan.id }, language_code: 'en' },
    ]);
    expect(bodies[0]).not.toHaveProperty('language_code');
  });

  test('are refused aloud', async () => {
    const channel = await start();
    network.faults.add({
      kind: 'refuse',
      code: 400,
      words: 'BOT_COMMAND_INVALID',
      method: 'setMyCommands',
    });

    await expect(channel.announceCommands?.(hints, 'everyone')).rejects.toThrow(
      'BOT_COMMAND_INVALID',
    );
  });
});
