import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runWakeup } from '../../jobs/index.ts';
import { announcedCommands } from '../../src/commands/commands.ts';
import { actsOf } from '../../src/domain/permission.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import { startReceiver } from '../../src/receiver.ts';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import { type TestEngine, testEngine } from '../support/engine.ts';

const m = messagesIn('vi').join;
/** What the table of permissions has suggested to somebody in these roles. */
function listFor(roles: Parameters<typeof actsOf>[0]): readonly string[] {
  const acts = actsOf(roles);
  return announcedCommands.filter(({ act }) => acts.has(act)).map(({ command }) => command);
}

const forAnyone = ['language', 'help', 'dung'];
const forOfficials = listFor({ staff: [], official: ['clerk'] });
const forStaff = listFor({ staff: ['composer'], official: [] });
const forAdmins = listFor({ staff: ['admin'], official: [] });

let t: TestEngine;
let admin: Person;

beforeEach(async () => {
  const common = { shortNames: [], aliases: [] };
  t = await testEngine({
    directory: {
      organisations: [
        {
          ...common,
          key: 'so_tt',
          name: 'Sở Thủy lợi',
          level: 'province',
          kind: 'so',
          issuesAs: 'STL',
        },
        { ...common, key: 'xa_a', name: 'UBND xã An Phú', level: 'commune', kind: 'ubnd' },
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

const logIn = async () => {
  await runWakeup(t.engine, { job: 'announce-commands', accountId: 'telegram' });
  await t.settle();
};

/** The list set for exactly this scope, as the network keeps it. */
function listAt(scope: string, language: '' | 'en' = ''): readonly string[] | undefined {
  const [bot] = t.network.world.state.bots.values();
  return bot?.commands.get(`${scope}|${language}`)?.map(({ command }) => String(command));
}

/** What the network suggests to a person in the private chat: the chat's own list or the common one. */
const seenBy = (person: Person) => listAt(`chat ${person.id} `) ?? listAt('all_private_chats');

/** How many lists were set for a chat; each is set in two languages at once. */
const listsSetFor = (person: Person) =>
  t.network.ledger
    .calls({ method: 'setMyCommands' })
    .filter(({ body }) => (body?.scope as { chat_id?: number } | undefined)?.chat_id === person.id)
    .length / 2;

async function join(role: string): Promise<Person> {
  admin.send(admin.id, `/moi ${role}`);
  await t.settle();
  const link = await t.network.next(admin.id, 'https://t.me/');
  const person = t.network.people.add({ firstName: 'Lan' });
  person.openDeepLink(/[?&]start=(j_[\w-]+)/.exec(link.text)?.[1] ?? '');
  await t.settle();
  const offer = await t.network.next(person.id, '👤');
  person.press(person.id, offer.messageId, m.agree);
  await t.settle();
  return person;
}

async function confirm(): Promise<void> {
  const card = await t.network.next(admin.id, '🔑');
  admin.press(admin.id, card.messageId, m.confirm);
  await t.settle();
}

test('the lists differ as the roles do', () => {
  expect(forStaff).toEqual(expect.arrayContaining(['send', 'status', 'pending', ...forAnyone]));
  expect(forStaff).not.toContain('moi');
  expect(forAdmins).toEqual(expect.arrayContaining([...forStaff, 'moi', 'nhansu']));
  expect(forOfficials).toEqual(expect.arrayContaining(['viec', ...forAnyone]));
  expect(forOfficials).not.toContain('send');
});

test('after login strangers and groups are suggested what is for anyone, staff what they may do', async () => {
  await logIn();

  const stranger = t.network.people.add({ firstName: 'Lạ' });
  expect(seenBy(stranger)).toEqual(forAnyone);
  expect(listAt('default')).toEqual(['language', 'help']);
  expect(seenBy(admin)).toEqual(forAdmins);
});

test('every list is Vietnamese, and English for those whose app is', async () => {
  await logIn();

  const [bot] = t.network.world.state.bots.values();
  for (const scope of ['default', 'all_private_chats', `chat ${admin.id} `]) {
    const lists = (['', 'en'] as const).map((language) =>
      bot?.commands.get(`${scope}|${language}`),
    );
    expect(lists[0]).toContainEqual({
      command: 'help',
      description: messagesIn('vi').command.describe.help,
    });
    expect(lists[1]).toContainEqual({
      command: 'help',
      description: messagesIn('en').command.describe.help,
    });
  }
});

test('a composer is suggested /send once the binding is confirmed, not before', async () => {
  await logIn();
  const composer = await join('soan Sở Thủy lợi');
  expect(seenBy(composer)).toEqual(forAnyone);

  await confirm();

  expect(seenBy(composer)).toEqual(forStaff);
  expect(listsSetFor(composer)).toBe(1);
});

test('a clerk of a commune is suggested what agencies need and nothing of the staff', async () => {
  await logIn();
  const clerk = await join('vanthu UBND xã An Phú');

  await confirm();

  expect(seenBy(clerk)).toEqual(forOfficials);
});

test('whoever stops is suggested what a stranger is', async () => {
  await logIn();
  const composer = await join('soan Sở Thủy lợi');
  await confirm();

  composer.send(composer.id, '/dung');
  await t.settle();

  expect(seenBy(composer)).toEqual(forAnyone);
  expect(listsSetFor(composer)).toBe(2);
});

test('an administrator of the configuration sees the whole list from the first message on', async () => {
  expect(seenBy(admin)).toEqual(forAdmins);
});

test('an account that begins to receive has its lists set', async () => {
  await t.channel.rest?.();

  const receiver = startReceiver(t.engine, t.channel);
  const isTold = () => t.waiting.some(({ wakeup }) => wakeup.job === 'announce-commands');
  await t.network.until(isTold, { what: 'the receiver to have the lists set' });
  await t.settle();

  expect(listAt('all_private_chats')).toEqual(forAnyone);
  await receiver.stop();
});

test('a login told twice sets the same lists again', async () => {
  await logIn();
  const [bot] = t.network.world.state.bots.values();
  const before = new Map(bot?.commands);

  await logIn();

  expect(new Map(bot?.commands)).toEqual(before);
});

test('a network that refuses the lists is logged, and people are bound all the same', async () => {
  t.network.faults.add({
    kind: 'refuse',
    code: 400,
    words: 'BOT_COMMAND_INVALID',
    method: 'setMyCommands',
  });
  const composer = await join('soan Sở Thủy lợi');

  await confirm();

  await t.network.next(composer.id, (message) => message.text.startsWith('✅ Đã liên kết'));
  expect(t.logged.join('\n')).toContain('commands are not suggested');
  composer.send(composer.id, '/help');
  await t.settle();
  await t.network.next(composer.id, '/gui');
});
