/** The product as it is deployed, in a process of its own, and what a bench asks of it. */
import { join } from 'node:path';
import { checkConfig } from '../../config/index.ts';
import { type App, createApp } from '../app.ts';
import { packageRoot } from '../cli/package-root.ts';
import { planReminders } from '../domain/reminder.ts';
import { commit } from '../engine/commit.ts';
import { planDueReminders } from '../engine/plan-reminders.ts';
import { releaseDirective } from '../engine/release-directive.ts';
import { createLog } from '../log.ts';
import { insertReminders } from '../store/reminders.ts';
import { bot, composerId } from './cast.ts';
import { serveParent } from './child.ts';
import { quantile } from './figures.ts';
import { memoryMb, processorMs } from './memory.ts';
import { benchDirectory, seedProvince } from './seed.ts';

/** Where the product keeps its records, and how fast it may call its network. */
export interface Setup {
  readonly apiRoot: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** `unlimited` takes away the product's own brake; `default` is what an operator gets. */
  readonly pacing: 'default' | 'unlimited';
}

const fast = { calls: 1_000_000, perMs: 1000, burst: 1_000_000 };
const unlimited = { account: fast, privateChat: fast, group: fast, inFlight: 100 };

let app: App | undefined;

function open(): App {
  if (!app) throw new Error('the product is not open');
  return app;
}

const calls = {
  open: async ({ apiRoot, dataDir, databaseUrl, redisUrl, pacing }: Setup): Promise<void> => {
    const config = checkConfig(
      {
        dataDir,
        calendar: join(packageRoot(), 'config', 'calendar'),
        telegram: { apiRoot, ...(pacing === 'unlimited' ? { pacing: unlimited } : {}) },
        log: { level: 'error' },
      },
      'bench',
    );
    app = await createApp({
      config,
      secrets: { telegramToken: bot.token, databaseUrl, redisUrl, dataKey: undefined },
      log: createLog('error'),
      directory: benchDirectory,
    });
  },

  seed: (size: Parameters<typeof seedProvince>[1]) => seedProvince(open().engine.db, size),

  start: () => open().start(),

  /** Releases a directive to the first communes; resolves when it is committed. */
  release: async ({
    number,
    chats,
    text,
    ackPolicy,
    first,
  }: {
    readonly number: string;
    /** How many communes get it, from which one on. */
    readonly chats: number;
    readonly first: number;
    readonly text: string;
    readonly ackPolicy: 'any-one' | 'each' | 'none';
  }): Promise<{ readonly versionId: string; readonly at: number }> => {
    const { engine } = open();
    const { rows: communes } = await engine.db.query<{ id: string }>(
      `select o.id from generate_series($1::int, $2::int) n join organisation o on o.key = 'xa_' || n`,
      [first, first + chats - 1],
    );
    const { rows } = await engine.db.query<{ personId: string; chatId: string; officeId: string }>(
      `select c.person_id as "personId", c.id as "chatId", f.id as "officeId" from chat c, issuing_office f
       where c.external_id = $1`,
      [String(composerId)],
    );
    const [composer] = rows;
    if (!composer) throw new Error('nobody is seeded who could release');
    const at = Date.now();
    const { versionId } = await commit(engine, (tx, wake) =>
      releaseDirective(engine, tx, wake, {
        officeId: composer.officeId,
        number,
        symbol: 'STL-PCTT',
        issuedOn: '2026-01-05',
        issuer: 'Sở Thủy lợi tỉnh An Bình',
        subject: 'chuẩn bị phương án phòng, chống thiên tai năm 2026',
        kind: null,
        urgency: 'none',
        circulation: 'normal',
        ackPolicy,
        ackDueAt: null,
        drill: false,
        text,
        files: [],
        shortMessages: [],
        deadlines: [],
        audience: communes.map(({ id }) => ({
          organisationId: id,
          role: 'act',
          tasks: [],
          deadlines: [],
        })),
        createdBy: composer.personId,
        progressChat: { id: composer.chatId, accountId: 'telegram' },
      }),
    );
    return { versionId, at };
  },

  /** Resolves, with the time, when no part of a version waits or is under way any more. */
  settled: async ({ versionId }: { readonly versionId: string }): Promise<number> => {
    const { db } = open().engine;
    for (;;) {
      const { rows } = await db.query<{ waits: boolean }>(
        `select exists (select 1 from audience where version_id = $1 and not fanned_out)
         or exists (select 1 from part p join delivery d on d.id = p.delivery_id
           where p.state = 'sending' and d.version_id = $1)
         or exists (select 1 from part p join delivery d on d.id = p.delivery_id
           where p.state = 'queued' and d.version_id = $1) as waits`,
        [versionId],
      );
      if (!rows[0]?.waits) return Date.now();
      await pause(20);
    }
  },

  /** How many parts of a version are in which state. */
  parts: async ({
    versionId,
  }: {
    readonly versionId: string;
  }): Promise<Readonly<Record<string, number>>> => {
    const { rows } = await open().engine.db.query<{ state: string; n: number }>(
      `select p.state, count(*)::int as n from part p join delivery d on d.id = p.delivery_id
       where d.version_id = $1 group by p.state`,
      [versionId],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  },

  /** How many acknowledgements of a version stand, and of how many people. */
  acknowledged: async ({ versionId }: { readonly versionId: string }) => {
    const { rows } = await open().engine.db.query<{ n: number; people: number }>(
      `select count(*)::int as n, count(distinct person_id)::int as people from acknowledgement
       where version_id = $1 and withdrawn_at is null`,
      [versionId],
    );
    return { acknowledgements: rows[0]?.n ?? 0, people: rows[0]?.people ?? 0 };
  },

  /**
   * Writes directives like the one given, a thousand obligations to each, and plans their reminders by
   * the rules of the product: most over a year, and `near` of them due within `withinMs` from `nearAt` on
   * (milliseconds). These also have cards, to which the reminders reply.
   */
  seedReminders: async ({
    versionId,
    rows,
    near,
    nearAt,
    withinMs,
  }: {
    readonly versionId: string;
    readonly rows: number;
    readonly near: number;
    readonly nearAt: number;
    readonly withinMs: number;
  }): Promise<{ readonly written: number }> => {
    const { engine } = open();
    const { db, calendar, settings } = engine;
    // Quiet hours and days off would make the figures depend on when the bench runs.
    const context = { now: engine.clock.now(), calendar, urgent: true };
    const batch = 1_000;
    let written = 0;
    for (let done = 0; written < rows; done += batch) {
      const dues = Array.from({ length: batch }, (_, at) => {
        const n = done + at;
        if (n < near) return new Date(nearAt + Math.floor((n * withinMs) / near));
        return new Date(nearAt + 10 * day + Math.random() * 350 * day);
      });
      const copyId = await copyDirective(versionId, {
        number: 2 + done / batch,
        cards: done < near,
      });
      const ids = await insertObligations(copyId, dues);
      const planned = ids.flatMap(({ id, dueAt }) =>
        planReminders({ dueAt, overdueAt: dueAt }, settings.reminders, context).map(
          ({ step, at }) => ({ obligationId: id, step, at }),
        ),
      );
      const fitting = planned.slice(0, rows - written);
      await insertReminders(db, fitting);
      written += fitting.length;
    }
    return { written };
  },

  /** Runs the planning job once. */
  plan: async (): Promise<{ readonly queued: number; readonly seconds: number }> => {
    const start = performance.now();
    const { queued } = await planDueReminders(open().engine);
    return { queued, seconds: (performance.now() - start) / 1000 };
  },

  /** How reminders stand, and how long after their time the handled ones began to be. */
  reminders: async ({ from, to }: { readonly from: number; readonly to: number }) => {
    const { db } = open().engine;
    const { rows } = await db.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from reminder group by state',
    );
    const { rows: ends } = await db.query<{ dueAt: Date; settledAt: Date | null }>(
      `select due_at as "dueAt", settled_at as "settledAt" from reminder where due_at >= $1 and due_at < $2`,
      [new Date(from), new Date(to)],
    );
    const lateness = ends.flatMap(({ dueAt, settledAt }) =>
      settledAt ? [settledAt.getTime() - dueAt.getTime()] : [],
    );
    return {
      states: Object.fromEntries(rows.map(({ state, n }) => [state, n])),
      due: ends.length,
      handled: lateness.length,
      latenessP50Ms: quantile(lateness, 0.5),
      latenessP99Ms: quantile(lateness, 0.99),
    };
  },

  memory: memoryMb,
  processor: processorMs,

  stop: async (): Promise<void> => {
    await app?.stop();
    app = undefined;
  },
};

