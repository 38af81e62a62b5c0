import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../cli/package-root.ts';

/** How long the product may take to start, and to stop when told to. */
const startMs = 60_000;
const stopMs = 25_000;

/** A process of the product: `truyen-dat start`, as an operator runs it. */
export interface Product {
  readonly pid: number;
  /** The last lines of its log. */
  readonly log: readonly string[];
  /** Whether it still runs. */
  isRunning(): boolean;
  /** Ends it as a power failure would. */
  kill(): Promise<void>;
  /** Tells it to stop; resolves with its exit code, undefined when it had to be killed. */
  stop(): Promise<number | undefined>;
}

/** Starts the product and waits until it says that it is ready. Rejects with its last words otherwise. */
export async function startProduct(options: {
  readonly configFile: string;
  readonly env: Readonly<Record<string, string>>;
  readonly roles?: string;
}): Promise<Product> {
  const { configFile, env, roles } = options;
  const isSource = import.meta.url.endsWith('.ts');
  const cli = fileURLToPath(new URL(isSource ? '../cli.ts' : '../cli.js', import.meta.url));
  const child = spawn(
    process.execPath,
    [
      ...(isSource ? ['--import', 'tsx'] : []),
      ...[cli, 'start', '--config', configFile],
      ...(roles ? ['--roles', roles] : []),
    ],
    {
      cwd: packageRoot(),
      env: { ...plainEnvironment(), ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const product = productOf(child);
  await ready(child, product);
  return product;
}

/** The environment without what would change where the product works. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL, REDIS_URL, TELEGRAM_TOKEN, CONFIG_FILE, NODE_OPTIONS, ...rest } =
    process.env;
  return rest;
}

function productOf(child: ChildProcess): Product {
  const log: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.push(line);
      if (log.length > 400) log.shift();
    });
  }
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const ended = async () => {
    if (isRunning()) await once(child, 'exit');
  };
  return {
    pid: child.pid ?? 0,
    log,
    isRunning,
    kill: async () => {
      child.kill('SIGKILL');
      await ended();
    },
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await ended();
      clearTimeout(late);
      return child.exitCode ?? undefined;
    },
  };
}

async function ready(child: ChildProcess, product: Product): Promise<void> {
  for (const end = Date.now() + startMs; Date.now() < end; await pause(20)) {
    if (product.log.some((line) => line.includes('"msg":"ready"'))) return;
    if (!product.isRunning()) break;
  }
  const how = product.isRunning() ? 'is not ready in time' : `ended with ${child.exitCode}`;
  await product.kill();
  throw new Error(`The product ${how}:\n${product.log.slice(-15).join('\n')}`);
}

/** Waits so many real milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
