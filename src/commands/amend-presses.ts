import { replyCard, type Turn } from '../engine/turn.ts';
import type { Amending } from '../store/amendments.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { startAmendment } from './amend/amend.ts';
import { endedWords } from './amend/ended-words.ts';
import { showRecall } from './amend/ledger.ts';
import { startReplacement } from './compose/replace.ts';
import { type Answer, alert, note, type PressHandler } from './press.ts';
import { onDirective } from './progress-presses.ts';

/** Buttons by which staff correct, replace and recall what is out there. */
export const amendPresses: Readonly<Record<string, PressHandler>> = {
  amend: onDirective('correct', unlessEnded(showChoices)),
  fix: onDirective('correct', unlessEnded(start('corrects'))),
  swap: onDirective('compose', unlessEnded(replace)),
  recall: onDirective('recall', unlessEnded(start('recalls'))),
  undone: onDirective('watch', async (turn, directive) =>
    (await showRecall(turn, directive))
      ? note(turn.m.answer.listBelow)
      : alert(turn.m.answer.stale),
  ),
};

type OnDirective = (turn: Turn, directive: DirectiveRow) => Promise<Answer>;

/** What is recalled or replaced is neither corrected nor recalled again. */
function unlessEnded(run: OnDirective): OnDirective {
  return async (turn, directive) =>
    directive.state === 'recalled' || directive.state === 'replaced'
      ? alert(await endedWords(turn, directive))
      : run(turn, directive);
}

async function showChoices(turn: Turn, { id, number, symbol }: DirectiveRow): Promise<Answer> {
  const { menu, choose } = turn.m.amend;
  await replyCard(turn, {
    lines: menu(`${number}/${symbol}`).split('\n'),
    buttons: [
      [{ label: choose.corrects, data: `fix:${id}` }],
      [{ label: choose.replaces, data: `swap:${id}` }],
      [{ label: choose.recalls, data: `recall:${id}`, style: 'danger' }],
    ],
  });
  return note(turn.m.answer.listBelow);
}

async function replace(turn: Turn, directive: DirectiveRow): Promise<Answer> {
  await startReplacement(turn, directive);
  return note(turn.m.answer.listBelow);
}

function start(relation: Amending): OnDirective {
  return async (turn, directive) => {
    await startAmendment(turn, directive, relation);
    return note(turn.m.answer.listBelow);
  };
}
