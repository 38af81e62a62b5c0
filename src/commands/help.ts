import { dayOf } from '../domain/day.ts';
import { type Act, rolesFor, staffActs } from '../domain/permission.ts';
import { allowedActs } from '../engine/allowed-acts.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { boundGroup } from './bound-group.ts';
import type { Command } from './command.ts';
import { nearestName, readCommand } from './read-command.ts';

/** Under which heading a command stands in /help. */
const sections = ['issuing', 'organisation', 'people', 'general'] as const;

/**
 * Makes the /help command over the given list: what this person may do in this chat, or how one
 * command is used.
 */
export function helpCommand(all: () => readonly Command[]): Command {
  return {
    name: 'help',
    names: { vi: 'trogiup', en: 'help' },
    act: 'anyone',
    inGroups: true,
    describe: (m) => m.command.describe.help,
    explain: (m) => m.command.explain.help,
    async run(turn, args) {
      const { m, chat } = turn;
      const acts = await actsHere(turn);
      const here = all()
        .filter((command) => acts.has(command.act))
        .filter((command) => command.inGroups || chat.kind === 'private');
      if (args !== '') return explainOne(turn, args, all(), here);
      const lines = sections.flatMap((section) => {
        const under = here.filter((command) => sectionOf(command) === section);
        const named = under.map(({ names, describe }) =>
          m.command.helpLine(names[chat.language], describe(m)),
        );
        return named.length > 0 ? [m.command.section[section], ...named] : [];
      });
      const example = here.find(({ explain }) => explain)?.names[chat.language] ?? 'help';
      await reply(turn, [...lines, m.command.helpMore(example)].join('\n'));
    },
  };
}

function sectionOf({ act }: Command): (typeof sections)[number] {
  if (act === 'anyone' || act === 'logIn') return 'general';
  if (act === 'invite' || act === 'manage' || act === 'leave') return 'people';
  return Object.hasOwn(staffActs, act) ? 'issuing' : 'organisation';
}

async function explainOne(
  turn: Turn,
  args: string,
  all: readonly Command[],
  here: readonly Command[],
): Promise<void> {
  const { m, chat } = turn;
  const typed = args.replace(/^\//, '');
  const { command } = readCommand(typed, all);
  if (!command) {
    const names = here.flatMap((one) => Object.values(one.names));
    await reply(turn, m.command.unknown(nearestName(typed, names)));
    return;
  }
  const roles = rolesFor(command.act).map((role) => m.join.role(role));
  const lines = [
    m.command.helpLine(command.names[chat.language], command.describe(m)),
    ...(command.explain ? [command.explain(m)] : []),
    m.command.alsoNamed(
      Object.values(command.names).filter((name) => name !== command.names[chat.language]),
    ),
    ...(here.includes(command) || roles.length === 0 ? [] : [m.command.onlyFor(roles)]),
  ];
  await reply(turn, lines.filter((line) => line !== '').join('\n'));
}

/** What the person of a turn may do today; in an organisation's group everybody sees what it owes. */
export async function actsHere(turn: Turn): Promise<ReadonlySet<Act>> {
  const acts = await allowedActs(turn.tx, turn.person?.id, dayOf(turn.at));
  return boundGroup(turn) ? new Set<Act>([...acts, 'owe']) : acts;
}
