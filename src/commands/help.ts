import { dayOf } from '../domain/day.ts';
import { type CommandAudience, commandAudiences } from '../engine/command-audiences.ts';
import { reply, type Turn } from '../engine/turn.ts';
import type { Command } from './command.ts';

/** Makes the /help command over the given list; it shows each person what they may do. */
export function helpCommand(all: () => readonly Command[]): Command {
  return {
    name: 'help',
    aliases: ['trogiup'],
    audience: 'anyone',
    inGroups: true,
    describe: (m) => m.command.describe.help,
    async run(turn) {
      const allowed = await audiencesOf(turn);
      const lines = all()
        .filter((command) => allowed.has(command.audience))
        .map((command) =>
          turn.m.command.helpLine(command.name, command.aliases, command.describe(turn.m)),
        );
      await reply(turn, [turn.m.command.helpHeader, ...lines].join('\n'));
    },
  };
}

/** Which audiences the person of a turn belongs to. */
export function audiencesOf(turn: Turn): Promise<ReadonlySet<CommandAudience>> {
  return commandAudiences(turn.tx, turn.person?.id, dayOf(turn.at));
}
