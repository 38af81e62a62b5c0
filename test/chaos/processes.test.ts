import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { composerId, telegramCast } from '../../src/chaos/cast.ts';
import { releaseByDialogue } from '../../src/chaos/compose.ts';
import { judge } from '../../src/chaos/judge.ts';
import { type Ground, openGround, type Place } from '../../src/chaos/place.ts';
import { type Product, pause, startProduct } from '../../src/chaos/product.ts';
import { startCrowd } from '../../src/chaos/telegram/crowd.ts';
import { openTown, type TelegramTown } from '../../src/chaos/telegram/town.ts';
import { readHealth } from '../../src/health.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import { describeOnServers } from './servers-test.ts';

const communes = 12;
const m = messagesIn('vi');
const minutes = 60_000;

describeOnServers('several processes on PostgreSQL and Redis', () => {
  let ground: Ground;
  let town: TelegramTown;
  let place: Place;
  const running: Product[] = [];

  beforeAll(async () => {
    ground = await openGround('redis', { cast: telegramCast, communes });
  }, 2 * minutes);
  afterAll(() => ground.close());
  beforeEach(async () => {
    town = await openTown(1, communes);
    place = await ground.newPlace(town, { tellAfterSeconds: 1 });
  }, 2 * minutes);
  afterEach(async () => {
    for (const product of running.splice(0)) await product.kill();
    await town.network.close();
    await place.remove();
  }, 2 * minutes);

  const start = async (roles?: string) => {
    const product = await startProduct({
      configFile: place.configFile,
      env: place.env,
      ...(roles ? { roles } : {}),
    });
    running.push(product);
    return product;
  };
  const says = (product: Product, text: string) =>
    town.network.until(() => product.log.some((line) => line.includes(text)), {
      timeoutMs: 60_000,
      what: `the log to say ${text}`,
    });
  const answersHelp = async () => {
    town.composer.send(composerId, '/help');
    await town.network.next(composerId, '/gui', { timeoutMs: 60_000 }).catch((error) => {
      throw new Error(`${error.message}; the log: ${running.at(-1)?.log.slice(-12).join(' | ')}`);
    });
  };
  /** Lets the product look after everything twice, so that it knows whom to tell. */
  const looked = async () => {
    for (const from = Date.now(), end = from + 60_000; Date.now() < end; await pause(100)) {
      if (Date.parse((await readHealth(place.dataDir))?.at ?? '') > from + 1_000) return;
    }
    throw new Error('the product wrote no health file for a minute');
  };
  const notices = (text: string) =>
    town.composer.sees(composerId).filter((message) => message.text === text).length;
  const noticed = (text: string) =>
    town.network.until(() => notices(text) > 0, { timeoutMs: 60_000, what: text });

  test(
    'the standby receives when the poller is killed, within the lease',
    async () => {
      const poller = await start();
      await says(poller, '"receives"');
      const standby = await start();
      await poller.kill();
      const killedAt = Date.now();

      await says(standby, '"receives"');

      // The lease of 2 s, a beat of half a second, and what a busy machine adds.
      expect(Date.now() - killedAt).toBeLessThan(10_000);
      await answersHelp();
    },
    3 * minutes,
  );

  test(
    'one process receives and another one works',
    async () => {
      await start('bot');
      await start('worker');
      await answersHelp();
    },
    3 * minutes,
  );

  test(
    'a rolling restart in the middle of a release loses nothing and repeats nothing',
    async () => {
      const first = await start();
      const second = await start();
      await releaseByDialogue(town);
      const habits = Array.from(
        { length: communes },
        () => ({ presses: 1, afterMs: 200, forged: 'none' }) as const,
      );
      const crowd = startCrowd(town, habits);

      expect(await first.stop()).toBe(0);
      const third = await start();
      expect(await second.stop()).toBe(0);

      await town.network.until(
        () =>
          crowd.answers.length === communes && crowd.answers.every(({ told }) => told().length > 0),
        { timeoutMs: 60_000, what: 'everybody to be answered' },
      );
      crowd.stop();
      expect(await third.stop()).toBe(0);
      const { db, close } = await place.openRecords();
      const verdict = await judge(db, town, {
        cast: telegramCast,
        answers: crowd.answers,
        communes,
      });
      await close();
      expect(verdict).toMatchObject({ deliveries: communes, resentMarked: 0, problems: [] });
    },
    4 * minutes,
  );

  test(
    'while Redis is away administrators are told once, and once when it is back',
    async () => {
      await start();
      await answersHelp();
      await looked();
      await ground.redis?.stop();
      await noticed(m.alert.queueDown);
      town.composer.send(composerId, '/help');

      await ground.redis?.start();

      await noticed(m.alert.queueBack);
      await town.network.next(composerId, '/gui', { timeoutMs: 60_000 });
      expect([notices(m.alert.queueDown), notices(m.alert.queueBack)]).toEqual([1, 1]);
    },
    4 * minutes,
  );

  test(
    'while PostgreSQL is away administrators are told once, and nothing said meanwhile is lost',
    async () => {
      await start();
      await answersHelp();
      await looked();
      await ground.postgres?.stop();
      await noticed(m.alert.recordsDown);
      town.composer.send(composerId, '/help');

      await ground.postgres?.start();

      await noticed(m.alert.recordsBack);
      await town.network.next(composerId, '/gui', { timeoutMs: 60_000 });
      expect([notices(m.alert.recordsDown), notices(m.alert.recordsBack)]).toEqual([1, 1]);
    },
    4 * minutes,
  );
});
