import { describe, expect, test } from '@jest/globals';
import { toRawUpdate } from '../../../src/channels/telegram/inbound.ts';
import { parseUpdate } from '../../../src/channels/telegram/parse.ts';

const RECEIVED = new Date('2026-01-05T08:00:00Z');
const WRITTEN = new Date('2026-01-05T07:59:50Z');
const date = WRITTEN.getTime() / 1000;

const lan = { id: 501, is_bot: false, first_name: 'Lan', last_name: 'Văn thư', username: 'lan_vt' };
const group = { id: -100777, type: 'supergroup', title: 'UBND xã Bình An' };
const office = { externalId: '-100777', kind: 'group', title: 'UBND xã Bình An' };
const person = { externalId: '501', name: 'Lan Văn thư' };

/** As the poller and the engine do it: through the inbox and back. */
function events(update: object) {
  const raw = toRawUpdate({ update_id: 9001, ...update }, RECEIVED, 'TruyenDatBot');
  return parseUpdate(JSON.parse(JSON.stringify(raw?.payload ?? null)));
}

function message(fields: object) {
  return { message: { message_id: 31, date, chat: group, from: lan, ...fields } };
}

describe('a message', () => {
  test('brings text, person, chat and the time it was written', () => {
    expect(events(message({ text: 'Đã nhận 12K7' }))).toEqual([
      {
        type: 'text',
        chat: office,
        at: WRITTEN,
        person,
        messageId: '31',
        text: 'Đã nhận 12K7',
        files: [],
      },
    ]);
  });

  test('names the message it replies to, but not the opening of its topic', () => {
    const inTopic = { is_topic_message: true, message_thread_id: 4 };
    const opening = { message_id: 4, date, chat: group, forum_topic_created: { name: 'Báo cáo' } };

    expect(events(message({ text: 'ok', reply_to_message: { message_id: 12 } }))).toMatchObject([
      { replyTo: '12', chat: office },
    ]);
    const [topical] = events(message({ text: 'ok', ...inTopic, reply_to_message: opening }));
    expect(topical).toMatchObject({ chat: { ...office, threadId: '4' } });
    expect(topical).not.toHaveProperty('replyTo');
  });

  test('a chain of replies in an ordinary group is no topic', () => {
    const [event] = events(message({ text: 'ok', message_thread_id: 12 }));

    expect(event?.chat).toEqual(office);
  });

  test('a document in an album brings its file, caption and album', () => {
    const document = {
      file_id: 'BQAC1',
      file_unique_id: 'u1',
      file_name: 'Công văn 12.pdf',
      mime_type: 'application/pdf',
      file_size: 2048,
    };
    const update = message({ document, caption: 'kèm theo', media_group_id: '77' });

    expect(events(update)).toMatchObject([
      {
        text: 'kèm theo',
        albumId: '77',
        files: [
          { fileId: 'BQAC1', name: 'Công văn 12.pdf', mediaType: 'application/pdf', bytes: 2048 },
        ],
      },
    ]);
  });

  test('a photo is its largest size', () => {
    const size = (file_id: string, width: number) => ({
      file_id,
      file_unique_id: `u${width}`,
      width,
      height: width,
      file_size: width * 10,
    });

    expect(
      events(message({ photo: [size('s', 90), size('l', 1280), size('m', 320)] })),
    ).toMatchObject([
      { text: '', files: [{ fileId: 'l', name: 'photo-u1280.jpg', bytes: 12800 }] },
    ]);
  });

  test.each([
    ['text', 'entities'],
    ['caption', 'caption_entities'],
  ])(
    'a command in the %s loses our name and is dropped when meant for another bot',
    (field, list) => {
      const document = { file_id: 'BQAC1', file_unique_id: 'u1' };
      const command = (text: string) =>
        message({
          document,
          [field]: text,
          [list]: [{ type: 'bot_command', offset: 0, length: text.indexOf(' ') }],
        });

      expect(events(command('/send@truyendatbot gấp'))).toMatchObject([{ text: '/send gấp' }]);
      expect(events(command('/send gấp'))).toMatchObject([{ text: '/send gấp' }]);
      expect(events(command('/send@other_bot gấp'))).toEqual([]);
    },
  );

  test('an anonymous administrator is his chat, not the account that stands in for him', () => {
    const placeholder = { id: 1087968824, is_bot: true, first_name: 'Group' };

    expect(events(message({ from: placeholder, sender_chat: group, text: 'ok' }))).toMatchObject([
      { person: { externalId: '-100777', name: 'UBND xã Bình An' } },
    ]);
  });

  test.each([
    ['another bot', message({ text: 'x', from: { ...lan, is_bot: true } })],
    ['a linked channel', message({ text: 'x', is_automatic_forward: true, sender_chat: group })],
    ['nobody’s words', message({ new_chat_title: 'Tên mới' })],
    ['a channel post', { channel_post: { ...message({ text: 'x' }).message } }],
    ['an edited message', { edited_message: { ...message({ text: 'x' }).message } }],
  ])('%s is none of our business', (_, update) => {
    expect(events(update)).toEqual([]);
  });
});

describe('a group that became a supergroup', () => {
  const old = { id: -555, type: 'group', title: 'UBND xã Bình An' };

  test('is told from both sides with the same result', () => {
    const leaving = { message: { message_id: 5, date, chat: old, migrate_to_chat_id: -100777 } };
    const arriving = { message: { message_id: 1, date, chat: group, migrate_from_chat_id: -555 } };
    const moved = { type: 'moved', chat: { externalId: '-555', kind: 'group' }, to: '-100777' };

    expect(events(leaving)).toMatchObject([moved]);
    expect(events(arriving)).toMatchObject([moved]);
  });
});

