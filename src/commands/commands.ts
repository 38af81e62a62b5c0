import type { InboundFile } from '../domain/inbound-event.ts';
import { type Act, actsOf, rolesFor } from '../domain/permission.ts';
import type { AnnouncedCommand } from '../engine/announce-commands.ts';
import { replySparingly } from '../engine/reply-sparingly.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Command } from './command.ts';
import { draftsCommand } from './drafts.ts';
import { drillCommand } from './drill.ts';
import { actsHere, helpCommand } from './help.ts';
import { invite } from './invite.ts';
import { language } from './language.ts';
import { logIn } from './log-in.ts';
import { owed } from './owed.ts';
import { pending } from './pending.ts';
import { leave } from './people/leave.ts';
import { people } from './people/people.ts';
import { commandInWords, nearestName, readCommand } from './read-command.ts';
import { remind } from './remind.ts';
import { report } from './report/report.ts';
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
  remind,
  report,
  owed,
  leave,
  people,
  invite,
  logIn,
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
  const typed = text.slice(1);
  const { command, args } = readCommand(typed, commands);
  const acts = await actsHere(turn);
  if (!command) {
    // In a group another bot may be meant.
    const nearest = nearestName(typed, namesFor(acts));
    if (chat.kind !== 'private') return;
    // Somebody nobody knows may be a machine, which answers every answer.
    const answer = turn.person ? reply : replySparingly;
    await answer(turn, m.command.unknown(nearest));
    return;
  }
  if (!command.inGroups && chat.kind !== 'private') {
    await reply(turn, m.command.privateOnly);
    return;
  }
  if (!acts.has(command.act)) {
    await reply(turn, refusal(turn, command.act, acts));
    return;
  }
  await command.run(turn, args, files);
}

/** Says what to do instead: become known, have a role given back, or ask somebody in the right role. */
function refusal({ m, person }: Turn, act: Act, acts: ReadonlySet<Act>): string {
  if (!person) return m.command.boundOnly;
  if (acts.size === actsOf({ staff: [], official: [] }).size) return m.command.noRole;
  return m.command.onlyFor(rolesFor(act).map((role) => m.join.role(role)));
}

/** Suggests the command that words without a slash nearly are; false when they say something else. */
export async function suggestCommand(turn: Turn, text: string): Promise<boolean> {
  const name = commandInWords(text, namesFor(await actsHere(turn)));
  if (!name) return false;
  await replySparingly(turn, turn.m.command.meant(name));
  return true;
}

/** The names of what somebody may do. */
function namesFor(acts: ReadonlySet<Act>): readonly string[] {
  const allowed = commands.filter(({ act }) => acts.has(act));
  return allowed.flatMap(({ names }) => Object.values(names));
}
