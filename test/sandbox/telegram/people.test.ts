import { expect, test } from '@jest/globals';
import { InlineKeyboard, InputFile, Keyboard } from 'grammy';
import { ending, handClock, openNetwork } from './setup.ts';

const card = { reply_markup: new InlineKeyboard().text('Nhận', 'a:1') };

test('in a group a bot with privacy hears commands, replies to it and service messages only', async () => {
  const { network, an, group, api } = await openNetwork();
  const binh = network.people.add({ firstName: 'Bình' });
  const sent = await api.sendMessage(group, 'Số 123');
  an.send(group, 'nói chuyện riêng');
  an.send(group, '/status@other_bot');
  an.send(group, '/status');
  an.send(group, 'đã nhận', { replyTo: sent.message_id });
  binh.join(group);

  const updates = await api.getUpdates();

  expect(
    updates.map(({ message }) => message?.text ?? message?.new_chat_members?.[0]?.first_name),
  ).toEqual(['/status', 'đã nhận', 'Bình']);
  an.grant(group, { can_pin_messages: true });
  an.send(group, 'nói chuyện riêng');
  expect((await api.getUpdates()).at(-1)?.message?.text).toBe('nói chuyện riêng');
});

test('a press is answered once and no later than 150 seconds', async () => {
  const clock = handClock();
  const { an, group, api } = await openNetwork({ now: clock.now });
  const sent = await api.sendMessage(group, 'x', card);

  const [first, second] = [
    an.press(group, sent.message_id, 'Nhận'),
    an.press(group, sent.message_id, 'a:1'),
  ];
  await api.answerCallbackQuery(first, { text: 'Đã ghi nhận' });
  const again = await ending(api.answerCallbackQuery(first));
  clock.forward(151);
  const late = await ending(api.answerCallbackQuery(second));

  expect(an.answersTo(first)).toMatchObject([{ text: 'Đã ghi nhận', isAlert: false }]);
  expect([again, late]).toEqual(
    Array(2).fill(
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
    ),
  );
});

test('strangers can press with forged data, also on a deleted message', async () => {
  const { network, group, api } = await openNetwork();
  const stranger = network.people.add({ firstName: 'Lạ' });
  const sent = await api.sendMessage(group, 'x', card);
  await api.deleteMessage(group, sent.message_id);

  expect(() => stranger.press(group, sent.message_id, 'Nhận')).toThrow('not in chat');
  stranger.pressRaw(group, sent.message_id, 'a:forged');

  const [update] = await api.getUpdates();
  expect(update?.callback_query).toMatchObject({
    data: 'a:forged',
    from: { id: stranger.id },
    message: { date: 0 },
  });
});

test('deep links press Start, unblock the bot, and bring it into groups', async () => {
  const { network, an, api } = await openNetwork();
  const group = network.world.addGroup({ title: 'Sở B', owner: an, bot: 'absent' });
  an.openDeepLink('s_abc');
  an.blockBot();
  const blocked = await ending(api.sendMessage(an.id, 'x'));
  an.openDeepLink('a_1');
  an.openGroupDeepLink(group, 'g_9', { rights: { can_pin_messages: true } });

  const updates = await api.getUpdates();

  expect(blocked).toBe('403 Forbidden: bot was blocked by the user');
  expect(await ending(api.sendMessage(an.id, 'x'))).toBe('ok');
  expect(
    updates.map(
      (update) =>
        update.message?.text ?? update.my_chat_member?.new_chat_member.status ?? 'service',
    ),
  ).toEqual([
    '/start s_abc',
    'kicked',
    'member',
    '/start a_1',
    'administrator',
    'service',
    '/start@tin_bot g_9',
  ]);
});

test('an upgraded group gives three signals', async () => {
  const { network, an, api } = await openNetwork();
  const old = network.world.addGroup({ title: 'Nhóm', owner: an, kind: 'group' });
  const moved = an.upgrade(old);

  const updates = await api.getUpdates();
  const refused = api.sendMessage(old, 'x');

  await expect(refused).rejects.toMatchObject({
    error_code: 400,
    parameters: { migrate_to_chat_id: moved },
  });
  expect(
    updates.map(({ message }) => [
      message?.chat.id,
      message?.migrate_to_chat_id ?? message?.migrate_from_chat_id,
    ]),
  ).toEqual([
    [old, moved],
    [moved, old],
  ]);
  expect(await ending(api.sendMessage(moved, 'x'))).toBe('ok');
});