describe('a press', () => {
  const press = (fields: object) => ({
    callback_query: { id: 'q1', from: lan, chat_instance: '1', data: 'a:7Zk2Qx', ...fields },
  });

  test('brings what was pressed where, at the time it was fetched', () => {
    const card = { message_id: 40, date, chat: group, from: lan, text: 'nội dung thẻ' };

    expect(events(press({ message: card }))).toEqual([
      {
        type: 'press',
        chat: office,
        at: RECEIVED,
        person,
        pressId: 'q1',
        messageId: '40',
        data: 'a:7Zk2Qx',
      },
    ]);
  });

  test('works on a message Telegram no longer shows', () => {
    const inaccessible = { message_id: 40, date: 0, chat: group };

    expect(events(press({ message: inaccessible }))).toMatchObject([{ messageId: '40' }]);
  });

  test('without a message or data is nothing', () => {
    expect(events(press({ inline_message_id: 'x' }))).toEqual([]);
    expect(
      events(press({ message: { message_id: 40, date, chat: group }, data: undefined })),
    ).toEqual([]);
  });
});

describe('our place in a chat', () => {
  const channel = { id: -100888, type: 'channel', title: 'Kênh xã' };
  const change = (chat: object, member: object) => ({
    my_chat_member: {
      chat,
      from: lan,
      date,
      old_chat_member: { status: 'left', user: lan },
      new_chat_member: { user: lan, ...member },
    },
  });

  test.each([
    ['member of a group', group, { status: 'member' }, 'member', true],
    ['administrator of a group', group, { status: 'administrator' }, 'administrator', true],
    ['removed', group, { status: 'kicked', until_date: 0 }, 'gone', false],
    ['left', group, { status: 'left' }, 'gone', false],
    [
      'restricted, may write',
      group,
      { status: 'restricted', is_member: true, can_send_messages: true },
      'restricted',
      true,
    ],
    [
      'restricted, silent',
      group,
      { status: 'restricted', is_member: true, can_send_messages: false },
      'restricted',
      false,
    ],
    [
      'restricted and out',
      group,
      { status: 'restricted', is_member: false, can_send_messages: true },
      'gone',
      false,
    ],
    [
      'administrator of a channel who may post',
      channel,
      { status: 'administrator', can_post_messages: true },
      'administrator',
      true,
    ],
    [
      'administrator of a channel who may not post',
      channel,
      { status: 'administrator', can_post_messages: false },
      'administrator',
      false,
    ],
    ['blocked', { id: 501, type: 'private' }, { status: 'kicked', until_date: 0 }, 'gone', false],
    ['unblocked', { id: 501, type: 'private' }, { status: 'member' }, 'member', true],
  ])('%s', (_, chat, member, status, canSend) => {
    expect(events(change(chat, member))).toMatchObject([
      { type: 'membership', person, status, canSend, at: WRITTEN },
    ]);
  });
});

describe('a reaction', () => {
  const reaction = (fields: object) => ({
    message_reaction: { chat: group, message_id: 40, date, old_reaction: [], ...fields },
  });

  test('brings its icon, or none when it was taken back', () => {
    const liked = [{ type: 'emoji', emoji: '👍' }];

    expect(events(reaction({ user: lan, new_reaction: liked }))).toMatchObject([
      { type: 'reaction', icon: '👍', messageId: '40', person },
    ]);
    expect(events(reaction({ user: lan, new_reaction: [] }))).toMatchObject([{ icon: '' }]);
  });

  test('of nobody in particular is nothing', () => {
    expect(events(reaction({ actor_chat: group, new_reaction: [] }))).toEqual([]);
  });
});

describe('the inbox', () => {
  test('gets the id, the chat, and what the secrecy gate looks at', () => {
    const document = { file_id: 'B', file_unique_id: 'u', file_name: 'Phụ lục.docx' };
    const raw = toRawUpdate(
      { update_id: 9001, ...message({ document, caption: 'trình ký' }) },
      RECEIVED,
      'TruyenDatBot',
    );

    expect(raw).toMatchObject({
      networkId: '9001',
      chatKey: '-100777',
      text: 'trình ký',
      fileNames: ['Phụ lục.docx'],
      urgent: false,
    });
  });

  test('gets presses as urgent', () => {
    const press = { id: 'q1', from: lan, message: { message_id: 1, chat: group }, data: 'a' };

    expect(toRawUpdate({ update_id: 1, callback_query: press }, RECEIVED, 'x')?.urgent).toBe(true);
  });

  test('keeps nothing that the gate has not seen', () => {
    const quoted = { message_id: 12, date, chat: group, text: 'nội dung trích' };
    const raw = toRawUpdate(
      {
        update_id: 9001,
        ...message({
          text: 'ok',
          reply_to_message: quoted,
          quote: { text: 'nội dung trích' },
          external_reply: { origin: 'nội dung trích' },
          contact: { phone_number: '0900000000' },
        }),
      },
      RECEIVED,
      'TruyenDatBot',
    );

    expect(JSON.stringify(raw)).not.toMatch(/nội dung trích|0900000000/);
  });

  test('passes over what it cannot read, and parse reads nothing but its own', () => {
    expect(toRawUpdate({ update_id: 1, message: { odd: true } }, RECEIVED, 'x')).toBeUndefined();
    expect(toRawUpdate({ update_id: 1, poll: { id: '1' } }, RECEIVED, 'x')).toBeUndefined();
    expect(parseUpdate({ hello: 'world' })).toEqual([]);
    expect(parseUpdate(null)).toEqual([]);
  });
});
