import { loadCalendar } from '../../config/calendar.ts';
import { ConfigError } from '../../config/index.ts';
import { loadOrganisations } from '../../config/organisations.ts';
import { loadSecrets } from '../../config/secrets.ts';
import { configOption, configuration } from './config-option.ts';
import { parseOptions } from './options.ts';

const help = `Usage: truyen-dat check-config [--config FILE]

Checks the configuration, the secrets in the environment, the directory of organisations and the
working calendars, and says what would run. Nothing is started, opened or written.`;

/** Checks everything an operator decides; 0 when the product could start with it. */
export async function checkConfigCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, { ...configOption, help: { type: 'boolean' } });
  if (options.help) {
    console.log(help);
    return 0;
  }
  const config = configuration(options.config);
  const secrets = loadSecrets(process.env);
  const directory = loadOrganisations(config.organisations);
  loadCalendar(config.calendar);
  const offices = directory.organisations.filter((organisation) => organisation.issuesAs);
  console.log(`Configuration: good (${options.config ?? 'the defaults'})`);
  console.log(
    `Directory: ${directory.organisations.length} organisations, ${offices.length} of them issue`,
  );
  const noAdministrator = config.administrators.length === 0;
  console.log(
    `Administrators: ${config.administrators.length}${noAdministrator ? ' (nobody can invite anybody: name yourself under administrators)' : ''}`,
  );
  console.log(
    `Records: ${secrets.databaseUrl ? 'PostgreSQL' : `embedded in ${config.dataDir}/records`}`,
  );
  const queue = secrets.redisUrl ? 'Redis' : secrets.databaseUrl ? 'PostgreSQL' : 'embedded';
  console.log(`Queue: ${queue}`);
  console.log(`Telegram: ${config.telegram.enabled && secrets.telegramToken ? 'on' : 'off'}`);
  if (config.telegram.enabled && !secrets.telegramToken) {
    throw new ConfigError(
      'telegram.enabled is true but TELEGRAM_TOKEN is not set. Set it, or turn Telegram off.',
    );
  }
  return 0;
}
