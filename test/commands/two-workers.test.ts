import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Engine } from '../../src/engine/engine.ts';
import type { Database } from '../../src/ports/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { describeOnBackends } from '../support/backends.ts';
import { contests } from '../support/contests.ts';
import { type Deed, records, store, workOff } from '../support/deed.ts';
import { type PermissionWorld, permissionWorld } from '../support/permission-world.ts';

/** A dozen and more of the contests: every kind of row that is fought for, and jobs among them. */
const chosen = contests.filter(({ name }) =>
  [
    'approve a submission twice',
    'approve a submission and return it',
    'approve a submission and withdraw it',
    'undo a release and release it at its moment',
    'send a scheduled letter now and take it back',
    'remind twice',
    'recall and correct',
    'recall and replace',
    "record a telephone call and acknowledge by one's own press",
    'reject and acknowledge',
    'take an assignment and give it to somebody else',
    'ask for more time twice',
    'grant more time and refuse it',
    'say twice that there is nothing to report',
  ].includes(name),
);

/**
 * When the second begins: while the first holds all its locks, or some of them. Who works off updates waits
 * for others who do from the first statement on, so only jobs can be met halfway.
 */
const halfway = 'halfway';
const moments = ['before the commit', halfway] as const;

describeOnBackends('two workers on one server', ['postgres'], (backend) => {
  let world: PermissionWorld;
  let copies = 0;
  let url: URL;

  beforeAll(async () => {
    await createDatabase(backend.server().url, 'original');
    url = new URL(backend.server().url);
    url.pathname = '/original';
    world = await permissionWorld(async () => {
      const opened = await openDatabase({ databaseUrl: url.href, dataDir: '' });
      await migrate(opened.db, migrations);
      return opened;
    });
    // Copies are made of what nobody is connected to.
    await world.close();
  }, 120_000);
  beforeEach(async () => {
    const name = `copy_${copies++}`;
    await createDatabase(backend.server().url, `${name} template original`);
    url.pathname = `/${name}`;
  });

  test.each(
    chosen.flatMap((contest) =>
      [false, true].flatMap((isTurned) =>
        moments
          .filter((moment) => moment !== halfway || contest.name.startsWith('undo a release'))
          .map((moment) => ({ ...contest, isTurned, moment })),
      ),
    ),
  )(
    '$name (turned round: $isTurned), the second begins $moment: as if one came after the other',
    async ({ prepare, isTurned, moment }) => {
      const one = await openDatabase({ databaseUrl: url.href, dataDir: '' });
      const two = await openDatabase({ databaseUrl: url.href, dataDir: '' });
      try {
        const deeds = await prepare({ world, db: one.db });
        const [first, second] = isTurned ? [deeds[1], deeds[0]] : deeds;
        const lawful = [
          await inTurn(world, one.db, [first, second]),
          await inTurn(world, one.db, [second, first]),
        ];

        const seen = await atOnce(world, [one.db, two.db], { first, second, moment });

        expect(lawful.map((end) => differences(end, seen))).toContainEqual([]);
      } finally {
        await one.close();
        await two.close();
      }
    },
    30_000,
  );
});

async function createDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
}

/** What each was told, what was logged as an error, and every row: a line each. */
type End = readonly string[];

function differences(one: End, other: End): readonly string[] {
  const left = [...other];
  const missing = one.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...missing.map((line) => `- ${line}`), ...left.map((line) => `+ ${line}`)];
}

async function inTurn(world: PermissionWorld, db: Database, deeds: readonly Deed[]): Promise<End> {
  const undo = new Error('undo');
  const ends: End[] = [];
  await db
    .transaction(async (tx) => {
      const { engine, errors } = worker(world, tx);
      const told = new Map<Deed, string>();
      for (const deed of deeds) {
        await store(world, tx, deed);
        told.set(deed, await workOff(engine, deed));
      }
      ends.push(await endOf(tx, told, errors));
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  const [end] = ends;
  if (!end) throw new Error('nothing was done');
  return end;
}

/** Has one worker begin, and in the middle of its transaction the other, which goes on as far as it can. */
async function atOnce(
  world: PermissionWorld,
  [one, two]: readonly [Database, Database],
  {
    first,
    second,
    moment,
  }: { readonly first: Deed; readonly second: Deed; readonly moment: string },
): Promise<End> {
  const other = worker(world, two);
  let running: Promise<string> | undefined;
  const begin = async () => {
    if (running !== undefined) return;
    await store(world, two, second);
    let isOver = false;
    running = workOff(other.engine, second).finally(() => {
      isOver = true;
    });
    // Whatever it rejects with is seen below.
    running.catch(() => {});
    while (!isOver && !(await isWaiting(two)));
  };
  const own = worker(world, interrupted(one, moment === halfway ? 4 : Infinity, begin));
  await store(world, one, first);

  const told = new Map([[first, await workOff(own.engine, first)]]);
  if (running === undefined) throw new Error('the second never began');
  told.set(second, await running);
  return endOf(one, told, [...own.errors, ...other.errors]);
}

/** Calls `between` once in a transaction: after so many statements, or before the commit. */
function interrupted(db: Database, after: number, between: () => Promise<void>): Database {
  return {
    query: (sql, params) => db.query(sql, params),
    transaction: (work) =>
      db.transaction(async (tx) => {
        let statements = 0;
        const watched: Database = {
          query: async (sql, params) => {
            if (statements++ === after) await between();
            return tx.query(sql, params);
          },
          transaction: (inner) => inner(watched),
        };
        const result = await work(watched);
        await between();
        return result;
      }),
  };
}

async function isWaiting(db: Database): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

let workers = 0;

/** A process of the product, as far as these deeds need one. */
function worker(world: PermissionWorld, db: Database): { engine: Engine; errors: string[] } {
  const errors: string[] = [];
  const error = (detail: object, what: string) =>
    void errors.push(`${what} ${JSON.stringify(detail)}`);
  const log = { ...world.engine.log, error };
  return { engine: { ...world.engine, db, log, processId: `worker-${workers++}` }, errors };
}

async function endOf(
  db: Database,
  told: ReadonlyMap<Deed, string>,
  errors: readonly string[],
): Promise<End> {
  const { rows } = await db.query<{ code: string }>('select code from directive');
  // Every release draws a code of its own.
  const nameless = (line: string) =>
    rows.reduce((text, { code }) => text.replaceAll(code, '#'), line);
  return [
    ...[...told].map(([deed, answer]) => `${JSON.stringify(deed)}: ${answer}`),
    ...errors,
    ...(await records(db, 'everything')),
  ].map(nameless);
}
