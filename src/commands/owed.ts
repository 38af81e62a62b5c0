import { dayOf } from '../domain/day.ts';
import { reply } from '../engine/turn.ts';
import { directivesById } from '../store/directives.ts';
import { openObligationsOf } from '../store/obligations.ts';
import { positionsOf } from '../store/people.ts';
import type { Command } from './command.ts';

const listed = 20;

/** Lists what the person's organisations still owe, soonest first. */
export const owed: Command = {
  name: 'viec',
  aliases: ['owed'],
  audience: 'bound',
  inGroups: false,
  describe: (m) => m.command.describe.owed,
  async run(turn) {
    const { tx, m, person, at } = turn;
    if (!person) return;
    const positions = await positionsOf(tx, person.id, dayOf(at));
    const organisationIds = [...new Set(positions.map((position) => position.organisationId))];
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
