import { announcedCommands } from '../src/commands/commands.ts';
import { announceToAll } from '../src/engine/announce-commands.ts';
import type { WakeupJob } from './job.ts';

/** Has an account's network suggest the commands to strangers, to groups and to the staff it knows. */
export const announceCommands: WakeupJob<'announce-commands'> = {
  name: 'announce-commands',
  run: (engine, { accountId }) => announceToAll(engine, accountId, announcedCommands),
};
