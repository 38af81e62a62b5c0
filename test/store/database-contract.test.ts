import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/ports/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { describeOnBackends, type Place } from '../support/backends.ts';

describeOnBackends('the database', ['embedded', 'postgres'], (backend) => {
  let place: Place;
  let db: Database;
  let close: () => Promise<void>;

  beforeAll(async () => {
    place = await backend.freshPlace();
  }, 60_000);

  beforeEach(async () => {
    ({ db, close } = await openDatabase(place));
    await db.query('drop schema public cascade; create schema public');
    await db.query(`create table sample (
      id uuid primary key default gen_random_uuid(),
      name text unique,
      tags text[],
      size integer,
      ready boolean,
      at timestamptz,
      body jsonb
    )`);
  }, 60_000);

  afterEach(async () => {
    await close();
  });

  const count = async (on: Database) => {
    const { rows } = await on.query<{ n: number }>('select count(*)::int as n from sample');
    return rows[0]?.n;
  };

  const insert = (on: Database, name: string) =>
    on.query('insert into sample (name) values ($1)', [name]);

  test('gives every permitted type back as it was given', async () => {
    const row = {
      id: '0f8fad5b-d9cb-469f-a165-70867728950e',
      name: 'Công văn số 12/UBND',
      tags: ['một', 'hai, "ba"', ''],
      size: 2_147_483_647,
      ready: true,
      at: new Date('2026-01-05T08:30:00.123+07:00'),
      body: { list: [1, 'hai', null], nested: { yes: true } },
    };

    const { rows } = await db.query(
      `insert into sample (id, name, tags, size, ready, at, body)
       values ($1, $2, $3, $4, $5, $6, $7::jsonb) returning *`,
      [row.id, row.name, row.tags, row.size, row.ready, row.at, JSON.stringify(row.body)],
    );

    expect(rows).toEqual([row]);
  });

  test('keeps null apart from empty', async () => {
    const { rows } = await db.query(
      `insert into sample (name, tags, at, body) values ($1, $2, $3, $4::jsonb)
       returning name, tags, at, body, size`,
      [null, [], null, JSON.stringify(null)],
    );

    expect(rows).toEqual([{ name: null, tags: [], at: null, body: null, size: null }]);
  });

  test('a transaction that is over takes no more statements, whatever still runs of its work', async () => {
    let rolledBack = () => {};
    const over = new Promise<void>((resolve) => {
      rolledBack = resolve;
    });
    let straggler: Promise<unknown> = Promise.resolve();
    const work = db.transaction(async (tx) => {
      straggler = over.then(() => insert(tx, 'too late'));
      await tx.query('select 1 / 0');
    });
    await expect(work).rejects.toThrow('division by zero');

    await db.transaction(async (tx) => {
      await insert(tx, 'somebody else');
      rolledBack();
      await expect(straggler).rejects.toThrow('is over');
    });

    const { rows } = await db.query('select name from sample');
    expect(rows).toEqual([{ name: 'somebody else' }]);
  });

  test('takes arrays for any() and unnest()', async () => {
    await db.query('insert into sample (name) select unnest($1::text[])', [['a', 'b', 'c']]);

    const { rows } = await db.query(
      'select name from sample where name = any($1::text[]) order by name',
      [['a', 'c', 'x']],
    );

    expect(rows).toEqual([{ name: 'a' }, { name: 'c' }]);
  });

  test('takes several statements without parameters and returns the rows of the last', async () => {
    const { rows } = await db.query(
      "insert into sample (name) values ('a'); select name from sample",
    );

    expect(rows).toEqual([{ name: 'a' }]);
  });

  test('an error of a statement carries its code and constraint', async () => {
    await insert(db, 'a');

    await expect(insert(db, 'a')).rejects.toMatchObject({
      code: '23505',
      constraint: 'sample_name_key',
    });
  });

  test('a transaction keeps what it did when its work resolves', async () => {
    const result = await db.transaction(async (tx) => {
      await insert(tx, 'a');
      return 'done';
    });

    expect(result).toBe('done');
    expect(await count(db)).toBe(1);
  });

  test('a transaction undoes what it did when its work rejects, and passes the error on', async () => {
    const failure = new Error('changed my mind');

    const work = db.transaction(async (tx) => {
      await insert(tx, 'a');
      throw failure;
    });

    await expect(work).rejects.toBe(failure);
    expect(await count(db)).toBe(0);
  });

  test('a transaction within a transaction is part of it', async () => {
    const work = db.transaction(async (tx) => {
      await tx.transaction((inner) => insert(inner, 'a'));
      expect(await count(tx)).toBe(1);
      throw new Error('undo both');
    });

    await expect(work).rejects.toThrow('undo both');
    expect(await count(db)).toBe(0);
  });

  test('a transaction whose statement failed does not pretend to have committed', async () => {
    await insert(db, 'a');

    const work = db.transaction(async (tx) => {
      await insert(tx, 'b');
      await insert(tx, 'a').catch(() => {});
    });

    await expect(work).rejects.toThrow();
    expect(await count(db)).toBe(1);
  });

  test('what is open in a transaction is not seen outside before it commits', async () => {
    let seenOutside: Promise<number | undefined> | undefined;

    await db.transaction(async (tx) => {
      await insert(tx, 'a');
      seenOutside = count(db);
      // On a server the outside has an answer while this is open; embedded it waits for the end.
      if (backend.name === 'postgres') await seenOutside;
    });

    expect(await seenOutside).toBe(backend.name === 'postgres' ? 0 : 1);
  });

  test('of many that claim a row at once one gets it', async () => {
    await insert(db, 'a');

    const claims = await Promise.all(
      Array.from({ length: 20 }, () =>
        db.query("update sample set ready = true where name = 'a' and ready is null returning id"),
      ),
    );

    expect(claims.filter(({ rows }) => rows.length === 1)).toHaveLength(1);
  });

  test('what was committed is there after closing and opening again', async () => {
    await insert(db, 'a');
    await close();

    ({ db, close } = await openDatabase(place));

    expect(await count(db)).toBe(1);
  });

  describe('migrate', () => {
    const first = {
      name: '0001-people',
      sql: 'create table person (id text); create table role ()',
    };
    const second = { name: '0002-age', sql: 'alter table person add column age integer' };

    test('applies what is missing, in order, once', async () => {
      expect(await migrate(db, [first])).toEqual(['0001-people']);
      expect(await migrate(db, [first, second])).toEqual(['0002-age']);
      expect(await migrate(db, [first, second])).toEqual([]);

      await db.query('insert into person (id, age) values ($1, $2)', ['a', 30]);
    });

    test('undoes a migration that fails and says which it was', async () => {
      const broken = {
        name: '0002-broken',
        sql: 'create table half (); select no_such_function()',
      };

      await expect(migrate(db, [first, broken])).rejects.toThrow('0002-broken');

      expect(await migrate(db, [first, second])).toEqual(['0002-age']);
      await expect(db.query('select * from half')).rejects.toMatchObject({ code: '42P01' });
    });

    test('refuses a database that a newer version has changed', async () => {
      await migrate(db, [first, second]);

      await expect(migrate(db, [first])).rejects.toThrow(/0002-age.*newer version/);
    });

    test('processes that start together apply each migration once', async () => {
      const starts = await Promise.all(
        Array.from({ length: 4 }, () => migrate(db, [first, second])),
      );

      expect(starts.flat().sort()).toEqual(['0001-people', '0002-age']);
    });
  });
});

