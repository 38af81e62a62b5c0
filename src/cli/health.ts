import { complaintOf, readHealth } from '../health.ts';
import { configOption, configuration } from './config-option.ts';
import { parseOptions } from './options.ts';

const help = `Usage: truyen-dat health [--config FILE]

Tells whether the product that works on this data folder is well, from the file health.json there:
prints one line and ends with 0 when it is, with 1 when it does not run, when its sweep has not come
through for health.stalledAfter, or when records, queue or a network are out of reach.`;

/** Tells a monitor on this machine whether the product is well. */
export async function healthCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, { ...configOption, help: { type: 'boolean' } });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const config = configuration(options.config);
  const health = await readHealth(config.dataDir);
  const complaint = complaintOf(health, new Date(), config.health.stalledAfter);
  console.log(complaint === undefined ? `well: ${JSON.stringify(health?.work)}` : complaint);
  return complaint === undefined ? 0 : 1;
}
