import { dayOf } from '../../domain/day.ts';
import { acknowledgementsThatStand, withdrawPhoneCall } from '../../engine/acknowledge-by-phone.ts';
import { alreadyDone } from '../../engine/already-done.ts';
import { reply, type Turn } from '../../engine/turn.ts';
import { callById, callSheet, directiveOfObligation } from '../../store/call-sheet.ts';
import type { DirectiveRow } from '../../store/directives.ts';
import { lockObligation } from '../../store/obligations.ts';
import { organisationById } from '../../store/organisations.ts';
import { type Answer, alert, note, type PressHandler, unknownPress } from '../press.ts';
import { onDirective } from '../progress-presses.ts';
import { askQuestion } from '../question.ts';
import { showCallSheet } from './call-sheet.ts';
import { peopleAsSubject, settledWords, whoCalled } from './questions.ts';

/** Buttons of the call sheet and of what was recorded with it. */
export const phonePresses: Readonly<Record<string, PressHandler>> = {
  sheet: onDirective('recordByPhone', async (turn, directive) => {
    await showCallSheet(turn, directive);
    return note(turn.m.answer.listBelow);
  }),
  call: async (turn, press, obligationId) => {
    const directiveId = await directiveOfObligation(turn.tx, obligationId);
    const run = onDirective('recordByPhone', (t, directive) => ask(t, directive, obligationId));
    return directiveId ? run(turn, press, directiveId) : unknownPress(turn, press);
  },
  unsay: async (turn, press, acknowledgementId) => {
    const call = await callById(turn.tx, acknowledgementId);
    const run = onDirective('recordByPhone', (t) => withdraw(t, acknowledgementId));
    return call ? run(turn, press, call.directiveId) : unknownPress(turn, press);
  },
};

async function ask(turn: Turn, directive: DirectiveRow, obligationId: string): Promise<Answer> {
  const { tx, m, at } = turn;
  const rows = await callSheet(tx, directive.id, dayOf(at));
  const row = rows.find((one) => one.obligationId === obligationId);
  if (!row) {
    const owed = await lockObligation(tx, obligationId);
    const organisation = owed ? await organisationById(tx, owed.organisationId) : undefined;
    const isMet = owed?.state === 'met' || owed?.state === 'late';
    if (!isMet || !organisation) return alert(m.answer.stale);
    const [first] = await acknowledgementsThatStand(tx, directive, organisation.id);
    return alert(settledWords(turn, { organisation: organisation.name, first }));
  }
  const { organisation, people } = row;
  await askQuestion(turn, whoCalled, {
    obligationId,
    organisation,
    ...peopleAsSubject(people),
  });
  return note(m.answer.listBelow);
}

async function withdraw(turn: Turn, acknowledgementId: string): Promise<Answer> {
  const { m } = turn;
  if (!(await withdrawPhoneCall(turn, acknowledgementId))) {
    const { undoneBefore } = m.phone;
    return alert(await alreadyDone(turn, acknowledgementId, 'phone-call-%', undoneBefore));
  }
  await reply(turn, m.phone.undone);
  return note(m.answer.noted);
}
