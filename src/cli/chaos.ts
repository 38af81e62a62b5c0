import { networks } from '../chaos/cast.ts';
import { chaos } from '../chaos/chaos.ts';
import { backends } from '../chaos/plan.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

const help = `Usage: truyen-dat chaos [--network telegram|zalo] [--runs N] [--seed S]
         [--backend embedded|postgres|redis] [--chats 200] [--parallel 1] [--json]

Starts the real program again and again against a simulated network, releases a letter to 200 groups
and lets things go wrong: the program is killed, answers are lost, the network refuses, hangs and goes
away, groups move and throw the bot out, Redis is wiped, PostgreSQL restarts; on Zalo 20 storms of
the socket and 5 dead sessions besides. Then compares what people saw with what the rows say. The
same seed gives the same faults.

With --parallel N so many runs go on beside each other, each with servers of its own: a run mostly
waits. Needs the programs postgres and redis-server for the backends of these names. Ends with 1 when
something was lost, doubled or invented, or a run did not come to rest.`;

/** Runs the harness and prints what it came to. */
export async function chaosCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, {
    network: { type: 'string', default: 'telegram' },
    runs: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    backend: { type: 'string', default: 'embedded' },
    chats: { type: 'string', default: '200' },
    parallel: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const backend = backends.find((name) => name === options.backend);
  if (!backend) throw new UsageError(`There is no backend '${options.backend}'.`);
  const network = networks.find((name) => name === options.network);
  if (!network) throw new UsageError(`There is no network '${options.network}'.`);
  const figures = await chaos({
    network,
    backend,
    runs: countOf('runs', options.runs, 1),
    seed: countOf('seed', options.seed, 0),
    chats: countOf('chats', options.chats, 8),
    parallel: countOf('parallel', options.parallel, 1),
    print: (line) => console.error(line),
  });
  if (options.json) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
  return figures.problems === 0 ? 0 : 1;
}

function countOf(name: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new UsageError(`--${name} wants a whole number from ${least}, not '${text}'.`);
}