describeOnBackends('the database on a server', ['postgres'], (backend) => {
  test('says what it could not do while the server is away, and works when it is back', async () => {
    const place = await backend.freshPlace();
    const { db, close } = await openDatabase(place);
    await db.query('create table sample (id text)');
    await backend.server().stop();

    await expect(db.query('select id from sample')).rejects.toThrow('asked: select id from sample');
    await expect(db.transaction(async () => {})).rejects.toThrow('to begin a transaction');

    await backend.server().start();
    expect(await db.query('select id from sample')).toEqual({ rows: [] });
    await close();
  });

  test('a transaction cut off by the server fails and leaves nothing', async () => {
    const place = await backend.freshPlace();
    const { db, close } = await openDatabase(place);
    await db.query('create table sample (id text)');

    const work = db.transaction(async (tx) => {
      await tx.query("insert into sample values ('a')");
      await backend.server().stop();
      await backend.server().start();
      await tx.query("insert into sample values ('b')");
    });

    await expect(work).rejects.toThrow('asked: insert into sample');
    expect(await db.query('select id from sample')).toEqual({ rows: [] });
    await close();
  });

  test('a transaction in which nothing happens any more fails, and holds nobody up for long', async () => {
    const place = await backend.freshPlace();
    const { db, close } = await openDatabase(place);
    await db.query("create table sample (id text); insert into sample values ('a')");

    const work = db.transaction(async (tx) => {
      await tx.query("update sample set id = 'first'");
      // As if it stood still until another process has got through.
      await db.query("update sample set id = 'second'");
      await tx.query("update sample set id = 'late'");
    });

    await expect(work).rejects.toThrow('asked: update sample');
    expect(await db.query('select id from sample')).toEqual({ rows: [{ id: 'second' }] });
    await close();
  });

  test('opening names the server it cannot reach, without the password', async () => {
    const failure = await openDatabase({
      databaseUrl: 'postgres://office:an-invented-secret@127.0.0.1:1/records',
      dataDir: 'unused',
    }).catch((error: unknown) => error);

    expect(String(failure)).toContain('records on 127.0.0.1:1');
    expect(String(failure)).not.toContain('an-invented-secret');
  });
});
