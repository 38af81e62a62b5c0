import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approvalReasons, isSecondPerson } from '../../src/domain/approval.ts';
import { type DraftEvent, type DraftState, nextDraftState } from '../../src/domain/draft.ts';

const events: readonly DraftEvent[] = [
  'put-aside',
  'reopened',
  'submitted',
  'withdrawn',
  'returned',
  'approved',
  'scheduled',
  'hastened',
  'taken-back',
  'blocked',
  'released',
  'answered',
  'cancelled',
];

describe('nextDraftState', () => {
  test.each<[DraftState, DraftEvent, DraftState]>([
    ['open', 'submitted', 'submitted'],
    ['open', 'scheduled', 'scheduled'],
    ['submitted', 'approved', 'scheduled'],
    ['submitted', 'returned', 'open'],
    ['submitted', 'withdrawn', 'open'],
    ['scheduled', 'taken-back', 'open'],
    ['scheduled', 'hastened', 'scheduled'],
    ['scheduled', 'blocked', 'saved'],
    ['scheduled', 'released', 'done'],
    ['saved', 'reopened', 'open'],
  ])('%s, %s: %s', (state, event, next) => {
    expect(nextDraftState(state, event)).toBe(next);
  });

  test('whatever happens, nothing is released that was not on its way just before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (history) => {
        let state: DraftState = 'open';
        for (const event of history) {
          const next = nextDraftState(state, event);
          if (event === 'released' && next) expect(state).toBe('scheduled');
          if (state === 'submitted' && next === 'scheduled') expect(event).toBe('approved');
          if (state === 'done' || state === 'cancelled') expect(next).toBeUndefined();
          state = next ?? state;
        }
      }),
    );
  });
});

describe('approvalReasons', () => {
  const policy = { fromRecipients: 50, urgencies: ['hoa_toc'], publicChannels: true } as const;

  test.each([
    [49, 'none', false, []],
    [50, 'none', false, ['recipients']],
    [1, 'hoa_toc', false, ['urgency']],
    [1, 'khan', false, []],
    [1, 'none', true, ['public']],
    [50, 'hoa_toc', true, ['recipients', 'urgency', 'public']],
  ] as const)('%i recipients, %s, public %s: %j', (recipients, urgency, isPublic, reasons) => {
    expect(approvalReasons({ recipients, urgency, isPublic }, policy)).toEqual(reasons);
  });

  test('a policy that names nothing asks for nobody', () => {
    const none = { fromRecipients: null, urgencies: [], publicChannels: false };
    const planned = { recipients: 5_000, urgency: 'hoa_toc', isPublic: true } as const;
    expect(approvalReasons(planned, none)).toEqual([]);
  });
});

test('nobody is their own second person', () => {
  expect(isSecondPerson('a', { personId: 'a' })).toBe(false);
  expect(isSecondPerson('b', { personId: 'a' })).toBe(true);
});
