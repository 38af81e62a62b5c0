import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  nextPartState,
  type PartEvent,
  type PartKind,
  type PartState,
  uncertainPolicy,
} from '../../src/domain/delivery.ts';

const states: readonly PartState[] = [
  'queued',
  'sending',
  'sent',
  'uncertain',
  'acknowledged',
  'failed',
  'cancelled',
  'superseded',
];
const events: readonly PartEvent[] = [
  'claimed',
  'sent',
  'not-sent',
  'refused',
  'uncertain',
  'acknowledged',
  'cancelled',
  'superseded',
];

describe('nextPartState', () => {
  test.each([
    ['queued', 'claimed', 'sending'],
    ['sending', 'sent', 'sent'],
    ['sending', 'not-sent', 'queued'],
    ['sending', 'refused', 'failed'],
    ['sending', 'uncertain', 'uncertain'],
    ['sending', 'acknowledged', 'acknowledged'],
    ['uncertain', 'sent', 'sent'],
    ['uncertain', 'acknowledged', 'acknowledged'],
    ['sent', 'acknowledged', 'acknowledged'],
    ['sent', 'superseded', 'superseded'],
  ] as const)('%s, %s → %s', (state, event, next) => {
    expect(nextPartState(state, event)).toBe(next);
  });

  test.each(['sent', 'uncertain', 'acknowledged', 'failed', 'cancelled', 'superseded'] as const)(
    'what is %s can never be claimed again',
    (state) => {
      expect(nextPartState(state, 'claimed')).toBeUndefined();
    },
  );

  test('no sequence of events sends a part twice without a not-sent in between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (sequence) => {
        let state: PartState = 'queued';
        let mayBeOut = false;
        for (const event of sequence) {
          const next: PartState | undefined = nextPartState(state, event);
          if (next === undefined) continue;
          if (event === 'claimed') expect(mayBeOut).toBe(false);
          mayBeOut = event === 'claimed' || (mayBeOut && event !== 'not-sent');
          state = next;
        }
        expect(states).toContain(state);
      }),
    );
  });
});

test.each([
  ['card', 'resend-once'],
  ['file', 'resend-once'],
  ['short-message', 'resend-once'],
  ['reminder', 'let-go'],
  ['progress', 'let-go'],
] as const)('an uncertain %s: %s', (kind: PartKind, policy) => {
  expect(uncertainPolicy(kind)).toBe(policy);
});
