import { dayOf } from '../../domain/day.ts';
import { reply, type Turn } from '../../engine/turn.ts';
import { membershipsOfPerson } from '../../store/memberships.ts';
import type { Command } from '../command.ts';
import { startLeave } from './leave-dialogue.ts';

/** Says when one is away and who stands in meanwhile; shows and ends what was arranged before. */
export const leave: Command = {
  name: 'nghi',
  names: { vi: 'nghi', en: 'leave' },
  act: 'leave',
  inGroups: false,
  describe: (m) => m.command.describe.leave,
  explain: (m) => m.command.explain.leave,
  async run(turn: Turn) {
    const { tx, person, at, m } = turn;
    const own = person ? await membershipsOfPerson(tx, person.id, dayOf(at)) : [];
    if (person && own.length > 0) await startLeave(turn, own);
    else await reply(turn, m.command.noRole);
  },
};
