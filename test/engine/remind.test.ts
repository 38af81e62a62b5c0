import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commit } from '../../src/engine/commit.ts';
import { planDueReminders } from '../../src/engine/plan-reminders.ts';
import { remind } from '../../src/engine/remind.ts';
import { replanReminders } from '../../src/engine/replan-reminders.ts';
import { sweep } from '../../src/engine/sweep.ts';
import type { Database } from '../../src/ports/database.ts';
import { extendObligation, lockObligation } from '../../src/store/obligations.ts';
import { phone } from '../support/phone.ts';
import { reportDeadline, reportingAudience } from '../support/report-deadline.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const hour = 3_600_000;
let p: SmallProvince;
/** Two hours before a report is due. */
let remindAt: Date;

beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
  const dueAt = new Date(p.now().getTime() + 4 * hour);
  remindAt = new Date(dueAt.getTime() - 2 * hour);
  await p.release({
    deadlines: [{ ...reportDeadline, dueAt, overdueAt: dueAt }],
    ackPolicy: 'none',
    audience: reportingAudience(p.communes),
  });
  await p.settle();
  await planDueReminders(p.engine);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const sql = async <Row>(text: string, params: readonly unknown[] = []) =>
  (await p.engine.db.query<Row>(text, params)).rows;
const clerkOf = (index: number) => {
  const commune = p.communes[index];
  if (!commune) throw new Error(`no commune ${index}`);
  return phone(p, commune.clerk, commune.group);
};
/** How many reminders each commune has seen. */
const reminded = () =>
  [0, 1].map(
    (index) =>
      clerkOf(index)
        .all()
        .filter(({ text }) => text.startsWith('⏰')).length,
  );
const wakeups = () => p.waiting.filter(({ wakeup }) => wakeup.job === 'remind');
const goTo = (at: Date) => p.advance(at.getTime() - p.now().getTime());
/** How the reminders of one moment stand, by commune. */
const statesAt = async (at: Date) =>
  (
    await sql<{ state: string }>(
      `select r.state from reminder r join obligation b on b.id = r.obligation_id
       join organisation o on o.id = b.organisation_id where r.due_at = $1 order by o.name, r.fence`,
      [at],
    )
  ).map(({ state }) => state);
const partStates = async () =>
  (
    await sql<{ state: string }>(
      `select p.state from part p join chat c on c.id = p.chat_id where p.kind = 'reminder' order by c.title`,
    )
  ).map(({ state }) => state);
const reportFrom = async (index: number) => {
  await clerkOf(index).press('Báo cáo không phát sinh');
};

test('those that fall due together share a wake-up, and whoever has answered before is left alone', async () => {
  expect(wakeups().filter(({ at }) => at.getTime() === remindAt.getTime())).toHaveLength(1);
  await reportFrom(0);

  goTo(remindAt);
  await p.settle();

  expect(reminded()).toEqual([0, 1]);
  expect(await statesAt(remindAt)).toEqual(['cancelled', 'sent']);
});

test('a plan that changed after the wake-up was queued holds: not then, but at the new time', async () => {
  const [owed] = await sql<{ id: string; directiveId: string }>(
    `select b.id, b.directive_id as "directiveId" from obligation b
     join organisation o on o.id = b.organisation_id order by o.name limit 1`,
  );
  const later = new Date(remindAt.getTime() + 5 * hour);
  await commit(p.engine, async (tx) => {
    await extendObligation(tx, owed?.id ?? '', new Date(later.getTime() + 2 * hour));
    const obligation = await lockObligation(tx, owed?.id ?? '');
    if (!obligation) throw new Error('nothing is owed');
    await replanReminders(p.engine, tx, { urgency: 'none' }, obligation, 'extended');
  });
  await planDueReminders(p.engine);

  goTo(remindAt);
  await p.settle();
  expect(reminded()).toEqual([0, 1]);
  expect(await statesAt(remindAt)).toEqual(['cancelled', 'sent']);

  await reportFrom(1);
  goTo(later);
  await p.settle();
  expect(reminded()).toEqual([1, 1]);
  expect(await statesAt(later)).toEqual(['sent']);
});

