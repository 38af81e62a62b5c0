import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { loadCalendar } from '../config/calendar.ts';
import type { Config } from '../config/index.ts';
import { loadOrganisations } from '../config/organisations.ts';
import type { Secrets } from '../config/secrets.ts';
import { periodicJobs, runWakeup } from '../jobs/index.ts';
import { createTelegramChannel } from './channels/telegram/channel.ts';
import { systemClock } from './clocks.ts';
import { prepareEmbedded } from './embedded-postgres.ts';
import type { Engine } from './engine/engine.ts';
import { ensureAdministrators } from './engine/ensure-administrators.ts';
import { wakeUp } from './engine/pump.ts';
import { showLoginCode } from './engine/show-login-code.ts';
import { extractText } from './extraction/extract-text.ts';
import type { Channel } from './ports/channel.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { QueueBackend } from './queue/job-store.ts';
import { openQueue } from './queue/open-queue.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { settingsOf } from './settings-of.ts';
import { claimDataFolder } from './store/data-folder.ts';
import { type DirectoryImport, importDirectory } from './store/directory.ts';
import { fileFolder } from './store/file-folder.ts';
import { migrate } from './store/migrate.ts';
import { migrations } from './store/migrations.ts';
import { openDatabase } from './store/open-database.ts';
import { startWatch } from './watch.ts';
import { zaloChannel } from './zalo-channel.ts';

/** The running product. */
export interface App {
  readonly engine: Engine;
  /** Logs the accounts in and begins to work. Rejects when an account cannot log in. */
  start(): Promise<void>;
  /** Stops taking work in, waits for what is running, closes everything in reverse order. */
  stop(): Promise<void>;
}

/** What a process can do: receive for the accounts, and work off jobs. */
export type Role = 'bot' | 'worker';

export interface AppOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly log: Log;
  /** People's time; the machine's unless a demonstration scales it. */
  readonly clock?: Clock;
  /** What this process does; everything unless told. */
  readonly roles?: readonly Role[];
  /** The directory to import instead of the configured file. */
  readonly directory?: DirectoryImport;
}

/**
 * Wires the product: the only place that knows every module.
 *
 * Opens records and queue, migrates, imports the directory; nothing is sent or received until `start`.
 * What has been opened is closed again when a later step fails.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, secrets, log } = options;
  const { roles = ['bot', 'worker'] } = options;
  const closers: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  const close = async () => {
    stopping.abort();
    for (const one of closers.reverse().splice(0)) await one();
  };
  try {
    if (!secrets.databaseUrl) {
      const folder = await claimDataFolder(config.dataDir);
      closers.push(() => folder.release());
      await prepareEmbedded([join(config.dataDir, 'records'), join(config.dataDir, 'queue')]);
    }
    const records = await openDatabase({
      dataDir: config.dataDir,
      ...(secrets.databaseUrl ? { databaseUrl: secrets.databaseUrl } : {}),
    });
    closers.push(records.close);
    await migrate(records.db, migrations);
    await importDirectory(records.db, options.directory ?? loadOrganisations(config.organisations));
    // The queue closes before them, so that what is under way still goes out.
    const processId = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
    const zalo = zaloChannel(config, secrets, {
      db: records.db,
      log,
      clock: systemClock,
      processId,
      onNeedsLogin: (png) => {
        showLoginCode(engine, 'zalo', Buffer.from(png, 'base64')).catch((error) =>
          log.error({ reason: reasonOf(error) }, 'the login code could not be shown'),
        );
      },
      // What waited for it need not wait for a sweep.
      onReady: () => {
        wakeUp(engine, { job: 'deliver', accountId: 'zalo' }).catch((error) =>
          log.warn({ reason: reasonOf(error) }, 'what waits for the account waits for a sweep'),
        );
      },
    });
    const channels = new Map(
      [...channelsOf(config, secrets, log), ...(zalo ? [zalo] : [])].map((channel) => [
        channel.accountId,
        channel,
      ]),
    );
    for (const channel of channels.values()) closers.push(() => channel.stop());
    const queue = await openQueue({
      backend: queueBackend(config, secrets),
      clock: systemClock,
      onError: (error, what) =>
        log.error({ what, reason: reasonOf(error) }, 'background work failed'),
    });
    closers.push(() => queue.close());
    const clock = options.clock ?? systemClock;
    const engine: Engine = {
      db: records.db,
      jobs: queue,
      clock,
      machine: systemClock,
      channels,
      calendar: loadCalendar(config.calendar),
      files: fileFolder(join(config.dataDir, 'files')),
      extract: (bytes, { fileName }) => extractText(bytes, { fileName }),
      settings: settingsOf(config),
      log,
      processId,
      stopping: stopping.signal,
    };
    await ensureAdministrators(engine);
    const work = async () => {
      await queue.work({
        run: async (wakeup) => {
          await runWakeup(engine, wakeup);
        },
        periodic: periodicJobs.map((job) => ({
          name: job.name,
          everyMs: job.everyMs(engine.settings),
          run: async () => {
            await job.run(engine);
          },
        })),
      });
      for (const accountId of channels.keys()) {
        await queue.enqueue({ job: 'process-inbox', accountId });
        await queue.enqueue({ job: 'deliver', accountId });
      }
    };
    return {
      engine,
      start: async () => {
        for (const channel of channels.values()) await logIn(engine, channel);
        if (roles.includes('worker')) await work();
        const receivers: Receiver[] = [];
        if (roles.includes('bot')) {
          for (const channel of channels.values()) {
            // Where receiving and sending are one connection, who holds it has to send as well.
            if (!channel.login && !roles.includes('worker')) {
              log.warn({ accountId: channel.accountId }, 'is left to a process with both roles');
              continue;
            }
            const receiver = startReceiver(engine, channel);
            receivers.push(receiver);
            closers.push(() => receiver.stop());
          }
        }
        const watch = startWatch({
          engine,
          askQueue: () => queue.counts(),
          dataDir: config.dataDir,
          deadManUrl: config.health.deadManUrl,
          tellAfterMs: config.health.tellAfterSeconds * 1000,
          speaks: () => receivers.some((receiver) => receiver.holds()),
        });
        closers.push(() => watch.stop());
      },
      stop: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Makes an account ready to send. Rejects when the network refuses it; when the network cannot be
 * reached now, that is logged and left to later tries.
 */
async function logIn(engine: Engine, channel: Channel): Promise<void> {
  try {
    await channel.login?.();
  } catch (error) {
    if (channel.health().state === 'needs-login') throw error;
    engine.log.warn({ reason: reasonOf(error) }, 'an account is not reachable');
  }
}

function queueBackend(config: Config, secrets: Secrets): QueueBackend {
  if (secrets.redisUrl) return { kind: 'redis', url: secrets.redisUrl };
  if (secrets.databaseUrl) return { kind: 'postgres', url: secrets.databaseUrl };
  return { kind: 'embedded', dir: join(config.dataDir, 'queue') };
}

function channelsOf(config: Config, secrets: Secrets, log: Log): readonly Channel[] {
  const channels: Channel[] = [];
  if (config.telegram.enabled && secrets.telegramToken) {
    const { apiRoot, proxy, timeouts } = config.telegram;
    channels.push(
      createTelegramChannel({
        accountId: 'telegram',
        token: secrets.telegramToken,
        apiRoot,
        clock: systemClock,
        log,
        timeouts: {
          call: timeouts.callSeconds,
          upload: timeouts.uploadSeconds,
          poll: timeouts.pollSeconds,
        },
        ...(proxy ? { proxy } : {}),
      }),
    );
  }
  return channels;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
}
