import { join } from 'node:path';
import { type Config, loadConfig } from '../../config/index.ts';
import { packageRoot } from './package-root.ts';

/** The option that names the configuration file, on every command that needs one. */
export const configOption = { config: { type: 'string' } } as const;

/** Loads the named configuration, else CONFIG_FILE, else the one that comes with the program. */
export function configuration(named: string | undefined): Config {
  return loadConfig(
    named ?? process.env.CONFIG_FILE ?? join(packageRoot(), 'config', 'default.yaml'),
  );
}
