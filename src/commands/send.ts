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
  async run(turn, args) {
    await startCompose(turn, { officeIds: await officesAllowing(turn, 'compose'), text: args });
  },
};