test('a wake-up that comes twice, early or late reminds once', async () => {
  const early = { dueBy: remindAt };
  goTo(new Date(remindAt.getTime() - 60_000));
  expect(await remind(p.engine, early)).toEqual({ sent: 0, skipped: 0 });

  goTo(remindAt);
  expect(await remind(p.engine, early)).toEqual({ sent: 2, skipped: 0 });
  expect(await remind(p.engine, early)).toEqual({ sent: 0, skipped: 0 });
  await p.settle();
  expect(reminded()).toEqual([1, 1]);
});

test('a slot whose wake-up was lost with the whole queue is repaired by the sweep', async () => {
  p.waiting.length = 0;
  goTo(new Date(remindAt.getTime() + 1_000));
  await p.settle();
  expect(reminded()).toEqual([0, 0]);

  expect(await sweep(p.engine)).toMatchObject({ reminders: 2 });
  await p.settle();
  expect(reminded()).toEqual([1, 1]);
  expect(await sweep(p.engine)).toMatchObject({ reminders: 0 });
});

describe('between what is due and what is sent', () => {
  test('a process that dies at any statement has done nothing, and the next one does it once', async () => {
    goTo(remindAt);
    p.waiting.length = 0;
    let deaths = 0;
    for (let statements = 0; ; statements += 1) {
      const db = dyingAfter(p.engine.db, statements);
      const end = await remind({ ...p.engine, db }, { dueBy: remindAt }).catch(() => undefined);
      if (end) break;
      deaths += 1;
      expect(await statesAt(remindAt)).toEqual(['queued', 'queued']);
      expect(await partStates()).toEqual([]);
    }
    expect(deaths).toBeGreaterThan(5);

    expect(await statesAt(remindAt)).toEqual(['sent', 'sent']);
    await p.settle();
    expect(reminded()).toEqual([1, 1]);
  });

  test('a process that dies before it sends leaves the messages to the next one', async () => {
    goTo(remindAt);
    await remind(p.engine, { dueBy: remindAt });
    expect(reminded()).toEqual([0, 0]);

    await p.restart();
    await p.tick();

    expect(reminded()).toEqual([1, 1]);
    p.advance(10 * 60_000);
    await p.tick();
    expect(reminded()).toEqual([1, 1]);
  });

  test('a reminder that may have arrived is not repeated', async () => {
    p.network.faults.add({
      kind: 'accept-then-close',
      method: 'sendMessage',
      chat: p.communes[0]?.group ?? 0,
      times: 1,
    });
    goTo(remindAt);
    await p.settle();
    p.advance(10 * 60_000);
    await p.tick();

    expect(reminded()).toEqual([1, 1]);
    expect(await partStates()).toEqual(['uncertain', 'sent']);
  });

  test('whoever answers while the message waits for its turn does not get it', async () => {
    goTo(remindAt);
    await remind(p.engine, { dueBy: remindAt });
    p.waiting.length = 0;

    const commune = p.communes[0];
    const [card] = clerkOf(0).all();
    commune?.clerk.press(commune.group, card?.messageId ?? 0, 'Báo cáo không phát sinh');
    await p.settle();

    expect(reminded()).toEqual([0, 1]);
    expect(await partStates()).toEqual(['cancelled', 'sent']);
  });
});

/** Lets a transaction do so many statements, then fails it. */
function dyingAfter(db: Database, statements: number): Database {
  return {
    query: (text, params) => db.query(text, params),
    transaction: (work) =>
      db.transaction((tx) => {
        let left = statements;
        const mortal: Database = {
          query: (text, params) => {
            left -= 1;
            return left < 0 ? Promise.reject(new Error('died')) : tx.query(text, params);
          },
          transaction: (inner) => inner(mortal),
        };
        return work(mortal);
      }),
  };
}
