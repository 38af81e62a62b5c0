import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { durationMs } from '../src/domain/duration.ts';

/** A length of time: '30m', '2h', '1d'. Read as milliseconds. */
export const duration = z.string().transform((text, context) => {
  const ms = durationMs(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: `'${text}' is no duration; write e.g. 30m, 2h, 1d` });
  return z.NEVER;
});

/** A network as the configuration names it. */
export const driver = z.enum(['telegram', 'zalo-zca']);

/** 'HH:MM'. */
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write an hour as HH:MM, e.g. 07:00');

const rate = z.strictObject({
  /** Calls in `perMs` milliseconds in the long run, evenly spread. */
  calls: z.number().positive(),
  perMs: z.int().positive(),
  /** Calls that may go out at once after a rest. */
  burst: z.int().positive().default(1),
});

const pacing = z.strictObject({
  account: rate,
  privateChat: rate,
  group: rate,
  inFlight: z.int().min(1).max(500),
});

/** Every setting of the program; what is not listed here is refused. Secrets come from the environment. */
const schema = z.strictObject({
  /** Language of the bot's own words where a chat has not chosen one. */
  language: z.enum(['vi', 'en']).default('vi'),
  /** Where records, queue and files are kept. Relative to the working folder. */
  dataDir: z.string().min(1).default('data'),
  /** The directory that the first start imports. Relative to this file. */
  organisations: z.string().min(1).default('organisations.yaml'),
  /** Folder with one working calendar per year. Relative to this file. */
  calendar: z.string().min(1).default('calendar'),
  /** Who administers before anybody else is bound: their ids on the networks. */
  administrators: z
    .array(
      z.strictObject({
        network: driver,
        userId: z.string().min(1),
        name: z.string().min(1),
      }),
    )
    .default([]),
  telegram: z
    .strictObject({
      enabled: z.boolean().default(true),
      /** Address of the Bot API server. */
      apiRoot: z.url().default('https://api.telegram.org'),
      /** socks5h://… or http://…, where Telegram is only reachable through a proxy. */
      proxy: z.string().optional(),
      timeouts: z
        .strictObject({
          callSeconds: z.number().positive().default(30),
          /** For calls that carry a file. */
          uploadSeconds: z.number().positive().default(120),
          /** How long one poll waits for an update. */
          pollSeconds: z.int().min(1).max(50).default(25),
        })
        .prefault({}),
      pacing: pacing.prefault({
        account: { calls: 30, perMs: 1005 },
        privateChat: { calls: 1, perMs: 1100 },
        group: { calls: 17, perMs: 60_000, burst: 3 },
        inFlight: 50,
      }),
    })
    .prefault({}),
  zalo: z
    .strictObject({
      /** A personal account through zca-js; see README, Zalo. */
      zca: z
        .strictObject({
          enabled: z.boolean().default(false),
          /** Who has accepted, and when, that this is against Zalo's terms and the account can be locked. */
          risk: z
            .strictObject({
              acceptedBy: z.string().default(''),
              acceptedOn: z.string().default(''),
            })
            .prefault({}),
          /** Address of a simulated network; empty in production. */
          baseUrl: z.string().default(''),
          /** Least time between two messages, and between two files. */
          gapSeconds: z.number().min(0).default(2),
          fileGapSeconds: z.number().min(0).default(10),
          /** Whether groups get a reminder of Zalo's own that people can accept to acknowledge. */
          reminders: z.boolean().default(false),
          /** How long the account keeps quiet when Zalo wants less of it; doubles up to a day. */
          quietSeconds: z.number().positive().default(3600),
          timeouts: z
            .strictObject({
              callSeconds: z.number().positive().default(30),
              /** For a whole file. */
              uploadSeconds: z.number().positive().default(180),
              /** From opening the websocket to its key. */
              handshakeSeconds: z.number().positive().default(30),
            })
            .prefault({}),
          reconnect: z
            .strictObject({
              /** Before the first new try; doubles up to the longest. */
              firstSeconds: z.number().positive().default(2),
              longestSeconds: z.number().positive().default(300),
              /** After another client took the account over. */
              displacedSeconds: z.number().positive().default(900),
              /** Between two proofs that the websocket still delivers. */
              proveSeconds: z.number().positive().default(600),
            })
            .prefault({}),
          pacing: pacing.prefault({
            account: { calls: 1, perMs: 2500 },
            privateChat: { calls: 1, perMs: 3000 },
            group: { calls: 1, perMs: 3000 },
            inFlight: 1,
          }),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Where an organisation has chats on several networks; the directory may say otherwise for one. */
  networks: z
    .strictObject({
      /** all: it gets each directive on every one; first: on the first, and on the next if need be. */
      policy: z.enum(['all', 'first']).default('all'),
      order: z.array(driver).default(['telegram', 'zalo-zca']),
      /** How long a network may take before the next one is tried. */
      failoverAfter: duration.prefault('30m'),
    })
    .prefault({}),
  reminders: z
    .strictObject({
      /** Before the deadline, e.g. 24h and 2h. */
      beforeDue: z.array(duration).prefault(['24h', '2h']),
      /** Whether to remind at the deadline itself. */
      atDue: z.boolean().default(true),
      /** Days of daily reminders while overdue; 0 for none. */
      overdueDays: z.int().min(0).max(60).default(5),
      /** When overdue reminders go out. */
      overdueTime: hour.default('08:00'),
      /** No reminder in these hours, unless the directive is hoả tốc. */
      quietHours: z
        .strictObject({ from: hour, to: hour })
        .nullable()
        .default({ from: '21:00', to: '06:30' }),
      /** Whether a reminder that falls on a day off goes out at the end of the working day before. */
      workingDaysOnly: z.boolean().default(true),
      workdayEnd: hour.default('16:30'),
      /** Reminders due within it become jobs; later ones wait as rows. */
      horizon: duration.prefault('24h'),
    })
    .prefault({}),
  deadlines: z
    .strictObject({
      /** How "trước ngày D" is read: see README, Deadlines. */
      beforeDay: z
        .enum(['strict-remind-lenient-overdue', 'strict', 'lenient'])
        .default('strict-remind-lenient-overdue'),
    })
    .prefault({}),
  delivery: z
    .strictObject({
      /** Longer than the longest network call. */
      leaseSeconds: z.number().positive().default(150),
      /** When to stop trying what the network does not take. */
      giveUpAfter: duration.prefault('4h'),
      giveUpUrgentAfter: duration.prefault('1h'),
      /** How long a message that may have arrived waits for evidence before its one resend. */
      evidenceSeconds: z.number().positive().default(90),
      /** Least time between two edits of one card. */
      editEverySeconds: z.number().positive().default(4),
    })
    .prefault({}),
  /** Between the last press and the first message. */
  release: z
    .strictObject({
      /** How long nothing leaves and whoever released can take it back; 0 for at once. */
      undoSeconds: z.number().min(0).max(600).default(30),
      /** Whether hoả tốc leaves at once. */
      flashAtOnce: z.boolean().default(false),
    })
    .prefault({}),
  /** When a second person of the office has to approve a release; see README, Four eyes. */
  approval: z
    .strictObject({
      /** From so many recipients on; null for never because of their number. */
      fromRecipients: z.int().min(1).nullable().default(100),
      /** For these urgencies, however few the recipients. */
      urgencies: z.array(z.enum(['none', 'khan', 'thuong_khan', 'hoa_toc'])).default([]),
      /** Whenever something of it is posted to the press or in a public channel. */
      publicChannels: z.boolean().default(false),
    })
    .prefault({}),
  receiver: z
    .strictObject({
      /** How long a standby waits before it receives in place of a process that died. */
      leaseSeconds: z.number().positive().default(20),
      /** How long what came in and was worked off is kept; what followed from it stays. */
      keepFor: duration.prefault('30d'),
    })
    .prefault({}),
  joinLinks: z.strictObject({ validFor: duration.prefault('2d') }).prefault({}),
  files: z.strictObject({ maxMegabytes: z.number().positive().max(50).default(20) }).prefault({}),
  jobs: z
    .strictObject({
      planRemindersSeconds: z.number().positive().default(60),
      markOverdueSeconds: z.number().positive().default(60),
      sweepSeconds: z.number().positive().default(30),
      /** When, each night, what was sent is counted against what should have been. */
      auditAt: hour.default('02:00'),
    })
    .prefault({}),
  health: z
    .strictObject({
      /**
       * Fetched by GET after each sweep that came through; a monitor at this address raises the alarm
       * when it is not fetched for some minutes. Nothing is sent along.
       */
      deadManUrl: z.url().optional(),
      /** `truyen-dat health` calls the engine stalled when no sweep came through for so long. */
      stalledAfter: duration.prefault('5m'),
      /** How long records, queue or a network are away before administrators are told. */
      tellAfterSeconds: z.number().positive().default(30),
    })
    .prefault({}),
  log: z
    .strictObject({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info') })
    .prefault({}),
});

/** What an operator decided, checked and complete. Lengths of time are milliseconds. */
export type Config = Readonly<z.infer<typeof schema>>;

/** The configuration file is missing, unreadable or wrong; the message names every fault and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads and checks a configuration file. Throws a ConfigError that names every wrong or unknown key.
 * Relative paths in `organisations` and `calendar` are resolved against the file's folder.
 */
export function loadConfig(file: string): Config {
  const config = checkConfig(readYaml(file), file);
  const folder = join(file, '..');
  const resolve = (path: string) => (isAbsolute(path) ? path : join(folder, path));
  return {
    ...config,
    organisations: resolve(config.organisations),
    calendar: resolve(config.calendar),
  };
}

/** Checks settings that were read or made elsewhere; `where` names them in the error. */
export function checkConfig(settings: unknown, where: string): Config {
  const result = schema.safeParse(settings ?? {});
  if (result.success) return result.data;
  throw new ConfigError(
    `${where} has wrong settings. Correct them and start again:\n${z.prettifyError(result.error)}`,
  );
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof YAMLParseError) {
      throw new ConfigError(`${file} is not valid YAML: ${error.message}`);
    }
    throw new ConfigError(
      `The configuration file ${file} cannot be read. Name an existing one with --config FILE.`,
    );
  }
}
