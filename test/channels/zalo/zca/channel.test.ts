import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChatAddress, FileContent, OutgoingPart } from '../../../../src/ports/channel.ts';
import type { Account } from '../../../../src/sandbox/zalo/account.ts';
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
  network = createZaloNetwork();
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

let lastClientId = 1000;
const text = (words: string): OutgoingPart => {
  lastClientId += 1;
  return { kind: 'text', clientId: String(lastClientId), text: words };
};

const file = (name: string, content: Buffer): FileContent => ({
  name,
  mediaType: 'application/pdf',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  read: async () => content,
});

describe('sending', () => {
  test('a text is seen once and its echo carries our client id', async () => {
    const part = text('Họp lúc 14 giờ');

    const outcome = await fixture.channel.send(chat, part);

    const [seen] = clerk.sees(group);
    expect(seen?.text).toBe('Họp lúc 14 giờ');
    expect(outcome).toEqual({ type: 'sent', messageId: seen?.messageId, clientId: part.clientId });
    await eventually(() => fixture.events().length > 0);
    expect(fixture.events()).toEqual([
      {
        type: 'echo',
        chat: { externalId: group, kind: 'group' },
        at: expect.any(Date),
        messageId: seen?.messageId,
        clientId: part.clientId,
      },
    ]);
    expect(network.violations).toEqual([]);
  });

  test('a card prints its choices, its links and how to acknowledge', async () => {
    await fixture.channel.send(chat, {
      kind: 'card',
      clientId: '77',
      view: {
        lines: ['🔔 CHỈ ĐẠO', 'Số 12/UBND-VP'],
        code: '12K7',
        buttons: [
          [
            { label: 'Đã tiếp nhận', data: 'a' },
            { label: 'Có ý kiến', data: 'b' },
          ],
          [{ label: 'Toàn văn', url: 'https://example.org/x' }],
        ],
      },
    });

    expect(clerk.sees(group)[0]?.text).toBe(
      [
        '🔔 CHỈ ĐẠO',
        'Số 12/UBND-VP',
        '',
        '1. Đã tiếp nhận',
        '2. Có ý kiến',
        'Toàn văn: https://example.org/x',
        'Trả lời: DN 12K7',
      ].join('\n'),
    );
  });

  test('a file of several chunks arrives whole, as a message of its own', async () => {
    const content = Buffer.alloc(1_200_000, 'nội dung');

    const outcome = await fixture.channel.send(chat, {
      kind: 'file',
      clientId: '88',
      file: file('công văn 12.pdf', content),
    });

    expect(outcome).toMatchObject({ type: 'sent', clientId: '88' });
    expect(clerk.sees(group)).toMatchObject([
      { file: { name: 'công văn 12.pdf', size: content.length } },
    ]);
    expect(network.violations).toEqual([]);
  });

  test('a private text reaches the person', async () => {
    const outcome = await fixture.channel.send(
      { externalId: clerk.uid, kind: 'private' },
      text('Chào chị'),
    );

    expect(outcome.type).toBe('sent');
    expect(clerk.sees(bot.uid)).toMatchObject([{ text: 'Chào chị' }]);
  });

  test('a reply quotes a message that went by', async () => {
    const question = clerk.send(group, 'Hạn đến bao giờ?');
    await eventually(() => fixture.updates.length === 1);

    const outcome = await fixture.channel.send(chat, {
      ...text('Đến 17 giờ'),
      replyTo: { chat, messageId: question },
    });

    expect(outcome.type).toBe('sent');
    expect(clerk.sees(group)[1]).toMatchObject({ text: 'Đến 17 giờ', quotes: question });
    expect(network.violations).toEqual([]);
  });

  test('a message is taken back by both its ids, and taking it back twice is no error', async () => {
    const sent = await fixture.channel.send(chat, text('Nhầm'));
    const ref = {
      chat,
      messageId: sent.type === 'sent' ? sent.messageId : '',
      clientId: String(lastClientId),
    };

    expect(await fixture.channel.remove?.(ref)).toMatchObject({ type: 'sent' });
    expect(await fixture.channel.remove?.(ref)).toMatchObject({ type: 'sent' });

    expect(clerk.sees(group)).toMatchObject([{ isUndone: true, text: '' }]);
  });
});

describe('hearing', () => {
  test('texts, quotes, reactions and files become events', async () => {
    const sent = await fixture.channel.send(chat, text('Chỉ đạo'));
    const id = sent.type === 'sent' ? sent.messageId : '';
    clerk.quote(id, 'đã nhận');
    clerk.react(id, '/-strong');
    clerk.react(id, '');
    clerk.sendFile(group, { name: 'báo cáo.docx', bytes: Buffer.from('tài liệu') });

    await eventually(() => fixture.events().length === 5);
    const events = fixture.events().filter(({ type }) => type !== 'echo');
    const person = { externalId: clerk.uid, name: clerk.name };
    expect(events).toMatchObject([
      { type: 'text', person, text: 'đã nhận', replyTo: id },
      { type: 'reaction', person, messageId: id, icon: '👍' },
      { type: 'reaction', person, messageId: id, icon: '' },
      { type: 'text', text: '', files: [{ name: 'báo cáo.docx', bytes: 11 }] },
    ]);
    const [uploaded] = events[3]?.type === 'text' ? events[3].files : [];
    const bytes = await fixture.channel.download(uploaded?.fileId ?? '', 1000);
    expect(Buffer.from(bytes).toString()).toBe('tài liệu');
  });
});
