import { expect, test } from '@jest/globals';
import { Bot, InlineKeyboard, InputFile } from 'grammy';
import { createTelegramNetwork } from '../../../src/sandbox/telegram/network.ts';
import { apiFor, ending, openNetwork, TOKEN } from './setup.ts';

test('a card is sent, pressed, answered and edited through an unmodified client', async () => {
  const network = createTelegramNetwork({
    bots: [{ token: TOKEN, username: 'tin_bot', name: 'Tin' }],
  });
  const apiRoot = await network.listen();
  const an = network.people.add({ firstName: 'An' });
  const group = network.world.addGroup({ title: 'UBND xã A', owner: an });
  const bot = new Bot(TOKEN, { client: { apiRoot } });
  bot.callbackQuery('a:1', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'Đã ghi nhận', show_alert: true });
    await ctx.editMessageText('Đã tiếp nhận');
  });
  const running = bot.start();

  await bot.api.sendMessage(group, 'Số 123', {
    reply_markup: new InlineKeyboard().text('Nhận', 'a:1').success(),
  });
  const card = await network.next(group, 'Số 123');
  const press = an.press(group, card.messageId, 'Nhận');
  const answers = await network.until(() => an.answersTo(press).length > 0 && an.answersTo(press));
  await network.until(() => an.sees(group).at(-1)?.text === 'Đã tiếp nhận');

  expect(answers).toMatchObject([{ text: 'Đã ghi nhận', isAlert: true }]);
  expect(an.sees(group).at(-1)).toMatchObject({ isEdited: true, buttons: [] });
  expect(network.unexpected()).toEqual([]);
  expect(network.violations).toEqual([]);
  await bot.stop();
  await running;
  await network.close();
});

test('an upload keeps its bytes and its Vietnamese name up to the first semicolon', async () => {
  const network = createTelegramNetwork({
    bots: [{ token: TOKEN, username: 'tin_bot', name: 'Tin' }],
  });
  const apiRoot = await network.listen();
  const an = network.people.add({ firstName: 'An' });
  an.openDeepLink();
  const { api } = new Bot(TOKEN, { client: { apiRoot } });

  const sent = await api.sendDocument(
    an.id,
    new InputFile(Buffer.from('%PDF-1.7\r\n'), 'Công văn 12.pdf'),
  );
  await api.sendDocument(an.id, new InputFile(Buffer.from('x'), 'Công văn "12; bản" chính.pdf'));
  await api.sendDocument(an.id, sent.document.file_id);

  const files = an
    .sees(an.id)
    .slice(1)
    .map(({ file }) => file);
  expect(files.map((file) => file?.name)).toEqual([
    'Công văn 12.pdf',
    'Công văn "12',
    'Công văn 12.pdf',
  ]);
  expect(Buffer.from(files[0]?.bytes() ?? []).toString()).toBe('%PDF-1.7\r\n');
  await network.close();
});

test('two bots share a group and hear the commands that name them', async () => {
  const { network, an, group, api, other } = await openTwoBots();
  an.send(group, '/status@tin_bot');
  an.send(group, '/status@khac_bot');
  const sent = await api.sendDocument(group, new InputFile(Buffer.from('x'), 'a.pdf'));

  const heard = [await api.getUpdates(), await other.getUpdates()];

  expect(heard.map((list) => list.map(({ message }) => message?.text))).toEqual([
    ['/status@tin_bot'],
    ['/status@khac_bot'],
  ]);
  expect(await ending(other.sendDocument(group, sent.document.file_id))).toContain(
    'wrong file identifier',
  );
  expect(
    await ending(other.editMessageCaption(group, sent.message_id, { caption: 'x' })),
  ).toContain("message can't be edited");
  expect(network.violations).toEqual([]);
});

async function openTwoBots() {
  const opened = await openNetwork({
    bots: [
      { token: TOKEN, username: 'tin_bot', name: 'Tin' },
      { token: '222:BBB-test', username: 'khac_bot', name: 'Khác' },
    ],
  });
  return { ...opened, other: apiFor(opened.network.apiRoot, '222:BBB-test') };
}

test('what a story did not take is unexpected, and each message is taken once', async () => {
  const { network, group, api } = await openNetwork();
  await api.sendMessage(group, 'Số 1');
  await api.sendMessage(group, 'Số 1');

  expect(network.consume(group, 'Số 1')?.text).toBe('Số 1');
  expect(network.unexpected()).toHaveLength(1);
  expect((await network.next(group)).text).toBe('Số 1');
  expect(network.unexpected()).toEqual([]);
  await expect(network.next(group, 'Số 2', { timeoutMs: 50 })).rejects.toThrow('"Số 2", in vain');
});

test('forms and methods in any case are taken, as the real server does', async () => {
  const { network, an, group } = await openNetwork();
  const body = new URLSearchParams({
    chat_id: String(group),
    text: 'x',
    reply_markup: '{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}',
  });

  const answer = await fetch(`${network.apiRoot}/bot${TOKEN}/test/SENDmessage`, {
    method: 'POST',
    body,
  });

  expect(await answer.json()).toMatchObject({ ok: true, result: { text: 'x' } });
  expect(an.sees(group)[0]?.buttons[0]?.[0]?.text).toBe('a');
  expect(network.violations).toEqual([]);
});

test('topics take messages until they are deleted', async () => {
  const { network, an, api } = await openNetwork();
  const forum = network.world.addGroup({ title: 'Diễn đàn', owner: an, kind: 'forum' });
  const topic = an.createTopic(forum, 'Phòng chống bão');

  const sent = await api.sendMessage(forum, 'x', { message_thread_id: topic });
  an.deleteTopic(forum, topic);

  expect(sent.message_thread_id).toBe(topic);
  expect(await ending(api.sendMessage(forum, 'y', { message_thread_id: topic }))).toBe(
    '400 Bad Request: message thread not found',
  );
});

test('a counting ledger keeps numbers without requests', async () => {
  const { network, group, api } = await openNetwork({ ledger: 'counts' });
  for (const text of ['một', 'hai', 'hai']) await api.sendMessage(group, text);

  expect(network.ledger.calls()).toEqual([]);
  expect(network.ledger.count({ method: 'sendMessage', chat: group, status: 200 })).toBe(3);
  expect(network.ledger.copiesSeen(group, 'hai')).toBe(2);
  expect(network.ledger.maxPerMinute(group)).toBe(3);
});
