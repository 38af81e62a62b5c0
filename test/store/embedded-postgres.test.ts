import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { openEmbedded } from '../../src/embedded-postgres.ts';
import { describeOnBackends } from '../support/backends.ts';

describeOnBackends('an embedded database', ['embedded'], (backend) => {
  test('whoever asks one that has ended is told, and does not wait for ever', async () => {
    const { dataDir } = await backend.freshPlace();
    const embedded = await openEmbedded(join(dataDir, 'records'));
    const early = new pg.Client({ stream: embedded.connect });
    await early.connect();
    await early.query('select 1');
    await early.end();

    await embedded.close();

    const late = new pg.Client({ stream: embedded.connect });
    await expect(late.connect()).rejects.toThrow('has ended');
  });

  test('a new connection finds nothing of what the one before had begun', async () => {
    const { dataDir } = await backend.freshPlace();
    const embedded = await openEmbedded(join(dataDir, 'records'));
    const first = new pg.Client({ stream: embedded.connect });
    await first.connect();
    await first.query('create table sample (id text)');
    await first.query('begin');
    await first.query({ name: 'write', text: 'insert into sample values ($1)', values: ['a'] });
    await first.end();

    const second = new pg.Client({ stream: embedded.connect });
    await second.connect();
    const { rows } = await second.query({ name: 'write', text: 'select id from sample' });
    await second.end();
    await embedded.close();

    expect(rows).toEqual([]);
  });
});
