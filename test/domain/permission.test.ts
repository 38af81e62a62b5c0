import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  type Act,
  actsOf,
  officialActs,
  rolesFor,
  staffActs,
} from '../../src/domain/permission.ts';

/** The README's table: for each act the roles that have a tick. */
function tableOfReadme(): ReadonlyMap<string, ReadonlySet<string>> {
  const readme = readFileSync('README.md', 'utf8');
  const section = readme.split('### Who may do what')[1]?.split('\n### ')[0] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [[, ...roles] = [], , ...acts] = rows;
  return new Map(
    acts.map(([act = '', ...ticks]) => [
      act.replaceAll('`', ''),
      new Set(roles.filter((_, at) => ticks[at] === '✓')),
    ]),
  );
}

test('the README says of every act who may do it, as the code does', () => {
  const acts = [...new Set([...Object.keys(staffActs), ...Object.keys(officialActs)])] as Act[];
  const inCode = acts.map((act) => [act, new Set(rolesFor(act))] as const);

  expect(tableOfReadme()).toEqual(new Map(inCode));
});

test('somebody without a role may do what anyone may', () => {
  expect(actsOf({ staff: [], official: [] })).toEqual(new Set(['anyone']));
});

test('whoever holds a role may do exactly the acts that list it', () => {
  expect(actsOf({ staff: ['viewer'], official: [] })).toEqual(
    new Set(['anyone', 'watch', 'export', 'leave']),
  );
  expect([...actsOf({ staff: [], official: ['clerk'] })]).not.toContain('watch');
});
