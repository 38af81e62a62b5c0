import { reply, type Turn } from '../engine/turn.ts';
import type { Command, CommandAudience } from './command.ts';
import { membershipsOf } from './staff-offices.ts';

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
export async function audiencesOf(turn: Turn): Promise<ReadonlySet<CommandAudience>> {
  const audiences = new Set<CommandAudience>(['anyone']);
  if (!turn.person) return audiences;
  audiences.add('bound');
  const memberships = await membershipsOf(turn);
  if (memberships.length > 0) audiences.add('staff');
  if (memberships.some(({ role }) => role === 'admin')) audiences.add('admin');
  return audiences;
}
