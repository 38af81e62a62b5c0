import type { Command } from './command.ts';
import { startCompose } from './compose/compose.ts';
import { officesAllowing } from './staff-offices.ts';

/** Starts composing a directive; a number and symbol may follow. */
export const sendCommand: Command = {
  name: 'send',
  names: { vi: 'gui', en: 'send' },
  act: 'compose',
  inGroups: false,
  describe: (m) => m.command.describe.send,
  explain: (m) => m.command.explain.send,
  async run(turn, args, files) {
    const officeIds = await officesAllowing(turn, 'compose');
    await startCompose(turn, { officeIds, text: args, files });
  },
};
