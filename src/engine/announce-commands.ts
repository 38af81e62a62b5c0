import { dayOf } from '../domain/day.ts';
import type { Act } from '../domain/permission.ts';
import type { Channel, CommandHint } from '../ports/channel.ts';
import { addressOf, chatById, staffChats } from '../store/chats.ts';
import { allowedActs } from './allowed-acts.ts';
import type { Engine } from './engine.ts';

/** A command as a network suggests it, and to whom. */
export interface AnnouncedCommand extends CommandHint {
  readonly act: Act;
  readonly inGroups: boolean;
}

/**
 * Tells an account's network which commands to suggest: to strangers, in groups, and, by a wake-up
 * each, to the staff it knows. Networks that suggest nothing are left alone.
 */
export async function announceToAll(
  engine: Engine,
  accountId: string,
  commands: readonly AnnouncedCommand[],
): Promise<{ announced: number }> {
  const channel = engine.channels.get(accountId);
  if (!channel?.announceCommands) return { announced: 0 };
  const open = commands.filter(({ act }) => act === 'anyone');
  const inGroups = open.filter((command) => command.inGroups);
  let announced = await announce(engine, channel, inGroups, 'everyone');
  announced += await announce(engine, channel, open, 'private-chats');
  for (const chatId of await staffChats(engine.db, accountId, dayOf(engine.clock.now()))) {
    await engine.jobs.enqueue({ job: 'announce-in-chat', chatId });
  }
  return { announced };
}

/** Suggests in a private chat what its person may do as of now. */
export async function announceInChat(
  engine: Engine,
  chatId: string,
  commands: readonly AnnouncedCommand[],
): Promise<{ announced: number }> {
  const chat = await chatById(engine.db, chatId);
  const channel = chat && engine.channels.get(chat.accountId);
  if (chat?.kind !== 'private' || !channel?.announceCommands) return { announced: 0 };
  const day = dayOf(engine.clock.now());
  const acts = await allowedActs(engine.db, chat.personId ?? undefined, day);
  const allowed = commands.filter(({ act }) => acts.has(act));
  return { announced: await announce(engine, channel, allowed, addressOf(chat)) };
}

/** Suggestions are a convenience: a network that refuses them is logged, and told again at the next login. */
async function announce(
  engine: Engine,
  channel: Channel,
  commands: readonly AnnouncedCommand[],
  scope: 'everyone' | 'private-chats' | ReturnType<typeof addressOf>,
): Promise<number> {
  const hints = commands.map(({ command, descriptions }) => ({ command, descriptions }));
  try {
    await channel.announceCommands?.(hints, scope);
    return 1;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    engine.log.warn({ accountId: channel.accountId, reason }, 'commands are not suggested');
    return 0;
  }
}
