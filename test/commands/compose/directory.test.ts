import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadDirectory } from '../../../src/commands/compose/directory.ts';
import { findOrganisations } from '../../../src/commands/compose/find-organisations.ts';
import { type ComposeProvince, composeProvince } from './province.ts';

let province: ComposeProvince;
beforeAll(async () => {
  province = await composeProvince();
  await province.db.query(
    `update group_member set valid_to = '2026-05-31' where organisation_id = $1`,
    [province.ids.get('xa_1')],
  );
  await province.db.query(`update organisation set valid_to = '2026-05-31' where key = 'xa_2'`);
});
afterAll(() => province.close());

const directoryOn = (day: string) => loadDirectory(province.db, day, province.ids.get('stc') ?? '');
const keysOf = (ids: readonly string[] | undefined) => {
  const keys = new Map([...province.ids].map(([key, id]) => [id, key]));
  return ids?.map((id) => keys.get(id));
};

test('a group has the members it has on the day, those that exist, without the issuer', async () => {
  const before = await directoryOn('2026-05-31');
  const after = await directoryOn('2026-06-01');

  expect(keysOf(before.groups.get('ubnd_xa')?.members)).toEqual(['xa_0', 'xa_1', 'xa_2', 'xa_3']);
  expect(keysOf(after.groups.get('ubnd_xa')?.members)).toEqual(['xa_0', 'xa_3']);
  expect(keysOf(after.groups.get('so_ban_nganh')?.members)).toEqual(['snv']);
});

test('organisations are found without marks, by abbreviations and by beginnings of words', async () => {
  const directory = await directoryOn('2026-06-01');
  const found = (query: string) => keysOf(findOrganisations(query, directory));

  expect(found('ubnd xa')).toEqual(['xa_0', 'xa_1', 'xa_3']);
  expect(found('dong hai')).toEqual(['xa_3']);
  expect(found('Đông')).toEqual(['xa_3']);
  expect(found('uy ban nhan dan xa an')).toEqual(['xa_0']);
  expect(found('cam son')).toEqual([]);
  expect(found('tai chinh')).toEqual([]);
  expect(found('  ')).toEqual([]);
});