test('a shared channel makes the bot administrator with the rights it asked for', async () => {
  const { network, an, api } = await openNetwork();
  const channel = network.world.addChannel({ title: 'Tin xã', owner: an, bot: 'absent' });
  an.openDeepLink();
  const rights = { can_post_messages: true } as never;
  const keyboard = new Keyboard().requestChat('Chọn kênh', 5, {
    chat_is_channel: true,
    bot_administrator_rights: rights,
  });
  await api.sendMessage(an.id, 'Chọn', { reply_markup: keyboard });
  const before = await ending(api.sendMessage(channel, 'x'));

  an.shareChat(5, channel);

  expect(before).toBe('403 Forbidden: bot is not a member of the channel chat');
  expect((await api.getUpdates()).at(-1)?.message?.chat_shared).toEqual({
    request_id: 5,
    chat_id: channel,
  });
  expect(await ending(api.sendMessage(channel, 'x'))).toBe('ok');
  an.grant(channel, { can_edit_messages: true });
  expect(await ending(api.sendMessage(channel, 'x'))).toBe(
    '400 Bad Request: need administrator rights in the channel chat',
  );
  an.kickBot(channel);
  expect(await ending(api.sendMessage(channel, 'x'))).toBe(
    '403 Forbidden: bot was kicked from the channel chat',
  );
});

test('files of a person are downloaded by the bot, an album shares its id', async () => {
  const { network, an, api } = await openNetwork();
  an.openDeepLink();
  const files = ['a.pdf', 'b.pdf'].map((name) => ({ name, bytes: Buffer.from(`%PDF ${name}`) }));
  an.send(an.id, '/send', { files, albumId: '77' });

  const [, first, second] = await api.getUpdates();
  const path = (await api.getFile(second?.message?.document?.file_id ?? '')).file_path;
  const bytes = await fetch(`${network.apiRoot}/file/bot${network.bots[0]?.token}/${path}`);

  expect(await bytes.text()).toBe('%PDF b.pdf');
  expect(first?.message).toMatchObject({
    caption: '/send',
    caption_entities: [{ type: 'bot_command' }],
    media_group_id: '77',
  });
});

test('votes and, for administrators who ask, reactions reach the bot', async () => {
  const { an, group, api } = await openNetwork();
  an.grant(group, {});
  await api.getUpdates({ allowed_updates: ['poll_answer', 'message_reaction'] });
  const poll = await api.sendPoll(group, 'Họp lúc nào?', ['Sáng', 'Chiều'], {
    is_anonymous: false,
  });

  an.vote(group, poll.message_id, 1);
  an.react(group, poll.message_id, '👍');

  const updates = await api.getUpdates({ offset: -2 });
  expect(updates[0]?.poll_answer).toMatchObject({ option_ids: [1], user: { id: an.id } });
  expect(updates[1]?.message_reaction?.new_reaction).toEqual([{ type: 'emoji', emoji: '👍' }]);
  expect((await api.stopPoll(group, poll.message_id)).options[1]?.voter_count).toBe(1);
});

test('copies, forwards, albums, pins and deletions are seen by the people', async () => {
  const clock = handClock();
  const { network, an, group, api } = await openNetwork({ now: clock.now });
  const store = network.world.addChannel({ title: 'Kho tệp', owner: an });
  const kept = await api.sendDocument(store, new InputFile(Buffer.from('x'), 'a.pdf'), {
    caption: 'cũ',
  });
  await api.copyMessage(group, store, kept.message_id, { caption: 'mới', ...card });
  const forwarded = await api.forwardMessage(group, store, kept.message_id);
  const album = await api.sendMediaGroup(group, [
    { type: 'document', media: kept.document.file_id },
    { type: 'document', media: new InputFile(Buffer.from('y'), 'b.pdf') },
  ]);
  an.grant(group, { can_pin_messages: true });
  await api.pinChatMessage(group, forwarded.message_id);
  await api.deleteMessage(group, album[0]?.message_id ?? 0);
  clock.forward(48 * 3600);
  const late = await ending(api.deleteMessage(group, forwarded.message_id));

  const seen = an.sees(group).filter(({ service }) => service === undefined);
  expect(
    seen.map(({ text, file, isPinned, buttons }) => [text, file?.name, isPinned, buttons.length]),
  ).toEqual([
    ['mới', 'a.pdf', false, 1],
    ['cũ', 'a.pdf', true, 0],
    ['', 'b.pdf', false, 0],
  ]);
  expect(late).toBe("400 Bad Request: message can't be deleted for everyone");
  expect(network.violations).toEqual([]);
});
