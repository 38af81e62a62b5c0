import { splitText } from '../domain/split-text.ts';
import { previewReminder, type RemindNow, remindNow } from '../engine/remind-now.ts';
import { reminderText, staffStep } from '../engine/reminder-text.ts';
import { reply, replyCard, type Turn } from '../engine/turn.ts';
import type { DebtorRow } from '../store/debtors.ts';
import type { DirectiveRow } from '../store/directives.ts';
import type { Command } from './command.ts';
import { type Answer, alert, note, type PressHandler } from './press.ts';
import { onDirective } from './progress-presses.ts';
import { namedDirectives } from './status.ts';

/** Has those reminded who still owe something under a directive: a preview first, then a button. */
export const remind: Command = {
  name: 'remind',
  names: { vi: 'nhac', en: 'remind' },
  act: 'remind',
  inGroups: false,
  describe: (m) => m.command.describe.remind,
  explain: (m) => m.command.explain.remind,
  async run(turn, args) {
    for (const directive of await namedDirectives(turn, args, 1)) {
      const { text, alert: isRefused } = await showPreview(turn, directive);
      if (isRefused) await reply(turn, text);
    }
  },
};

/** Buttons that preview a reminder and send it. */
export const remindPresses: Readonly<Record<string, PressHandler>> = {
  rem: onDirective('remind', showPreview),
  nudge: onDirective('remind', send),
};

/** Shows who would be reminded, in which words, and when. */
async function showPreview(turn: Turn, directive: DirectiveRow): Promise<Answer> {
  const { engine, tx, m } = turn;
  const plan = await previewReminder(engine, tx, directive);
  if (plan.type !== 'ready' || plan.debtors.length === 0) {
    return alert(refusalOf(turn, directive, plan));
  }
  const { debtors, unreachable, at } = plan;
  const { nudge } = m;
  const lines = [
    nudge.title(referenceOf(directive), debtors.length),
    nudge.who(debtors.map(({ organisation }) => organisation)),
    ...samples(turn, directive, debtors, at),
    ...(unreachable.length > 0
      ? [nudge.unreachable(unreachable.map(({ organisation }) => organisation))]
      : []),
    ...(at.getTime() > engine.clock.now().getTime() ? [nudge.later(at)] : []),
    nudge.onlyWhoOwe,
  ];
  const pieces = splitText(
    lines.join('\n'),
    turn.channel.capabilities(turn.chat.kind).maxText - 200,
  );
  for (const text of pieces.slice(0, -1)) await reply(turn, text);
  await replyCard(turn, {
    lines: (pieces.at(-1) ?? '').split('\n'),
    buttons: [[{ label: nudge.go(debtors.length), data: `nudge:${directive.id}`, style: 'good' }]],
  });
  return note(m.answer.listBelow);
}

/** The exact words, once for each kind of thing that is owed. */
function samples(
  { m }: Turn,
  directive: DirectiveRow,
  debtors: readonly DebtorRow[],
  at: Date,
): readonly string[] {
  const firsts = [...new Set(debtors.map(({ kind }) => kind))].flatMap(
    (kind) => debtors.find((debtor) => debtor.kind === kind) ?? [],
  );
  return firsts.map((obligation) =>
    m.nudge.sample(
      reminderText(m, {
        reminder: { step: staffStep, dueAt: at },
        obligation,
        reference: referenceOf(directive),
        organisation: obligation.organisation,
      }),
    ),
  );
}

async function send(turn: Turn, directive: DirectiveRow): Promise<Answer> {
  const { engine, tx, wake, person, m } = turn;
  if (!person) return alert(m.answer.unknown);
  const about = { directiveId: directive.id, personId: person.id };
  const done = await remindNow(engine, tx, wake, about);
  if (done.type !== 'ready' || done.debtors.length === 0) {
    return alert(refusalOf(turn, directive, done));
  }
  const { debtors, at } = done;
  const isLater = at.getTime() > engine.clock.now().getTime();
  const text = isLater
    ? m.nudge.planned(referenceOf(directive), debtors.length, at)
    : m.nudge.done(referenceOf(directive), debtors.length);
  await reply(turn, text);
  return note(m.answer.noted);
}

function refusalOf({ m }: Turn, directive: DirectiveRow, plan: RemindNow): string {
  const reference = referenceOf(directive);
  switch (plan.type) {
    case 'too-soon':
      return m.nudge.tooSoon(reference, plan.last.by, plan.last.at, plan.from);
    case 'resting':
      return plan.state === 'paused' ? m.nudge.paused(reference) : m.nudge.ended(reference);
    case 'nobody':
      return m.nudge.nobody(reference);
    case 'ready':
      return m.nudge.unreachable(plan.unreachable.map(({ organisation }) => organisation));
  }
}

function referenceOf({ number, symbol }: DirectiveRow): string {
  return `${number}/${symbol}`;
}
