import { expect, test } from '@jest/globals';
import {
  edxmlCode,
  judgeAcknowledgement,
  type Position,
} from '../../src/domain/acknowledgement.ts';

const at = new Date('2026-01-05T02:00:00Z');
const lan: Position = { personId: 'lan', role: 'clerk' };
const hoa: Position = { personId: 'hoa', role: 'leader' };
const both = [lan, hoa];

test.each([
  ['lan', 'any-one', both, [], { type: 'accepted', role: 'clerk', completes: true }],
  ['khach', 'any-one', both, [], { type: 'foreign' }],
  ['lan', 'any-one', [], [], { type: 'foreign' }],
  ['lan', 'any-one', both, ['lan'], { type: 'repeated', at }],
  ['hoa', 'any-one', both, ['lan'], { type: 'taken', by: 'lan', at }],
  ['lan', 'leader', both, ['hoa'], { type: 'taken', by: 'hoa', at }],
  ['lan', 'leader', both, [], { type: 'wrong-role', needed: 'leader' }],
  ['hoa', 'leader', both, [], { type: 'accepted', role: 'leader', completes: true }],
  ['lan', 'each', both, [], { type: 'accepted', role: 'clerk', completes: false }],
  ['hoa', 'each', both, ['lan'], { type: 'accepted', role: 'leader', completes: true }],
] as const)('%s answers under %s', (person, policy, positions, earlier, verdict) => {
  const acks = earlier.map((personId) => ({ personId, at }));
  expect(judgeAcknowledgement(person, policy, positions, acks)).toEqual(verdict);
});

test('a person with two positions speaks as leader', () => {
  const positions: Position[] = [lan, { personId: 'lan', role: 'leader' }];
  expect(judgeAcknowledgement('lan', 'leader', positions, [])).toMatchObject({ role: 'leader' });
});

test('every status has a code of its own on the national axis', () => {
  const codes = Object.values(edxmlCode);
  expect(new Set(codes).size).toBe(codes.length);
});
