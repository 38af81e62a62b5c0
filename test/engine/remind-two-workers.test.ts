import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { benchDirectory, seedProvince } from '../../src/bench/seed.ts';
import { commit } from '../../src/engine/commit.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { fanOut } from '../../src/engine/fan-out.ts';
import { planDueReminders } from '../../src/engine/plan-reminders.ts';
import { releaseDirective } from '../../src/engine/release-directive.ts';
import { remind } from '../../src/engine/remind.ts';
import type { Database } from '../../src/ports/database.ts';
import type { Wakeup } from '../../src/ports/job-queue.ts';
import { importDirectory } from '../../src/store/directory.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations.ts';
import { closeObligation, lockObligation } from '../../src/store/obligations.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { cancelReminders } from '../../src/store/reminders.ts';
import { describeOnBackends } from '../support/backends.ts';
import { type TestEngine, testEngine } from '../support/engine.ts';
import { plainLetter } from '../support/plain-letter.ts';
import { reportDeadline } from '../support/report-deadline.ts';

/** More than the workers take at a time, several times over. */
const communes = 900;
const hour = 3_600_000;

describeOnBackends('two workers on one slot', ['postgres'], (backend) => {
  let base: TestEngine;
  let one: Engine;
  let two: Engine;
  let close: () => Promise<void>;
  let asked: { wakeup: Wakeup; at: Date | undefined }[];
  let remindAt: Date;

  beforeEach(async () => {
    base = await testEngine({ directory: benchDirectory });
    const place = await backend.freshPlace();
    const opened = [await openDatabase(place), await openDatabase(place)] as const;
    close = async () => {
      for (const database of opened) await database.close();
    };
    const [{ db }] = opened;
    await migrate(db, migrations);
    await importDirectory(db, benchDirectory);
    await seedProvince(db, { groups: communes, people: 0, membersEach: 0 });
    asked = [];
    const jobs = {
      enqueue: async (wakeup: Wakeup, at?: Date) => void asked.push({ wakeup, at }),
    };
    one = { ...base.engine, jobs, db, processId: 'one' };
    two = { ...base.engine, jobs, db: opened[1].db, processId: 'two' };
    const dueAt = new Date(base.now().getTime() + 4 * hour);
    remindAt = new Date(dueAt.getTime() - 2 * hour);
    const versionId = await releaseTo(one, dueAt);
    await fanOut(one, versionId);
    await db.query(`update part set state = 'sent', message_id = id::text where kind = 'card'`);
    await planDueReminders(one);
    base.advance(2 * hour);
    asked.length = 0;
  }, 60_000);
  afterEach(async () => {
    await close();
    await base.close();
  });

  test('write every message once between them', async () => {
    await Promise.all([one, two, one, two].map((worker) => remind(worker, { dueBy: remindAt })));
    // Whoever met the other comes again; by then there is nothing left.
    await remind(one, { dueBy: remindAt });

    expect(await counted(one.db)).toEqual({ messages: communes, chats: communes, waiting: 0 });
  }, 60_000);

  test('wait for nobody who is just answering, and come back for what that leaves owed', async () => {
    const [met, open] = await obligations(one.db, 2);
    if (!met || !open) throw new Error('nothing is owed');
    await two.db.transaction(async (tx) => {
      await lockObligation(tx, met);
      await lockObligation(tx, open);

      await remind(one, { dueBy: remindAt });
      expect(await counted(one.db)).toMatchObject({ messages: communes - 2, waiting: 2 });
      const again = asked.filter(({ wakeup }) => wakeup.job === 'remind');
      expect(again).toEqual([
        {
          wakeup: { job: 'remind', dueBy: remindAt.toISOString() },
          at: new Date(base.now().getTime() + 1_000),
        },
      ]);

      // One of the two has reported.
      await closeObligation(tx, met, { state: 'met', at: base.now() });
      await cancelReminders(tx, met, base.now(), 'reported');
    });

    expect(await remind(one, { dueBy: remindAt })).toEqual({ sent: 1, skipped: 0 });
    expect(await counted(one.db)).toEqual({
      messages: communes - 1,
      chats: communes - 1,
      waiting: 0,
    });
  }, 60_000);
});

async function releaseTo(engine: Engine, dueAt: Date): Promise<string> {
  const { rows: units } = await engine.db.query<{ id: string }>(
    `select id from organisation where level = 'commune'`,
  );
  const { rows } = await engine.db.query<{ personId: string; chatId: string; officeId: string }>(
    `select c.person_id as "personId", c.id as "chatId", f.id as "officeId"
     from chat c, issuing_office f where c.person_id is not null`,
  );
  const [composer] = rows;
  if (!composer) throw new Error('nobody is seeded who could release');
  const { versionId } = await commit(engine, (tx, wake) =>
    releaseDirective(engine, tx, wake, {
      officeId: composer.officeId,
      ...plainLetter,
      ackPolicy: 'none',
      deadlines: [{ ...reportDeadline, dueAt, overdueAt: dueAt }],
      audience: units.map(({ id }) => ({
        organisationId: id,
        role: 'act',
        tasks: [],
        deadlines: [0],
      })),
      createdBy: composer.personId,
      progressChat: { id: composer.chatId, accountId: 'telegram' },
    }),
  );
  return versionId;
}

async function counted(db: Database) {
  const { rows } = await db.query<{ messages: number; chats: number; waiting: number }>(
    `select count(*)::int as messages, count(distinct chat_id)::int as chats,
       (select count(*)::int from reminder where state = 'queued' and due_at <= $1) as waiting
     from part where kind = 'reminder'`,
    [new Date('2026-01-05T04:00:01Z')],
  );
  return rows[0];
}

async function obligations(db: Database, limit: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>('select id from obligation limit $1', [limit]);
  return rows.map(({ id }) => id);
}
