import { ConfigError } from '../../config/index.ts';
import { loadSecrets } from '../../config/secrets.ts';
import { createApp, type Role } from '../app.ts';
import { createLog } from '../log.ts';
import { configOption, configuration } from './config-option.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

const help = `Usage: truyen-dat start [--config FILE] [--roles bot,worker]

Runs the product until SIGTERM or SIGINT, then lets what is running end and stops.

  --roles          what this process does, of bot (receives from the networks) and worker (sends,
                   reminds, works off what came in); both unless told. On PostgreSQL and Redis any
                   number of processes share the work; of those with the role bot one receives and
                   the others stand by. A Zalo account needs a process with both roles.

Environment: TELEGRAM_TOKEN   the bot's token (or TELEGRAM_TOKEN_FILE)
             DATABASE_URL     PostgreSQL; without it records are embedded in dataDir
             REDIS_URL        Redis for the queue; without it the queue is where the records are`;

/** After a signal the process ends by then, whatever is still running. */
const drainMs = 20_000;

/** Runs the product until it is told to stop. */
export async function startCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, {
    ...configOption,
    roles: { type: 'string' },
    help: { type: 'boolean' },
  });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const roles = rolesOf(options.roles);
  const config = configuration(options.config);
  const secrets = loadSecrets(process.env);
  if (config.telegram.enabled && !secrets.telegramToken) {
    throw new ConfigError(
      'TELEGRAM_TOKEN is not set. Put the token from @BotFather into the environment, or set telegram.enabled to false.',
    );
  }
  const log = createLog(config.log.level);
  const app = await createApp({ config, secrets, log, roles });
  const signal = nextSignal();
  try {
    await app.start();
    log.info({ pid: process.pid }, 'ready');
    log.info({ signal: await signal }, 'stopping');
  } finally {
    const late = setTimeout(() => {
      log.error(
        { drainMs },
        'something did not stop in time; what was under way is settled at the next start',
      );
      process.exit(1);
    }, drainMs - 1_000);
    await app.stop();
    clearTimeout(late);
  }
  return 0;
}

const known: readonly Role[] = ['bot', 'worker'];

function rolesOf(text: string | undefined): readonly Role[] {
  if (text === undefined) return known;
  return text.split(',').map((name) => {
    const role = known.find((one) => one === name.trim());
    if (role) return role;
    throw new UsageError(`There is no role '${name.trim()}'. Roles are ${known.join(' and ')}.`);
  });
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}
