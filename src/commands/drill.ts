import type { Command } from './command.ts';
import { startCompose } from './compose/compose.ts';
import { officesAllowing } from './staff-offices.ts';

/** Starts composing a drill, which is marked as one in everything that goes out and never becomes real. */
export const drillCommand: Command = {
  name: 'dientap',
  names: { vi: 'dientap', en: 'drill' },
  act: 'drill',
  inGroups: false,
  describe: (m) => m.command.describe.drill,
  explain: (m) => m.command.explain.drill,
  async run(turn, args, files) {
    const officeIds = await officesAllowing(turn, 'drill');
    await startCompose(turn, { officeIds, text: args, files, drill: true });
  },
};
