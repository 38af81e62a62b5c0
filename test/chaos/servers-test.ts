import { describe, test } from '@jest/globals';
import { findProgram } from '../support/servers.ts';

/**
 * Describes what needs PostgreSQL and Redis. Without their programs the block is skipped, except in
 * continuous integration, where it fails.
 */
export function describeOnServers(title: string, block: () => void): void {
  const missing = ['postgres', 'initdb', 'redis-server'].filter((name) => !findProgram(name));
  if (missing.length === 0) describe(title, block);
  else if (process.env.CI) {
    test(title, () => {
      throw new Error(`Not installed: ${missing.join(', ')}. CI runs everything.`);
    });
  } else test.skip(`${title}: ${missing.join(', ')} is not installed`, () => {});
}
