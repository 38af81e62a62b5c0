import { expect, test } from '@jest/globals';
import { Bot, InlineKeyboard, InputFile } from 'grammy';
import { createTelegramNetwork } from '../../../src/sandbox/telegram/network.ts';

const TOKEN = '111:AAA-test';

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
