import { expect, test } from '@jest/globals';
import type { AckStatus } from '../../src/domain/acknowledgement.ts';
import { handlingState } from '../../src/domain/handling.ts';
import { type Answer, trackedState } from '../../src/domain/tracking.ts';

const said = (status: AckStatus, minute: number): Answer => ({
  status,
  name: `Người ${minute}`,
  role: 'clerk',
  way: 'button',
  at: new Date(Date.UTC(2026, 5, 4, 2, minute)),
  reason: null,
});

test.each([
  { answers: [said('acknowledged', 1), said('acknowledged', 2)], by: 'Người 1' },
  { answers: [said('acknowledged', 1), said('done', 2), said('in_progress', 3)], by: 'Người 2' },
  { answers: [said('acknowledged', 1), said('rejected', 2)], by: 'Người 2' },
])(
  'the state on the sheet is the one of the case, by who said it first: $by',
  ({ answers, by }) => {
    const state = trackedState({ answers, reach: 'uncertain' });

    expect(state?.status).toBe(handlingState(answers.map(({ status }) => status)));
    expect(state?.answer?.name).toBe(by);
  },
);

test('without an answer it is whether the directive was delivered', () => {
  expect(trackedState({ answers: [], reach: 'delivered' })).toEqual({
    status: 'delivered',
    answer: undefined,
  });
  expect(trackedState({ answers: [], reach: 'failed' })).toBeUndefined();
});
