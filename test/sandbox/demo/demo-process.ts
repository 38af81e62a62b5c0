import { demoCommand } from '../../../src/cli/demo.ts';

/** Runs the demo as a process of its own, so that a test can kill it. */
process.exitCode = await demoCommand(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
