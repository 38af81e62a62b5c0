import { announcedCommands } from '../src/commands/commands.ts';
import { announceInChat as announce } from '../src/engine/announce-commands.ts';
import type { WakeupJob } from './job.ts';

/** Has a network suggest in one chat the commands its person may give now. */
export const announceInChat: WakeupJob<'announce-in-chat'> = {
  name: 'announce-in-chat',
  run: (engine, { chatId }) => announce(engine, chatId, announcedCommands),
};
