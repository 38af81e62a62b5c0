import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import { type TestEngine, testEngine } from '../support/engine.ts';

const m = messagesIn('vi').join;
let t: TestEngine;
let admin: Person;

beforeEach(async () => {
  const commune = { level: 'commune', kind: 'ubnd', shortNames: [], aliases: [] };
  t = await testEngine({
    directory: {
      organisations: [
        { ...commune, key: 'so_tt', name: 'Sở Thủy lợi', level: 'province', issuesAs: 'STL' },
        { ...commune, key: 'xa_a', name: 'UBND xã An Phú' },
      ],
      links: [],
      groups: [],
    },
    administrators: [{ userId: '900', name: 'Phạm Quản Trị' }],
  });
  admin = t.network.people.add({ id: 900, firstName: 'Quản trị' });
  admin.openDeepLink();
  await t.settle();
  t.network.consume(admin.id);
});
afterEach(async () => {
  expect(t.network.violations).toEqual([]);
  await t.close();
});

/** The link the administrator gets for `/moi …`. */
async function invite(words: string): Promise<string> {
  admin.send(admin.id, `/moi ${words}`);
  await t.settle();
  const message = await t.network.next(admin.id, 'https://t.me/');
  return /[?&]start(?:group)?=(j_[\w-]+)/.exec(message.text)?.[1] ?? '';
}

async function decide(button: string): Promise<string> {
  const card = await t.network.next(admin.id, '🔑');
  const press = admin.press(admin.id, card.messageId, button);
  await t.settle();
  return admin.answersTo(press)[0]?.text ?? '';
}

const positions = async () =>
  (
    await t.engine.db.query<{ name: string; role: string }>(
      `select p.name, q.role from position q join person p on p.id = q.person_id`,
    )
  ).rows;

test('a person is bound after agreeing and after an administrator confirms, not before', async () => {
  const link = await invite('vanthu UBND xã An Phú');
  const clerk = t.network.people.add({ firstName: 'Lan' });
  clerk.openDeepLink(link);
  await t.settle();
  const offer = await t.network.next(clerk.id, 'Văn thư, UBND xã An Phú');
  clerk.press(clerk.id, offer.messageId, m.agree);
  await t.settle();
  expect(await positions()).toEqual([]);

  await decide(m.confirm);
  expect(await positions()).toEqual([{ name: 'Lan', role: 'clerk' }]);
  await t.network.next(
    clerk.id,
    (message) => message.text.startsWith('✅ Đã liên kết') && !message.isEdited,
  );
});

test('a link works once, and a made-up one not at all', async () => {
  const link = await invite('vanthu UBND xã An Phú');
  for (const [name, payload, words] of [
    ['Lan', link, 'Liên kết tài khoản này với'],
    ['Kẻ Khác', link, 'đã dùng hoặc đã hết hạn'],
    ['Người Lạ', 'j_madeup', 'không đúng'],
  ] as const) {
    const person = t.network.people.add({ firstName: name });
    person.openDeepLink(payload);
    await t.settle();
    await t.network.next(person.id, words);
  }
  expect(await positions()).toEqual([]);
});

test('a group is bound when the right person confirms; a bystander cannot', async () => {
  const link = await invite('nhom UBND xã An Phú');
  const member = t.network.people.add({ firstName: 'Minh' });
  const group = t.network.world.addGroup({ title: 'Xã An Phú', owner: member, bot: 'absent' });
  member.openGroupDeepLink(group, link);
  await t.settle();
  const card = await t.network.next(group, 'Nhóm này sẽ là');
  const press = member.press(group, card.messageId, m.groupRight);
  await t.settle();
  expect(member.answersTo(press)[0]?.text).toBe(m.notAllowed);

  await decide(m.confirm);
  const { rows } = await t.engine.db.query(
    `select state, purposes from chat where external_id = $1`,
    [String(group)],
  );
  expect(rows).toEqual([{ state: 'active', purposes: ['receive'] }]);
});

test('a public channel is bound through the person who added the bot', async () => {
  const editor = t.network.people.add({ firstName: 'Biên tập' });
  const channel = t.network.world.addChannel({
    title: 'Cổng thông tin',
    owner: editor,
    bot: 'absent',
  });
  editor.addBot(channel, { rights: { can_post_messages: true } });
  await t.settle();
  const link = await invite('kenh Sở Thủy lợi');
  editor.openDeepLink(link);
  await t.settle();
  const choice = await t.network.next(editor.id, 'Chọn kênh công khai');
  editor.press(editor.id, choice.messageId, 'Cổng thông tin');
  await t.settle();
  await decide(m.confirm);
  const { rows } = await t.engine.db.query(
    `select state, purposes from chat where external_id = $1`,
    [String(channel)],
  );
  expect(rows).toEqual([{ state: 'active', purposes: ['publish'] }]);
});

test('the second of two decisions is told that the first has counted', async () => {
  const link = await invite('lanhdao UBND xã An Phú');
  const leader = t.network.people.add({ firstName: 'Chủ tịch' });
  leader.openDeepLink(link);
  await t.settle();
  const offer = await t.network.next(leader.id, 'Lãnh đạo');
  leader.press(leader.id, offer.messageId, m.agree);
  await t.settle();
  const card = await t.network.next(admin.id, '🔑');
  const first = admin.press(admin.id, card.messageId, m.confirm);
  const second = admin.press(admin.id, card.messageId, m.reject);
  await t.settle();
  expect([admin.answersTo(first)[0]?.text, admin.answersTo(second)[0]?.text]).toEqual([
    m.approved,
    expect.stringContaining('Phạm Quản Trị đã xử lý lúc'),
  ]);
  expect(await positions()).toHaveLength(1);
});

test('strangers are told what to do, whatever they type, and nothing else happens', async () => {
  const stranger = t.network.people.add({ firstName: 'Lạ' });
  stranger.openDeepLink();
  for (const text of [
    '/send',
    '/status',
    '/moi vanthu UBND xã An Phú',
    '/viec',
    'xin chào',
    '/statsu',
  ]) {
    stranger.send(stranger.id, text);
  }
  await t.settle();
  const seen = stranger.sees(stranger.id).filter((message) => message.from.isBot);
  expect(seen).toHaveLength(7);
  expect(seen.at(-1)?.text).toContain('/help');
  const { rows } = await t.engine.db.query('select 1 from draft');
  expect(rows).toEqual([]);
});

test('/dung ends the binding and keeps the record', async () => {
  const link = await invite('vanthu UBND xã An Phú');
  const clerk = t.network.people.add({ firstName: 'Lan' });
  clerk.openDeepLink(link);
  await t.settle();
  const offer = await t.network.next(clerk.id, 'Văn thư, UBND xã An Phú');
  clerk.press(clerk.id, offer.messageId, m.agree);
  await t.settle();
  await decide(m.confirm);
  clerk.send(clerk.id, '/dung');
  await t.settle();
  await t.network.next(clerk.id, 'Đã dừng');
  clerk.send(clerk.id, '/viec');
  await t.settle();
  await t.network.next(clerk.id, 'chưa liên kết');
});
