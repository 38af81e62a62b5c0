import { dayOf } from '../domain/day.ts';
import { type CommandAudience, commandAudiences } from '../engine/command-audiences.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { boundGroup } from './bound-group.ts';
import type { Command } from './command.ts';

/** Makes the /help command over the given list; it shows what this person may do in this chat. */
export function helpCommand(all: () => readonly Command[]): Command {
  return {
    name: 'help',
    names: { vi: 'trogiup', en: 'help' },
    audience: 'anyone',
    inGroups: true,
    describe: (m) => m.command.describe.help,
    async run(turn) {
      const { m, chat } = turn;
      const allowed = await audiencesOf(turn);
      const lines = all()
        .filter((command) => allowed.has(command.audience))
        .filter((command) => command.inGroups || chat.kind === 'private')
        .map(({ names, describe }) => m.command.helpLine(names[chat.language], describe(m)));
      await reply(turn, [m.command.helpHeader, ...lines].join('\n'));
    },
  };
}

/** Which audiences the person of a turn belongs to; in an organisation's group everybody is bound. */
export async function audiencesOf(turn: Turn): Promise<ReadonlySet<CommandAudience>> {
  const audiences = await commandAudiences(turn.tx, turn.person?.id, dayOf(turn.at));
  return boundGroup(turn) ? new Set<CommandAudience>([...audiences, 'bound']) : audiences;
}
