import type { AckPolicy, AckStatus } from './acknowledgement.ts';

/** How far an organisation has come with a directive, in the words of the national axis (edXML). */
export type HandlingState = Extract<
  AckStatus,
  'delivered' | 'rejected' | 'acknowledged' | 'assigned' | 'in_progress' | 'done'
>;

/** What an organisation can do with a directive besides reporting. */
export type HandlingAct =
  | 'acknowledge'
  | 'reject'
  | 'assign'
  | 'start'
  | 'finish'
  /** Takes the last step back; the step stays on record as withdrawn. */
  | 'withdraw';

/** The state that an act leads to; `before` is the one that the remaining records say. */
const table: Readonly<
  Record<HandlingState, Partial<Readonly<Record<HandlingAct, HandlingState | 'before'>>>>
> = {
  delivered: { acknowledge: 'acknowledged', reject: 'rejected' },
  rejected: { acknowledge: 'acknowledged', withdraw: 'before' },
  acknowledged: { assign: 'assigned', start: 'in_progress', finish: 'done' },
  assigned: { assign: 'assigned', start: 'in_progress', finish: 'done', withdraw: 'before' },
  in_progress: { assign: 'in_progress', finish: 'done', withdraw: 'before' },
  done: { withdraw: 'before' },
};

const steps = ['acknowledged', 'assigned', 'in_progress', 'done'] as const;

/** The state that the records that stand say: the furthest step. */
export function handlingState(standing: readonly AckStatus[]): HandlingState {
  if (standing.includes('rejected')) return 'rejected';
  return steps.findLast((step) => standing.includes(step)) ?? 'delivered';
}

/**
 * Whether an act fits the state; a card does not offer one that does not. Where nobody has to
 * acknowledge, work begins without it.
 */
export function mayHandle(state: HandlingState, act: HandlingAct, policy: AckPolicy): boolean {
  const mayBegin = policy === 'none' && state === 'delivered';
  return table[state][act] !== undefined || (mayBegin && table.acknowledged[act] !== undefined);
}
