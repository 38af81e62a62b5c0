import { describe, expect, test } from '@jest/globals';
import type { Api } from 'grammy';
import { ending, openNetwork } from './setup.ts';

type Attempt = (api: Api, chat: number) => Promise<unknown>;

const button = (fields: object) => ({ reply_markup: { inline_keyboard: [[fields]] } }) as never;

const VIOLATIONS: readonly (readonly [what: string, attempt: Attempt, words: string])[] = [
  ['an empty text', (api, chat) => api.sendMessage(chat, ' \n'), 'message text is empty'],
  ['a text of 4097', (api, chat) => api.sendMessage(chat, 'x'.repeat(4097)), 'message is too long'],
  [
    'a text of 4097 units in emoji',
    (api, chat) => api.sendMessage(chat, `x${'😀'.repeat(2048)}`),
    'message is too long',
  ],
  [
    'a poll without options',
    (api, chat) => api.sendPoll(chat, 'Họp?', []),
    'poll must have 1 to 12 options',
  ],
  [
    'callback data of 65 bytes',
    (api, chat) => api.sendMessage(chat, 'x', button({ text: 'a', callback_data: 'đ'.repeat(33) })),
    'BUTTON_DATA_INVALID',
  ],
  [
    'a button with two actions',
    (api, chat) =>
      api.sendMessage(chat, 'x', button({ text: 'a', callback_data: 'b', url: 'https://a.vn' })),
    'exactly one action',
  ],
  [
    'a button without text',
    (api, chat) => api.sendMessage(chat, 'x', button({ text: ' ', callback_data: 'b' })),
    'text must be non-empty',
  ],
  [
    'a flat keyboard',
    (api, chat) =>
      api.sendMessage(chat, 'x', {
        reply_markup: { inline_keyboard: [{ text: 'a', callback_data: 'b' }] },
      } as never),
    'Array of Arrays',
  ],
  [
    'an entity past the end',
    (api, chat) =>
      api.sendMessage(chat, 'abc', { entities: [{ type: 'bold', offset: 2, length: 2 }] }),
    'ends after the end',
  ],
  [
    'an entity inside a pair',
    (api, chat) =>
      api.sendMessage(chat, '😀', { entities: [{ type: 'bold', offset: 0, length: 1 }] }),
    'middle of a UTF-16 symbol',
  ],
  [
    'an unclosed tag',
    (api, chat) => api.sendMessage(chat, 'ă<b>x', { parse_mode: 'HTML' }),
    'Can\'t find end tag corresponding to start tag "b"',
  ],
  [
    'an unknown tag',
    (api, chat) => api.sendMessage(chat, 'ă<br>x', { parse_mode: 'HTML' }),
    'Unsupported start tag "br" at byte offset 2',
  ],
  [
    'crossed tags',
    (api, chat) => api.sendMessage(chat, '<b>ă<i>x</b></i>', { parse_mode: 'HTML' }),
    'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
  ],
  [
    'an unknown parameter',
    (api, chat) => api.sendMessage(chat, 'x', { disable_web_page_preview: true } as never),
    'unknown parameter "disable_web_page_preview"',
  ],
  [
    'a missing parameter',
    (api, chat) => api.raw.sendMessage({ chat_id: chat } as never),
    'parameter "text" is required',
  ],
  [
    'a parameter of the wrong kind',
    (api, chat) => api.raw.sendMessage({ chat_id: chat, text: 5 } as never),
    'parameter "text" must be a string',
  ],
  [
    'an answer of 201',
    (api) => api.answerCallbackQuery('1', { text: 'x'.repeat(201) }),
    'MESSAGE_TOO_LONG',
  ],
  [
    'an album of one',
    (api, chat) => api.sendMediaGroup(chat, [{ type: 'document', media: 'x' }]),
    '2-10 items',
  ],
  [
    'a command in capitals',
    (api) => api.setMyCommands([{ command: 'Send', description: 'x' }]),
    'BOT_COMMAND_INVALID',
  ],
];

describe('a call against the rules is refused and recorded', () => {
  test.each(VIOLATIONS)('%s', async (_what, attempt, words) => {
    const { network, group, api } = await openNetwork();

    const end = await ending(attempt(api, group));

    expect(end).toMatch(/^400 Bad Request: /);
    expect(end).toContain(words);
    expect(network.violations).toHaveLength(1);
    expect(network.unexpected()).toEqual([]);
  });
});

test('an unknown method is answered 404 and recorded; a wrong token 401', async () => {
  const { network } = await openNetwork();

  const unknown = await fetch(`${network.apiRoot}/bot111:AAA-test/sendTelepathy`, {
    method: 'POST',
  });
  const wrong = await fetch(`${network.apiRoot}/bot111:AAA-other/getMe`);

  expect([unknown.status, wrong.status]).toEqual([404, 401]);
  expect(network.violations).toEqual([{ method: 'sendTelepathy', words: 'Not Found' }]);
});

test('states of the world are refused without being a violation', async () => {
  const { network, an, group, api } = await openNetwork();
  const sent = await api.sendMessage(group, 'x');

  const ends = [
    await ending(api.editMessageText(group, sent.message_id, 'x')),
    await ending(api.editMessageText(group, 999, 'y')),
    await ending(api.sendMessage(-1, 'x')),
    await ending(api.sendMessage(an.id, 'x')),
    await ending(api.sendDocument(group, 'made-up-file-id')),
    await ending(api.sendMessage(group, 'x', { reply_parameters: { message_id: 999 } })),
    await ending(api.sendMessage(group, 'x', { message_thread_id: 5 })),
    await ending(
      api.sendMessage(group, 'x', {
        reply_parameters: { message_id: 999, allow_sending_without_reply: true },
      }),
    ),
  ];

  expect(ends.map((end) => end.split(':').slice(0, 2).join(':'))).toEqual([
    '400 Bad Request: message is not modified',
    '400 Bad Request: message to edit not found',
    '400 Bad Request: chat not found',
    "403 Forbidden: bot can't initiate conversation with a user",
    '400 Bad Request: wrong file identifier/HTTP URL specified',
    '400 Bad Request: message to be replied not found',
    '400 Bad Request: message thread not found',
    'ok',
  ]);
  expect(network.violations).toEqual([]);
});

test('HTML becomes entities in UTF-16 units around the trimmed text', async () => {
  const { group, api } = await openNetwork();

  const sent = await api.sendMessage(
    group,
    '  😀 <b>Khẩn <i>cấp</i></b> <a href="https://a.vn/?x=1&amp;y=2">&lt;xem&gt;</a> <blockquote expandable>dài</blockquote>',
    { parse_mode: 'HTML' },
  );

  expect(sent.text).toBe('😀 Khẩn cấp <xem> dài');
  expect(sent.entities).toEqual([
    { type: 'bold', offset: 3, length: 8 },
    { type: 'italic', offset: 8, length: 3 },
    { type: 'text_link', offset: 12, length: 5, url: 'https://a.vn/?x=1&y=2' },
    { type: 'expandable_blockquote', offset: 18, length: 3 },
  ]);
});
