import { join } from 'node:path';
import { checkConfig } from '../../../config/index.ts';
import { type App, createApp } from '../../app.ts';
import { systemClock } from '../../clocks.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { zaloCredentials } from '../../zalo-channel.ts';
import type { Province } from '../province.ts';
import { createTelegramNetwork, type TelegramNetwork } from '../telegram/network.ts';
import { openPhones, type Phones } from './phones.ts';
import { administratorId, type Population, populate } from './population.ts';
import { openZaloSide, type ZaloSide } from './zalo-side.ts';

/** The product and the world around it, running. */
export interface Stage {
  readonly app: App;
  readonly network: TelegramNetwork;
  readonly zalo: ZaloSide;
  readonly phones: Phones;
  readonly people: Population;
  /** Stops the product, then the world. */
  close(): Promise<void>;
}

/** The bot of a play. */
export const bot = {
  token: '7001:sandbox-token-of-the-demonstration',
  username: 'truyendat_bot',
  name: 'Truyền Đạt',
};
const dataKey = 'sandbox-key-of-the-demonstration-0001';

/**
 * Starts the real product, embedded, against the simulated network of a province.
 *
 * A play lasts a minute, so waits that follow the machine's time are short, and the pace is what the
 * simulated network takes; reminders and deadlines keep their defaults, in people's time.
 */
export async function openStage(options: {
  readonly folder: string;
  readonly calendar: string;
  readonly province: Province;
  readonly clock: Clock;
  readonly seed: number;
  readonly log: Log;
}): Promise<Stage> {
  const { folder, calendar, province, clock, seed, log } = options;
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const one of closers.reverse().splice(0)) await one();
  };
  try {
    const network = createTelegramNetwork({
      bots: [bot],
      journal: join(folder, 'telegram.jsonl'),
      seed,
      ledger: 'counts',
    });
    closers.push(() => network.close());
    await network.listen();
    const phones = openPhones(network);
    closers.push(() => phones.close());
    const people = populate(network, province);
    const zalo = await openZaloSide(folder, province);
    closers.push(() => zalo.network.close());
    const config = checkConfig(
      {
        dataDir: folder,
        calendar,
        administrators: [
          { network: 'telegram', userId: String(administratorId), name: nameOf(province) },
        ],
        telegram: {
          apiRoot: network.apiRoot,
          pacing: {
            account: { calls: 400, perMs: 1000, burst: 100 },
            privateChat: { calls: 60, perMs: 1000, burst: 60 },
            group: { calls: 30, perMs: 1000, burst: 10 },
            inFlight: 20,
          },
        },
        zalo: {
          zca: {
            enabled: true,
            risk: { acceptedBy: nameOf(province), acceptedOn: '2024-09-09' },
            baseUrl: zalo.network.baseUrl,
            gapSeconds: 0,
            fileGapSeconds: 0,
            pacing: {
              account: { calls: 100, perMs: 1000, burst: 20 },
              privateChat: { calls: 60, perMs: 1000, burst: 60 },
              group: { calls: 30, perMs: 1000, burst: 10 },
              inFlight: 1,
            },
          },
        },
        // The play shows the last press and what follows it, not the time to undo it.
        release: { undoSeconds: 0 },
        delivery: { leaseSeconds: 10, evidenceSeconds: 3, editEverySeconds: 1 },
        // A reminder becomes a job only shortly before: until then its row follows people's clock.
        reminders: { horizon: '1h' },
        jobs: { planRemindersSeconds: 0.25, markOverdueSeconds: 1, sweepSeconds: 1 },
      },
      'the demo',
    );
    const secrets = {
      telegramToken: bot.token,
      databaseUrl: undefined,
      redisUrl: undefined,
      dataKey,
    };
    const { directory } = province;
    const app = await createApp({ config, secrets, log, clock, directory });
    closers.push(() => app.stop());
    const login = zaloCredentials(app.engine.db, systemClock, dataKey);
    if (!(await login.load())) await login.save(zalo.credentials());
    return { app, network, zalo, phones, people, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function nameOf({ administrator: { firstName, lastName } }: Province): string {
  return `${lastName} ${firstName}`;
}
