import type { StaffAct } from '../domain/permission.ts';
import { alreadyDone } from '../engine/already-done.ts';
import {
  type DecisionAnswer,
  decideUncertain,
  directiveOfPart,
  type UncertainDecision,
} from '../engine/decide-uncertain.ts';
import { type Steering, steerDirective } from '../engine/steer-directive.ts';
import type { Turn } from '../engine/turn.ts';
import { type DirectiveRow, directiveById } from '../store/directives.ts';
import { partById } from '../store/parts.ts';
import { showDebtors } from './pending.ts';
import { type Answer, alert, note, type Press, type PressHandler, unknownPress } from './press.ts';
import { officesAllowing } from './staff-offices.ts';
import { showUncertain } from './uncertain.ts';

/** Buttons under progress cards and lists for staff; only people of the office that issued may press. */
export const progressPresses: Readonly<Record<string, PressHandler>> = {
  hold: steering('pause'),
  go: steering('resume'),
  end: steering('cancel'),
  owe: onDirective('watch', async (turn, directive) => {
    await showDebtors(turn, directive);
    return note(turn.m.answer.listBelow);
  }),
  unsure: onDirective('steer', async (turn, directive) => {
    await showUncertain(turn, directive);
    return note(turn.m.answer.noted);
  }),
  again: uncertainPart('resend'),
  there: uncertainPart('arrived'),
};

/** Makes the handler of a button whose data names a directive. */
export function onDirective(
  act: StaffAct,
  run: (turn: Turn, directive: DirectiveRow) => Promise<Answer>,
): PressHandler {
  return async (turn, press, directiveId) => {
    const directive = await directiveById(turn.tx, directiveId);
    return directive && (await mayAct(turn, directive, act))
      ? run(turn, directive)
      : unknownPress(turn, press);
  };
}

async function mayAct(turn: Turn, directive: DirectiveRow, act: StaffAct): Promise<boolean> {
  return (await officesAllowing(turn, act)).includes(directive.officeId);
}

function steering(change: Steering): PressHandler {
  return onDirective('steer', async (turn, { id }) =>
    (await steerDirective(turn, id, change))
      ? note(turn.m.answer.noted)
      : alert(await alreadyDone(turn, id, 'directive-%', turn.m.answer.stale)),
  );
}

/** A button in the list of uncertain messages; its data names the part. */
function uncertainPart(decision: UncertainDecision): PressHandler {
  return async (turn: Turn, press: Press, partId: string) => {
    const part = await partById(turn.tx, partId);
    const directive = part ? await directiveOfPart(turn, part) : undefined;
    return directive && (await mayAct(turn, directive, 'steer'))
      ? decisionWords(turn, partId, await decideUncertain(turn, partId, decision))
      : unknownPress(turn, press);
  };
}

async function decisionWords(turn: Turn, partId: string, answer: DecisionAnswer): Promise<Answer> {
  const { m } = turn;
  const { unsure } = m.progress;
  switch (answer) {
    case 'done':
      return note(m.answer.noted);
    case 'resent-before':
      return alert(unsure.resentBefore);
    case 'settled':
      return alert(await alreadyDone(turn, partId, 'uncertain-%', unsure.settled));
  }
}
