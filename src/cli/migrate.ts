import { loadSecrets } from '../../config/secrets.ts';
import { claimDataFolder } from '../store/data-folder.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations.ts';
import { openDatabase } from '../store/open-database.ts';
import { configOption, configuration } from './config-option.ts';
import { parseOptions } from './options.ts';

const help = `Usage: truyen-dat migrate [--config FILE]

Brings the tables of the records up to this version and stops. \`start\` does the same by itself.`;

/** Brings the records up to this version. */
export async function migrateCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, { ...configOption, help: { type: 'boolean' } });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const { dataDir } = configuration(options.config);
  const { databaseUrl } = loadSecrets(process.env);
  const folder = databaseUrl ? undefined : await claimDataFolder(dataDir);
  try {
    const records = await openDatabase({ dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
    try {
      const done = await migrate(records.db, migrations);
      console.log(done.length > 0 ? `Applied: ${done.join(', ')}` : 'The records are up to date.');
    } finally {
      await records.close();
    }
  } finally {
    await folder?.release();
  }
  return 0;
}
