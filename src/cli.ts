#!/usr/bin/env node
import { checkConfigCommand } from './cli/check-config.ts';
import { migrateCommand } from './cli/migrate.ts';
import { startCommand } from './cli/start.ts';
import { UsageError } from './cli/usage-error.ts';

interface Subcommand {
  readonly about: string;
  /** Loads the command only when it is wanted, so that `--help` and `read` stay quick. */
  load(): Promise<(args: readonly string[]) => Promise<number>>;
}

const commands: Readonly<Record<string, Subcommand>> = {
  start: {
    about: 'run the product (stops on SIGTERM)',
    load: async () => startCommand,
  },
  demo: {
    about: 'play the whole story in a simulated network',
    load: async () => (await import('./cli/demo.ts')).demoCommand,
  },
  read: {
    about: 'read an official letter and print what was understood',
    load: async () => (await import('./cli/read.ts')).readCommand,
  },
  bench: {
    about: 'measure speed and limits against a simulated network',
    load: async () => (await import('./cli/bench.ts')).benchCommand,
  },
  migrate: {
    about: 'bring the records up to this version and stop',
    load: async () => migrateCommand,
  },
  chaos: {
    about: 'break everything that can break, and count what was lost',
    load: async () => (await import('./cli/chaos.ts')).chaosCommand,
  },
  health: {
    about: 'tell a monitor whether the product is well',
    load: async () => (await import('./cli/health.ts')).healthCommand,
  },
  'check-config': {
    about: 'check configuration, secrets and directory without starting',
    load: async () => checkConfigCommand,
  },
};

const usage = [
  'Usage: truyen-dat <command> [options]',
  '',
  ...Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(14)}${about}`),
  '',
  'truyen-dat <command> --help tells the options of a command.',
].join('\n');

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(usage);
    return name === undefined ? 1 : 0;
  }
  const command = commands[name];
  if (!command) {
    console.error(`There is no command '${name}'.\n\n${usage}`);
    return 1;
  }
  try {
    const run = await command.load();
    return await run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee: truyen-dat ${name} --help`);
      return 1;
    }
    // What went wrong is for a person; where in the code is for a developer who asks for it.
    console.error(error instanceof Error ? error.message : String(error));
    if (process.env.DEBUG && error instanceof Error) console.error(error.stack);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
