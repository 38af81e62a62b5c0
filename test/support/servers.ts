import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';

/** A server of the test's own, on a free port of the loopback, its data in a temporary folder. */
export interface TestServer {
  readonly url: string;
  /** Stops the server the hard way; what was using it loses its connections. */
  stop(): Promise<void>;
  /** Starts it again on the same port. PostgreSQL has kept its data, Redis has lost everything. */
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

const systemFolders = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The path of a program on this machine, or undefined. Debian keeps PostgreSQL's out of PATH. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...systemFolders];
  return [...postgresFolders(), ...folders]
    .map((folder) => join(folder, name))
    .find((path) => isExecutable(path));
}

function postgresFolders(): string[] {
  const root = '/usr/lib/postgresql';
  try {
    return readdirSync(root)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(root, version, 'bin'));
  } catch {
    return [];
  }
}

/** Starts a PostgreSQL server that keeps nothing safe, which makes it fast. */
export async function startPostgres(): Promise<TestServer> {
  const user = unprivilegedUser();
  const base = await mkdtemp(join(tmpdir(), 'truyen-dat-postgres-'));
  const dir = join(base, 'data');
  await mkdir(dir, { mode: 0o700 });
  if (user) {
    await chown(base, user.uid, user.gid);
    await chown(dir, user.uid, user.gid);
  }
  const [initdb = '', ...initdbArguments] = asUser(user, program('initdb'), [
    ...['--pgdata', dir],
    ...['--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C'],
    '--no-sync',
  ]);
  execFileSync(initdb, initdbArguments, { stdio: ['ignore', 'ignore', 'pipe'] });

  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '32MB',
    max_connections: '100',
  };
  const [command = '', ...rest] = asUser(user, program('postgres'), [
    ...['-D', dir, '-p', String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  return serverProcess({
    url,
    base,
    command,
    arguments: rest,
    signal: 'SIGINT',
    isReady: answersSql,
  });
}

/** Starts a Redis server that keeps its data in memory alone. */
export async function startRedis(): Promise<TestServer> {
  const base = await mkdtemp(join(tmpdir(), 'truyen-dat-redis-'));
  const port = await freePort();
  const [command = '', ...rest] = asUser(undefined, program('redis-server'), [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', base],
    ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
  ]);
  const url = `redis://127.0.0.1:${port}`;
  return serverProcess({
    url,
    base,
    command,
    arguments: rest,
    signal: 'SIGKILL',
    isReady: answersPing,
  });
}

async function serverProcess(options: {
  readonly url: string;
  readonly base: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly signal: NodeJS.Signals;
  readonly isReady: (url: string) => Promise<boolean>;
}): Promise<TestServer> {
  const { url, base, command, signal, isReady } = options;
  let child: ChildProcess | undefined;

  const stop = async () => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const exited = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await exited;
  };
  const start = async () => {
    const started = spawn(command, [...options.arguments], { stdio: 'ignore' });
    child = started;
    for (const deadline = Date.now() + 20_000; !(await isReady(url)); await wait(20)) {
      if (started.exitCode !== null || Date.now() > deadline) {
        throw new Error(`${command} did not start (${started.exitCode ?? 'no answer'})`);
      }
    }
  };
  await start();
  return {
    url,
    stop,
    start,
    remove: async () => {
      await stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}

async function answersSql(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function answersPing(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (kind: string) => Number(execFileSync('id', [kind, name], { encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: try the next.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
}

/** The command line that runs a program as that user and has it die with this process. */
function asUser(
  user: { readonly uid: number; readonly gid: number } | undefined,
  path: string,
  rest: readonly string[],
): string[] {
  const setpriv = findProgram('setpriv');
  if (!setpriv) {
    if (!user) return [path, ...rest];
    throw new Error('Running PostgreSQL as root needs setpriv, of util-linux');
  }
  const identity = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  return [setpriv, ...identity, '--pdeathsig', 'INT', path, ...rest];
}

function program(name: string): string {
  const path = findProgram(name);
  if (!path) throw new Error(`The program ${name} is not installed`);
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
