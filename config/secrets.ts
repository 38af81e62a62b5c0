import { readFileSync } from 'node:fs';
import { ConfigError } from './index.ts';

/** Secrets and addresses, from the environment only. Each may come from a file: `NAME_FILE`. */
export interface Secrets {
  readonly telegramToken: string | undefined;
  /** PostgreSQL for records and, without Redis, for the queue. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Encrypts the credentials of accounts at rest. */
  readonly dataKey: string | undefined;
}

/** Reads the secrets. Throws a ConfigError naming the variable, never its value. */
export function loadSecrets(env: NodeJS.ProcessEnv): Secrets {
  return {
    telegramToken: botToken(env),
    databaseUrl: address(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: address(env, 'REDIS_URL', ['redis:', 'rediss:']),
    dataKey: secret(env, 'DATA_KEY'),
  };
}

function botToken(env: NodeJS.ProcessEnv): string | undefined {
  const token = secret(env, 'TELEGRAM_TOKEN');
  if (token === undefined || /^\d{3,}:[\w-]{6,}$/.test(token)) return token;
  throw new ConfigError(
    'TELEGRAM_TOKEN is not a token from @BotFather: digits, a colon, letters and digits. Copy it again.',
  );
}

function secret(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name];
  const file = env[`${name}_FILE`];
  if (value && file) {
    throw new ConfigError(`Both ${name} and ${name}_FILE are set. Keep one of them.`);
  }
  if (value) return value.trim();
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigError(
      `${name}_FILE names a file that cannot be read. Correct the path or its rights.`,
    );
  }
}

function address(
  env: NodeJS.ProcessEnv,
  name: string,
  protocols: readonly string[],
): string | undefined {
  const value = secret(env, name);
  if (!value) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocols.includes(protocol)) return value;
  throw new ConfigError(
    `${name} is not an address that starts with ${protocols[0]}//. Correct it.`,
  );
}
