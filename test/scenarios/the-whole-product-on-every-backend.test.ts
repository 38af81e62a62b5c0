import { afterEach, expect, test } from '@jest/globals';
import { checkConfig } from '../../config/index.ts';
import { type App, createApp } from '../../src/app.ts';
import { scaledClock } from '../../src/clocks.ts';
import { createLog } from '../../src/log.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import { createTelegramNetwork, type TelegramNetwork } from '../../src/sandbox/telegram/network.ts';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import type { SeenMessage } from '../../src/sandbox/telegram/seen.ts';
import { describeOnBackends, type Place, type TestBackend } from '../support/backends.ts';
import { completeLetter } from '../support/letters.ts';

const m = messagesIn('vi');
const token = '7000000002:another-token-no-network-knows';
/** The day of the letter; runs on by itself. */
const clock = scaledClock({ startAt: new Date('2026-01-05T02:00:00Z'), factor: 1 });
const patience = { timeoutMs: 20_000 };
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  pressed.clear();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describeOnBackends('the whole product', ['embedded', 'postgres', 'redis'], (backend) => {
  test('takes people in, releases, records answers, and goes on after a restart', async () => {
    const place = await backend.freshPlace();
    const network = await openNetwork();
    const admin = network.people.add({ id: 900, firstName: 'Quản trị' });
    admin.openDeepLink();
    let app = await startApp(backend, place, network);
    await network.next(admin.id, 'Phạm Quản Trị');

    const composer = await bindPerson(network, admin, 'soan Sở Thủy lợi', 'Hà');
    const clerk = await bindPerson(network, admin, 'vanthu UBND xã An Phú', 'Lan');
    const group = await bindGroup(network, admin, clerk);

    composer.sendDocument(composer.id, {
      name: '27-STL.txt',
      bytes: new TextEncoder().encode(completeLetter),
    });
    for (const step of ['Hạn 1 đúng', 'Xem trước', '☐ Không thuộc']) {
      await press(network, composer, step);
    }
    await network.until(() => composer.sees(composer.id).some(shows('☑ Không thuộc')), patience);
    await press(network, composer, 'Phát hành');
    const card = await network.next(group, 'Số 27/STL-PCTT', patience);

    await app.stop();
    const early = clerk.press(group, card.messageId, m.card.buttons.acknowledge);
    app = await startApp(backend, place, network);
    await network.until(() => clerk.answersTo(early).length > 0, patience);

    expect(clerk.answersTo(early)[0]?.text).toContain('Đã ghi nhận');
    await press(network, clerk, m.card.buttons.nilReport, group);
    await network.next(composer.id, 'báo cáo không phát sinh', patience);
    const copies = network.ledger.copiesSeen(group, 'Số 27/STL-PCTT');
    expect(copies).toBe(1);
    expect(network.violations).toEqual([]);
  }, 120_000);
});

function shows(label: string) {
  return (message: SeenMessage) => message.buttons.flat().some(({ text }) => text.includes(label));
}

async function openNetwork(): Promise<TelegramNetwork> {
  const network = createTelegramNetwork({
    bots: [{ token, username: 'truyendat_bot', name: 'Truyền Đạt' }],
  });
  await network.listen();
  cleanups.push(() => network.close());
  return network;
}

async function startApp(
  backend: TestBackend,
  place: Place,
  network: TelegramNetwork,
): Promise<App> {
  const config = checkConfig(
    {
      dataDir: place.dataDir,
      calendar: 'config/calendar',
      administrators: [{ network: 'telegram', userId: '900', name: 'Phạm Quản Trị' }],
      telegram: {
        apiRoot: network.apiRoot,
        pacing: {
          account: { calls: 1000, perMs: 1000, burst: 100 },
          privateChat: { calls: 100, perMs: 1000, burst: 100 },
          group: { calls: 100, perMs: 1000, burst: 100 },
          inFlight: 20,
        },
      },
      delivery: { editEverySeconds: 0.05 },
      release: { undoSeconds: 2 },
      log: { level: 'silent' },
    },
    'test',
  );
  const entry = { shortNames: [], aliases: [], level: 'commune', kind: 'ubnd' };
  const app = await createApp({
    config,
    secrets: {
      telegramToken: token,
      databaseUrl: place.databaseUrl,
      redisUrl: backend.name === 'redis' ? backend.server().url : undefined,
      dataKey: undefined,
    },
    log: createLog('silent'),
    clock,
    directory: {
      organisations: [
        { ...entry, key: 'so_tl', name: 'Sở Thủy lợi', level: 'province', issuesAs: 'STL' },
        { ...entry, key: 'xa_a', name: 'UBND xã An Phú' },
      ],
      links: [],
      groups: [{ key: 'ubnd_xa', name: 'UBND các xã', aliases: [], members: ['xa_a'] }],
    },
  });
  let isStopped = false;
  const stop = app.stop;
  const once = async () => {
    if (!isStopped) await stop();
    isStopped = true;
  };
  cleanups.push(once);
  await app.start();
  return { ...app, stop: once };
}

/** What was pressed, as chat, message and label. */
const pressed = new Set<string>();

/** Presses the newest button with a label that was not pressed before, as soon as it is there. */
async function press(
  network: TelegramNetwork,
  person: Person,
  label: string,
  chat: number = person.id,
): Promise<void> {
  const found = await network.until(
    () => {
      for (const message of [...person.sees(chat)].reverse()) {
        const button = message.buttons.flat().find(({ text }) => text.includes(label));
        // The card of an earlier question may still show its buttons.
        const isOld = pressed.has(`${chat} ${message.messageId} ${label}`);
        if (button && !isOld) return { message, button };
      }
      return undefined;
    },
    { timeoutMs: 30_000, what: `the button ${label}` },
  );
  pressed.add(`${chat} ${found.message.messageId} ${label}`);
  person.press(chat, found.message.messageId, found.button.text);
}

async function linkFor(network: TelegramNetwork, admin: Person, words: string): Promise<string> {
  admin.send(admin.id, `/moi ${words}`);
  const message = await network.next(admin.id, 'https://t.me/', patience);
  return /start(?:group)?=(j_[\w-]+)/.exec(message.text)?.[1] ?? '';
}

async function bindPerson(
  network: TelegramNetwork,
  admin: Person,
  words: string,
  firstName: string,
): Promise<Person> {
  const person = network.people.add({ firstName });
  person.openDeepLink(await linkFor(network, admin, words));
  await press(network, person, m.join.agree);
  await press(network, admin, m.join.confirm);
  await network.next(person.id, '✅ Đã liên kết tài khoản', patience);
  return person;
}

async function bindGroup(network: TelegramNetwork, admin: Person, member: Person): Promise<number> {
  const group = network.world.addGroup({ title: 'Xã An Phú', owner: member, bot: 'absent' });
  member.openGroupDeepLink(group, await linkFor(network, admin, 'nhom UBND xã An Phú'));
  await press(network, admin, m.join.confirm);
  await network.until(
    () => member.sees(group).some(({ text }) => text.startsWith('✅ Đã xác nhận')),
    patience,
  );
  return group;
}
