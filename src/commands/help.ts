import { dayOf } from '../domain/day.ts';
import type { Act } from '../domain/permission.ts';
import { allowedActs } from '../engine/allowed-acts.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { boundGroup } from './bound-group.ts';
import type { Command } from './command.ts';

/** Makes the /help command over the given list; it shows what this person may do in this chat. */
export function helpCommand(all: () => readonly Command[]): Command {
  return {
    name: 'help',
    names: { vi: 'trogiup', en: 'help' },
    act: 'anyone',
    inGroups: true,
    describe: (m) => m.command.describe.help,
    async run(turn) {
      const { m, chat } = turn;
      const acts = await actsHere(turn);
      const lines = all()
        .filter((command) => acts.has(command.act))
        .filter((command) => command.inGroups || chat.kind === 'private')
        .map(({ names, describe }) => m.command.helpLine(names[chat.language], describe(m)));
      await reply(turn, [m.command.helpHeader, ...lines].join('\n'));
    },
  };
}

/** What the person of a turn may do today; in an organisation's group everybody sees what it owes. */
export async function actsHere(turn: Turn): Promise<ReadonlySet<Act>> {
  const acts = await allowedActs(turn.tx, turn.person?.id, dayOf(turn.at));
  return boundGroup(turn) ? new Set<Act>([...acts, 'owe']) : acts;
}
