import type { InboundFile } from '../domain/inbound-event.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import { type Act, actsOf, rolesFor } from '../domain/permission.ts';
import type { AnnouncedCommand } from '../engine/announce-commands.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Command } from './command.ts';
import { draftsCommand } from './drafts.ts';
import { drillCommand } from './drill.ts';
import { actsHere, helpCommand } from './help.ts';
import { invite } from './invite.ts';
import { language } from './language.ts';
import { owed } from './owed.ts';
import { pending } from './pending.ts';
import { leave } from './people/leave.ts';
import { people } from './people/people.ts';
import { sendCommand } from './send.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';

/** Every command, in the order /help shows them. */
export const commands: readonly Command[] = [
  sendCommand,
  drillCommand,
  draftsCommand,
  status,
  pending,
  owed,
  leave,
  people,
  invite,
  language,
  helpCommand(() => commands),
  start,
  stop,
];

/** What networks suggest while people type; for /start they have a button of their own. */
export const announcedCommands: readonly AnnouncedCommand[] = commands
  .filter((command) => command !== start)
  .map(({ name, act, inGroups, describe }) => ({
    command: name,
    descriptions: { vi: describe(messagesIn('vi')), en: describe(messagesIn('en')) },
    act,
    inGroups,
  }));

/** Runs the command a message begins with, if there is such a one and the person may give it. */
export async function runCommand(
  turn: Turn,
  text: string,
  files: readonly InboundFile[],
): Promise<void> {
  const { m, chat } = turn;
  const [, word = '', args = ''] = /^\/([A-Za-z0-9_]+)(?:@\w+)?\s*(.*)$/s.exec(text) ?? [];
  const name = word.toLowerCase();
  const command = commands.find((one) => one.names.vi === name || one.names.en === name);
  if (!command) {
    // In a group another bot may be meant.
    if (chat.kind === 'private') await reply(turn, m.command.unknown(nearestCommand(name)));
    return;
  }
  if (!command.inGroups && chat.kind !== 'private') {
    await reply(turn, m.command.privateOnly);
    return;
  }
  const acts = await actsHere(turn);
  if (!acts.has(command.act)) {
    await reply(turn, refusal(turn, command.act, acts));
    return;
  }
  await command.run(turn, args.trim(), files);
}

/** Says what to do instead: become known, have a role given back, or ask somebody in the right role. */
function refusal({ m, person }: Turn, act: Act, acts: ReadonlySet<Act>): string {
  if (!person) return m.command.boundOnly;
  if (acts.size === actsOf({ staff: [], official: [] }).size) return m.command.noRole;
  return m.command.onlyFor(rolesFor(act).map((role) => m.join.role(role)));
}

function nearestCommand(name: string): string | undefined {
  const words = commands.flatMap((command) => Object.values(command.names));
  return nearestWord(name, words);
}