export type ProductCalls = typeof calls;

const day = 86_400_000;

/** Writes a directive like another, with deliveries and cards if asked to; gives back its version's id. */
async function copyDirective(
  versionId: string,
  { number, cards }: { readonly number: number; readonly cards: boolean },
): Promise<string> {
  const { db } = open().engine;
  const { rows } = await db.query<{ id: string }>(
    `with d as (
       insert into directive select (jsonb_populate_record(d, jsonb_build_object(
         'id', gen_random_uuid(), 'number', $2::text, 'code', 'B' || $2::text))).*
       from directive d join directive_version v on v.directive_id = d.id where v.id = $1 returning id)
     insert into directive_version select (jsonb_populate_record(v, jsonb_build_object(
       'id', gen_random_uuid(), 'directive_id', d.id))).*
     from directive_version v, d where v.id = $1 returning id`,
    [versionId, String(number)],
  );
  const copyId = rows[0]?.id;
  if (!copyId) throw new Error(`version ${versionId} is not there to be copied`);
  if (!cards) return copyId;
  await db.query(
    `insert into audience select (jsonb_populate_record(a, jsonb_build_object('version_id', $2::uuid))).*
     from audience a where a.version_id = $1`,
    [versionId, copyId],
  );
  await db.query(
    `with copy as materialized (
       select d.id as old_id, gen_random_uuid() as id from delivery d where d.version_id = $1),
     delivered as (
       insert into delivery select (jsonb_populate_record(d, jsonb_build_object(
         'id', copy.id, 'version_id', v.id, 'directive_id', v.directive_id))).*
       from delivery d join copy on copy.old_id = d.id join directive_version v on v.id = $2)
     insert into part select (jsonb_populate_record(p, jsonb_build_object(
       'id', gen_random_uuid(), 'delivery_id', copy.id))).*
     from part p join copy on copy.old_id = p.delivery_id`,
    [versionId, copyId],
  );
  return copyId;
}

async function insertObligations(
  versionId: string,
  dues: readonly Date[],
): Promise<readonly { readonly id: string; readonly dueAt: Date }[]> {
  const { rows } = await open().engine.db.query<{ id: string; dueAt: Date }>(
    `insert into obligation (directive_id, version_id, organisation_id, kind, occurrence, due_at, overdue_at, state)
     select v.directive_id, v.id, o.id, 'report', 1, n.due_at, n.due_at, 'open'
     from unnest($2::timestamptz[]) with ordinality as n (due_at, at)
     join organisation o on o.key = 'xa_' || (n.at - 1) join directive_version v on v.id = $1
     returning id, due_at as "dueAt"`,
    [versionId, [...dues]],
  );
  // The database returns them in an order of its own; the near ones come first.
  return rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

serveParent(calls);
