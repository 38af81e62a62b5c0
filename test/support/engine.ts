import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCalendar } from '../../config/calendar.ts';
import { checkConfig } from '../../config/index.ts';
import { periodicJobs, runWakeup } from '../../jobs/index.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { acceptUpdates } from '../../src/engine/accept-updates.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureAdministrators } from '../../src/engine/ensure-administrators.ts';
import { showLoginCode } from '../../src/engine/show-login-code.ts';
import { extractText } from '../../src/extraction/extract-text.ts';
import type { Channel } from '../../src/ports/channel.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Wakeup } from '../../src/ports/job-queue.ts';
import type { Log } from '../../src/ports/log.ts';
import { createTelegramNetwork, type TelegramNetwork } from '../../src/sandbox/telegram/network.ts';
import { settingsOf } from '../../src/settings-of.ts';
import { type DirectoryImport, importDirectory } from '../../src/store/directory.ts';
import { fileFolder } from '../../src/store/file-folder.ts';
import { freshDatabase } from './template-database.ts';
import { type ZaloSide, zaloSide } from './zalo-side.ts';

const token = '7000000001:test-token-that-no-network-knows';

/** A wake-up that has been asked for and not yet been run. */
interface Waiting {
  readonly wakeup: Wakeup;
  readonly at: Date;
}

