import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type DirectiveEvent,
  type DirectiveState,
  nextDirectiveState,
} from '../../src/domain/directive-life.ts';

test.each<[DirectiveState, DirectiveEvent, DirectiveState | undefined]>([
  ['releasing', 'written', 'released'],
  ['paused', 'written', undefined],
  ['paused', 'resumed', 'releasing'],
  ['released', 'resumed', undefined],
  ['released', 'paused', 'paused'],
  ['cancelled', 'resumed', undefined],
  ['cancelled', 'recalled', 'recalled'],
  ['recalled', 'replaced', undefined],
])('%s, %s: %s', (state, event, next) => {
  expect(nextDirectiveState(state, event)).toBe(next);
});

test('what was cancelled, recalled or replaced never goes out again', () => {
  const events = ['written', 'paused', 'resumed', 'cancelled', 'recalled', 'replaced'] as const;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events)), (history) => {
      let state: DirectiveState = 'releasing';
      let hasEnded = false;
      for (const event of history) {
        state = nextDirectiveState(state, event) ?? state;
        hasEnded ||= ['cancelled', 'recalled', 'replaced'].includes(state);
        if (hasEnded) expect(['releasing', 'released', 'paused']).not.toContain(state);
      }
    }),
  );
});
