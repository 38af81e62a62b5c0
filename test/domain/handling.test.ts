import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { edxmlCode } from '../../src/domain/acknowledgement.ts';
import {
  type HandlingAct,
  type HandlingState,
  handlingState,
  mayHandle,
} from '../../src/domain/handling.ts';

const acts: readonly HandlingAct[] = [
  'acknowledge',
  'reject',
  'assign',
  'start',
  'finish',
  'withdraw',
];

test.each<readonly [HandlingState, readonly HandlingAct[]]>([
  ['delivered', ['acknowledge', 'reject']],
  ['rejected', ['acknowledge', 'withdraw']],
  ['acknowledged', ['assign', 'start', 'finish']],
  ['assigned', ['assign', 'start', 'finish', 'withdraw']],
  ['in_progress', ['assign', 'finish', 'withdraw']],
  ['done', ['withdraw']],
])('from %s one may %j', (state, allowed) => {
  expect(acts.filter((act) => mayHandle(state, act, 'any-one'))).toEqual(allowed);
  // Every state has a code of its own on the national axis.
  expect(edxmlCode[state]).toMatch(/^0[1-6]$/);
});

test('where nobody has to acknowledge, work begins without it', () => {
  const allowed = acts.filter((act) => mayHandle('delivered', act, 'none'));
  expect(allowed).toEqual(['acknowledge', 'reject', 'assign', 'start', 'finish']);
});

describe('the state', () => {
  test.each([
    [[], 'delivered'],
    [['acknowledged'], 'acknowledged'],
    [['acknowledged', 'in_progress', 'acknowledged'], 'in_progress'],
    [['acknowledged', 'done', 'assigned'], 'done'],
    [['rejected'], 'rejected'],
  ] as const)('of %j is %s', (standing, state) => {
    expect(handlingState(standing)).toBe(state);
  });

  test('does not depend on the order of the records', () => {
    const status = fc.constantFrom('acknowledged', 'assigned', 'in_progress', 'done');
    fc.assert(
      fc.property(fc.array(status), (standing) => {
        const reversed = [...standing].reverse();
        expect(handlingState(reversed)).toBe(handlingState(standing));
      }),
    );
  });
});
