import { dayOf } from '../domain/day.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { directivesById } from '../store/directives.ts';
import { openObligationsOf } from '../store/obligations.ts';
import { positionsOf } from '../store/people.ts';
import { boundGroup } from './bound-group.ts';
import type { Command } from './command.ts';

const listed = 20;

/** Lists what the person's organisations, or that of the group, still owe, soonest first. */
export const owed: Command = {
  name: 'viec',
  names: { vi: 'viec', en: 'owed' },
  act: 'owe',
  inGroups: true,
  describe: (m) => m.command.describe.owed,
  explain: (m) => m.command.explain.owed,
  async run(turn) {
    const { tx, m } = turn;
    const organisationIds = await organisationsOf(turn);
    if (!organisationIds) {
      await reply(turn, m.command.privateOnly);
      return;
    }
    const obligations = (await openObligationsOf(tx, organisationIds)).slice(0, listed);
    if (obligations.length === 0) {
      await reply(turn, m.command.owedNothing);
      return;
    }
    const directives = new Map(
      (await directivesById(tx, [...new Set(obligations.map((o) => o.directiveId))])).map((row) => [
        row.id,
        row,
      ]),
    );
    const lines = obligations.flatMap((obligation) => {
      const directive = directives.get(obligation.directiveId);
      if (!directive) return [];
      const due = obligation.extendedTo ?? obligation.dueAt ?? undefined;
      const overdue = obligation.markedOverdueAt !== null;
      const { number, symbol, code, subject } = directive;
      return [
        m.command.owedLine(obligation.kind, `${number}/${symbol}`, code, subject, due, overdue),
      ];
    });
    await reply(turn, [m.command.owedHeader, ...lines].join('\n'));
  },
};

/** Whose debts may be told here; undefined in a group that is nobody's. */
async function organisationsOf(turn: Turn): Promise<readonly string[] | undefined> {
  const { tx, chat, person, at } = turn;
  if (chat.kind !== 'private') {
    const organisationId = boundGroup(turn);
    return organisationId ? [organisationId] : undefined;
  }
  if (!person) return [];
  const positions = await positionsOf(tx, person.id, dayOf(at));
  return [...new Set(positions.map((position) => position.organisationId))];
}
