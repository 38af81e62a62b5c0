import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeRecall, type RecalledChat } from '../../src/domain/recall.ts';

const chat: RecalledChat = {
  out: 2,
  removed: 0,
  kept: 0,
  unproved: 0,
  moved: 0,
  chatIsGone: false,
  acknowledged: undefined,
};
const acknowledged = {
  name: 'Lê Văn Phú',
  role: 'clerk',
  at: new Date('2026-01-05T02:00:00Z'),
} as const;

test.each([
  ['everything is gone', { removed: 2 }, 'removed', undefined],
  ['something is still being taken back', { removed: 1 }, 'under-way', undefined],
  ['the network refused one of them', { removed: 1, kept: 1 }, 'not-removed', 'too-late'],
  ['nobody knows whether one arrived', { removed: 1, unproved: 1 }, 'not-removed', 'unproved'],
  ['the group moved', { moved: 2 }, 'not-removed', 'moved'],
  ['the account was put out', { kept: 2, chatIsGone: true }, 'not-removed', 'chat-gone'],
  ['it was put out after all was gone', { removed: 2, chatIsGone: true }, 'removed', undefined],
  ['somebody had answered', { removed: 2, acknowledged }, 'acknowledged-before', undefined],
  [
    'somebody had answered, and it stays',
    { kept: 2, acknowledged },
    'acknowledged-before',
    'too-late',
  ],
] as const)('a chat in which %s', (_, change, end, keptBecause) => {
  expect(judgeRecall({ ...chat, ...change })).toEqual({ end, keptBecause });
});

test('a chat counts as removed only when nothing is left there', () => {
  const count = fc.nat({ max: 5 });
  fc.assert(
    fc.property(
      fc.record({ out: count, removed: count, kept: count, unproved: count, moved: count }),
      fc.boolean(),
      (counts, chatIsGone) => {
        const { end } = judgeRecall({ ...counts, chatIsGone, acknowledged: undefined });
        expect(end === 'removed').toBe(counts.removed >= counts.out);
      },
    ),
  );
});
