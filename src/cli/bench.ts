import { benchAcks } from '../bench/acks.ts';
import { benchFanout } from '../bench/fanout.ts';
import { benchLimits } from '../bench/limits.ts';
import { benchReminders } from '../bench/reminders.ts';
import { type Backend, backends } from '../bench/stage.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

const help = `Usage: npm run bench -- fanout|limits|acks|reminders|read [options]

Measures the product against a simulated network, and prints ratios to what is measured in the same run.

  fanout     a release to many chats, against grammY that sends the same and records nothing
  limits     three messages to each chat through a network that enforces Telegram's limits
  acks       very many people acknowledge within a minute while another directive goes out
  reminders  a million reminders, some of them due within one minute
  read       the reader: right answers on the corpus, time and memory against size

  --backend embedded|postgres|redis   where rows and jobs are kept (embedded); servers are started for it
  --json                              the last line is one JSON object
  --quick                             a small size, to see that it works
  --chats N, --rounds N               of fanout (5000, 3); chats also of limits (1000)
  --sizes N,N,…                       fanout once per size: is the time per message flat?
  --people N, --seconds N             of acks (10000, 60)
  --rows N, --near N                  of reminders (1000000, of which 10000 in the minute)`;

/** Runs one bench. Resolves to 0 when it measured, whatever it measured. */
export async function benchCommand(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === 'read') {
    // Only a checkout has the corpus.
    const { benchRead } = await import('../../test/bench/read.ts');
    return benchRead(rest);
  }
  const options = parseOptions(name.startsWith('-') ? args : rest, {
    backend: { type: 'string', default: 'embedded' },
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    chats: { type: 'string' },
    rounds: { type: 'string' },
    sizes: { type: 'string' },
    people: { type: 'string' },
    seconds: { type: 'string' },
    rows: { type: 'string' },
    near: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const backend = backendNamed(options.backend);
  const print = (line: string) => console.log(line);
  const sized = (given: string | undefined, full: number, quick: number) =>
    given === undefined ? (options.quick ? quick : full) : positive(given);

  const run = async (): Promise<object> => {
    switch (name) {
      case 'fanout': {
        const rounds = sized(options.rounds, 3, 1);
        for (const size of options.sizes?.split(',').map(positive) ?? []) {
          const of = await benchFanout({ backend, chats: size, rounds: 1, print });
          print(`${size} chats: ${(1000 / of.perSecond).toFixed(2)} ms per message`);
        }
        const chats = sized(options.chats, 5_000, 200);
        return benchFanout({ backend, chats, rounds, print });
      }
      case 'limits':
        return benchLimits({ backend, chats: sized(options.chats, 1_000, 60), print });
      case 'acks': {
        const people = sized(options.people, 10_000, 200);
        const membersEach = Math.min(20, people);
        const groups = Math.ceil(people / membersEach);
        const forMs = 1_000 * sized(options.seconds, 60, 3);
        return benchAcks({ backend, groups, membersEach, forMs, print });
      }
      case 'reminders': {
        const rows = sized(options.rows, 1_000_000, 4_000);
        const near = sized(options.near, 10_000, 100);
        const withinMs = options.quick ? 3_000 : 60_000;
        return benchReminders({ backend, rows, near, withinMs, print });
      }
      default:
        throw new UsageError(`There is no bench '${name}'.`);
    }
  };
  const figures = await run();
  if (options.json) console.log(JSON.stringify(figures));
  else for (const [key, value] of Object.entries(figures)) print(`${key}: ${shown(value)}`);
  return 0;
}

function backendNamed(name: string): Backend {
  const backend = backends.find((known) => known === name);
  if (!backend) throw new UsageError(`--backend is one of ${backends.join(', ')}`);
  return backend;
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`${text} is no positive number`);
  return number;
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
