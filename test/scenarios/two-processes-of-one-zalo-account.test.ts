import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { zaloCast } from '../../src/chaos/cast.ts';
import { releaseByDialogue } from '../../src/chaos/compose.ts';
import { judge } from '../../src/chaos/judge.ts';
import { type Ground, openGround, type Place } from '../../src/chaos/place.ts';
import { type Product, pause, startProduct } from '../../src/chaos/product.ts';
import { openTown, type ZaloTown } from '../../src/chaos/zalo/town.ts';
import { countOpenWork } from '../../src/store/open-work.ts';
import { describeOnServers } from '../chaos/servers-test.ts';

const communes = 20;
/** Each gets the card and the words of the letter. */
const owed = communes * 2;
/** As long as the process that is to go on in the place of another waits for it. */
const leaseSeconds = 4;
const minute = 60_000;
/** The calls by which a message goes to a group. */
const message = /\/api\/group\/(sendmsg|quote)$/;

/** A process of the product with a door of its own to Zalo, by which the network knows it. */
interface Process extends Product {
  readonly door: string;
}

describeOnServers('two processes of one Zalo account', () => {
  let ground: Ground;
  let town: ZaloTown;
  let place: Place;
  const running: Process[] = [];

  beforeAll(async () => {
    ground = await openGround('postgres', { cast: zaloCast, communes });
  }, 2 * minute);
  afterAll(() => ground.close());
  beforeEach(async () => {
    town = await openTown(1, communes, 'pasted');
    place = await ground.newPlace(town, { tellAfterSeconds: 1 });
  }, 2 * minute);
  afterEach(async () => {
    for (const product of running.splice(0)) await product.kill();
    await town.close();
    await place.remove();
  }, 2 * minute);

  /** Starts the product as the place has it, but unhurried, and on its own way to Zalo. */
  async function start(door: string): Promise<Process> {
    const config = JSON.parse(await readFile(place.configFile, 'utf8'));
    const { zca } = config.zalo;
    const rate = { calls: 5, perMs: 1000, burst: 1 };
    zca.baseUrl = await town.zalo.openDoor(door);
    zca.pacing = { ...zca.pacing, account: rate };
    config.receiver.leaseSeconds = leaseSeconds;
    const configFile = join(place.dataDir, `${door}.yaml`);
    await writeFile(configFile, JSON.stringify(config));
    const product = { ...(await startProduct({ configFile, env: place.env })), door };
    running.push(product);
    return product;
  }

  const until = <T>(condition: () => T | undefined | false, what: string) =>
    town.zalo.until(condition, { timeoutMs: minute, what }).catch((error) => {
      const ends = running.map(({ door, log }) => `${door}: ${log.slice(-12).join('\n')}`);
      throw new Error(`${error.message}\n${ends.join('\n')}`);
    });
  const sends = () => town.zalo.ledger.calls().filter(({ path }) => message.test(path));
  const sendsMore = (process: Process, count: number) => {
    const own = () => sends().filter(({ door }) => door === process.door).length;
    const before = own();
    return until(() => own() >= before + count, `${process.door} to send ${count} messages more`);
  };
  /** Stops it as a machine does that stands still; gives back both processes. */
  const freeze = (by: string | undefined) => {
    const frozen = running.find(({ door }) => door === by);
    const other = running.find(({ door }) => door !== by);
    if (!frozen || !other) throw new Error(`nobody goes in and out by the door ${by}`);
    signal(frozen, 'SIGSTOP');
    return { frozen, other };
  };
  /** While a call is at the network, where the message arrives. */
  const freezeInCall = async () => {
    town.zalo.faults.add({ kind: 'accept-then-hang', path: message });
    const call = await until(() => sends().find(({ fault }) => fault), 'a call to hang');
    return freeze(call.door);
  };
  /** After it has asked whether the account is still its own: the answer, yes, comes while it is still. */
  const freezeBeforeCall = async () => {
    const { db, close } = await place.openRecords();
    const owner = await db.transaction(async (tx) => {
      await tx.query("select 1 from account_lease where account_id = 'zalo:session' for update");
      // One renews, as it does from time to time; the other wants to send.
      const asking = async () => {
        const { rows } = await db.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity
           where wait_event_type = 'Lock' and query like 'insert into account_lease%'`,
        );
        return rows[0]?.n ?? 0;
      };
      await eventually(async () => (await asking()) > 1, 'the owner to ask for its lease');
      return freeze(sends().at(-1)?.door);
    });
    await close();
    return owner;
  };
  const standsDown = ({ door, log }: Process) =>
    until(() => {
      const last = log.findLast(
        (line) => line.includes('"accountId":"zalo"') && /"(receives|stands by)"/.test(line),
      );
      return last?.includes('stands by');
    }, `${door} to stand by`);
  const texts = () =>
    Array.from({ length: communes }, (_, commune) => town.said(commune).map(({ text }) => text));

  test(
    'whichever stands still in the middle of its messages, the other goes on and it sends none any more',
    async () => {
      const first = await start('first');
      await until(() => town.account.isListening, 'the first to be logged in');
      const second = await start('second');
      await releaseByDialogue(town);
      await sendsMore(first, 6);

      // An account that another process has is no outage.
      expect(second.log.filter((line) => line.includes('"out of reach"'))).toEqual([]);

      const one = await freezeInCall();
      await sendsMore(one.other, 6);
      signal(one.frozen, 'SIGCONT');
      await standsDown(one.frozen);
      await sendsMore(one.other, 3);

      const two = await freezeBeforeCall();
      await sendsMore(two.other, 3);
      signal(two.frozen, 'SIGCONT');
      await standsDown(two.frozen);

      await until(() => texts().flat().length >= owed, 'every commune to have everything');
      const { db, close } = await place.openRecords();
      const isIdle = async () => Object.values(await countOpenWork(db)).every((left) => left === 0);
      await eventually(isIdle, 'the rows to be at rest');
      const verdict = await judge(db, town, { cast: zaloCast, answers: [], communes });
      await close();
      expect(verdict).toMatchObject({
        deliveries: communes,
        lost: 0,
        uncertainLeft: 0,
        duplicatesUnmarked: 0,
        unexpectedMessages: 0,
        problems: [],
      });
      // Marked or not, nothing is there twice.
      expect(texts().map((said) => said.length)).toEqual(Array(communes).fill(2));
      // Whoever asks anything of Zalo after the other did has logged in first.
      const calls = town.zalo.ledger.calls();
      const changes = calls.filter(({ door }, at) => door !== calls[at - 1]?.door);
      expect(changes.length).toBeGreaterThanOrEqual(3);
      expect(changes.slice(1).map(({ path }) => path)).toEqual(
        changes.slice(1).map(() => '/api/login/getLoginInfo'),
      );
      const isDisplaced = /"accountId":"zalo".*"state":"displaced"/;
      for (const { log } of running) {
        expect(log.filter((line) => isDisplaced.test(line))).toEqual([]);
      }
      expect(await Promise.all(running.map((process) => process.stop()))).toEqual([0, 0]);
    },
    4 * minute,
  );
});

function signal({ pid }: Process, name: 'SIGSTOP' | 'SIGCONT'): void {
  process.kill(pid, name);
}

/** Waits until something holds that has to be asked for. */
async function eventually(condition: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + minute; !(await condition()); await pause(50)) {
    if (Date.now() > end) throw new Error(`waited a minute for ${what}, in vain`);
  }
}