/** The real engine on real SQL and simulated networks, with a hand-set clock and a hand-run queue. */
export interface TestEngine {
  readonly engine: Engine;
  readonly network: TelegramNetwork;
  readonly channel: Channel;
  /** Zalo beside Telegram; throws where the engine was started without. */
  zalo(): ZaloSide;
  /** What was logged, as text. */
  readonly logged: string[];
  readonly waiting: Waiting[];
  /** Moves people's and machines' time forward; nothing runs by itself. */
  advance(ms: number): void;
  now(): Date;
  /** Works off everything due: what people did, wake-ups, and what these bring, until nothing is due. */
  settle(): Promise<void>;
  /**
   * What a killed process leaves behind and a new one finds: wake-ups are gone, connections are cut,
   * rows and what the networks keep stay. The new one asks for its first work; nothing has run yet.
   */
  restart(): Promise<void>;
  /** Runs the periodic jobs once, then settles. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one. `administrators` are ids of people on the network. */
export async function testEngine(options: {
  readonly directory: DirectoryImport;
  readonly administrators?: readonly { readonly userId: string; readonly name: string }[];
  readonly startAt?: Date;
  readonly settings?: Partial<Engine['settings']>;
  /** Also on Zalo, as the account 'zalo'. */
  readonly zalo?: boolean;
  /** Whether groups get reminders of Zalo's own. */
  readonly zaloReminders?: boolean;
}): Promise<TestEngine> {
  let now = options.startAt ?? new Date('2026-01-05T02:00:00Z');
  const clock: Clock = {
    now: () => now,
    msUntil: (at) => Math.max(0, at.getTime() - now.getTime()),
  };
  const network = createTelegramNetwork({
    bots: [{ token, username: 'truyendat_bot', name: 'Truyền Đạt' }],
    now: () => now,
  });
  await network.listen();
  const { db, close: closeDatabase } = await freshDatabase();
  const dir = await mkdtemp(join(tmpdir(), 'truyen-dat-test-'));
  const logged: string[] = [];
  const write = (detail: object, what: string) =>
    void logged.push(`${what} ${JSON.stringify(detail)}`);
  const log: Log = { info: write, warn: write, error: write };
  const openTelegram = () =>
    createTelegramChannel({ accountId: 'telegram', token, apiRoot: network.apiRoot, clock, log });
  const channel = openTelegram();
  const zalo = options.zalo
    ? await zaloSide({
        clock,
        log,
        reminders: options.zaloReminders,
        onNeedsLogin: (png) => {
          loginCode = showLoginCode(engine, 'zalo', Buffer.from(png, 'base64'));
        },
      })
    : undefined;
  let loginCode: Promise<unknown> = Promise.resolve();
  const waiting: Waiting[] = [];
  const config = checkConfig(
    {
      // What is pressed happens at once, unless a test is about the time to undo it.
      release: { undoSeconds: 0 },
      administrators: (options.administrators ?? []).map((person) => ({
        network: 'telegram',
        ...person,
      })),
    },
    'test',
  );
  const channels = new Map<string, Channel>([
    ['telegram', channel],
    ...(zalo ? [['zalo', zalo.channel] as const] : []),
  ]);
  const fast = { everyMs: 0.001, burst: 1000 };
  const engine: Engine = {
    db,
    jobs: {
      enqueue: async (wakeup, at) => void waiting.push({ wakeup, at: at ?? now }),
    },
    clock,
    machine: clock,
    channels,
    calendar: loadCalendar('config/calendar'),
    files: fileFolder(dir),
    extract: (bytes, { fileName }) => extractText(bytes, { fileName }),
    settings: {
      ...settingsOf(config),
      pacing: {
        telegram: { account: fast, privateChat: fast, group: fast, inFlight: 20 },
        'zalo-zca': { account: fast, privateChat: fast, group: fast, inFlight: 1 },
      },
      ...options.settings,
    },
    log,
    processId: 'test',
  };
  await importDirectory(db, options.directory);
  await ensureAdministrators(engine);
  const receive = async () => {
    await channels.get('telegram')?.start((updates) => acceptUpdates(engine, 'telegram', updates));
    await channels.get('zalo')?.start(async (updates) => {
      await acceptUpdates(engine, 'zalo', updates);
      for (const { networkId } of updates) zalo?.heard(networkId);
    });
  };
  await receive();

  let hasRestarted = false;
  const runDue = async (): Promise<boolean> => {
    const index = waiting.findIndex(({ at }) => at.getTime() <= now.getTime());
    const [due] = index < 0 ? [] : waiting.splice(index, 1);
    if (due) await runWakeup(engine, due.wakeup);
    // What comes later is later, so that the newest card is the newest.
    if (hasRestarted) now = new Date(now.getTime() + 1);
    return due !== undefined;
  };
  const settle = async () => {
    for (;;) {
      while (await runDue());
      // What people did reaches the inbox through the real long poll.
      await network.until(
        () => network.world.state.bots.size > 0 && pendingUpdates(network) === 0,
        {
          what: 'the bot to fetch its updates',
        },
      );
      await zalo?.quiet();
      await loginCode;
      if (!(await runDue())) {
        const soon = waiting.find(({ at }) => at.getTime() <= now.getTime() + 1_000);
        if (!soon) return;
        now = new Date(Math.max(now.getTime(), soon.at.getTime()));
      }
    }
  };
  return {
    engine,
    network,
    channel,
    zalo() {
      if (!zalo) throw new Error('this engine was started without Zalo');
      return zalo;
    },
    logged,
    waiting,
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    now: () => now,
    settle,
    restart: async () => {
      waiting.splice(0);
      hasRestarted = true;
      await channels.get('telegram')?.rest?.();
      channels.set('telegram', openTelegram());
      if (zalo) channels.set('zalo', await zalo.reopen());
      await receive();
      for (const accountId of channels.keys()) {
        await engine.jobs.enqueue({ job: 'process-inbox', accountId });
        await engine.jobs.enqueue({ job: 'deliver', accountId });
      }
    },
    tick: async () => {
      for (const job of periodicJobs) await job.run(engine);
      await settle();
    },
    close: async () => {
      for (const open of channels.values()) await open.stop();
      await network.close();
      await zalo?.network.close();
      await closeDatabase();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function pendingUpdates(network: TelegramNetwork): number {
  let pending = 0;
  for (const bot of network.world.state.bots.values()) pending += bot.pending.size;
  return pending;
}
