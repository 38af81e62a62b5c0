import { randomInt } from 'node:crypto';
import { dayOf } from './domain/day.ts';
import type { Engine } from './engine/engine.ts';
import { removeHealth, writeHealth } from './health.ts';
import { type Messages, messagesIn } from './messages/messages.ts';
import { followOutage, type Outage } from './outage.ts';
import type { Channel, ChannelHealth } from './ports/channel.ts';
import { within } from './queue/within.ts';
import { isHeldElsewhere } from './store/account-leases.ts';
import { administratorChats } from './store/administrator-chats.ts';
import { addressOf, type ChatRow } from './store/chats.ts';
import { recordEvent } from './store/event-log.ts';
import { type JobRun, lastRun } from './store/job-runs.ts';
import { countOpenWork, type OpenWork } from './store/open-work.ts';

/** How long records and queue may take to answer before they count as away. */
const patienceMs = 3_000;

export interface WatchOptions {
  readonly engine: Engine;
  /** Rejects while the queue is away. */
  readonly askQueue: () => Promise<unknown>;
  readonly dataDir: string;
  readonly deadManUrl: string | undefined;
  /** How long something is away before people are told. */
  readonly tellAfterMs: number;
  /** Whether it is this process of several that tells people. */
  readonly speaks: () => boolean;
}

/**
 * Looks after records, queue and networks every few seconds: writes the health file, gives the
 * dead-man signal after each sweep, tells administrators once when something is away and once when it
 * is back. These notices go straight to the network, since rows and jobs may be what is away.
 */
export function startWatch(options: WatchOptions): { stop(): Promise<void> } {
  const { engine, deadManUrl, tellAfterMs } = options;
  const everyMs = Math.min(5_000, Math.max(500, engine.settings.jobs.sweepMs / 2));
  const outages = new Map<string, Outage>();
  let administrators: readonly ChatRow[] = [];
  let signalled: number | undefined;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async () => {
    const now = engine.machine.now();
    const records = await askRecords(engine).catch(() => undefined);
    const isQueueThere = await isAnswered(options.askQueue());
    if (records) administrators = records.administrators;
    const states = new Map<string, boolean>([
      ['records', records !== undefined],
      ['queue', isQueueThere],
    ]);
    for (const channel of engine.channels.values()) {
      states.set(channel.accountId, isReachable(channel) || (await isElsewhere(engine, channel)));
    }
    for (const [what, isThere] of states) {
      const outage = outages.get(what) ?? followOutage(tellAfterMs);
      outages.set(what, outage);
      const { since } = outage;
      const turn = outage.look(isThere, now);
      if (turn) await tellTurn(options, administrators, { what, turn, since: since ?? now });
    }
    const away = [...outages].filter(([, outage]) => outage.isTold).map(([what]) => what);
    if (!records) return;
    await writeDown(options, { ...records, away, now });
    const swept = records.swept?.succeededAt.getTime();
    if (deadManUrl && swept !== undefined && swept !== signalled) {
      signalled = swept;
      await signal(engine, deadManUrl);
    }
  };
  const next = async () => {
    try {
      await look();
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown error';
      engine.log.error({ reason }, 'the watch could not look');
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      running = next();
    }, everyMs);
  };
  let running = next();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await removeHealth(options.dataDir);
    },
  };
}

interface Records {
  readonly swept: JobRun | undefined;
  readonly work: OpenWork;
  readonly administrators: readonly ChatRow[];
}

async function askRecords({ db, clock }: Engine): Promise<Records | undefined> {
  const ask = async (): Promise<Records> => ({
    swept: await lastRun(db, 'requeue-lost'),
    work: await countOpenWork(db),
    administrators: await administratorChats(db, dayOf(clock.now())),
  });
  return within(patienceMs, ask());
}

function isAnswered(asked: Promise<unknown>): Promise<boolean> {
  return within(patienceMs, asked).then(
    () => true,
    () => false,
  );
}

function isReachable(channel: Channel): boolean {
  const { state } = channel.health();
  return state === 'ready' || state === 'throttled';
}

/** Whether it is another process that has an account, which it alone can use. */
async function isElsewhere(engine: Engine, channel: Channel): Promise<boolean> {
  if (channel.health().state !== 'stopped') return false;
  const { db, machine, processId: owner } = engine;
  const asked = isHeldElsewhere(db, channel.accountId, { owner, now: machine.now() });
  return (await within(patienceMs, asked).catch(() => false)) === true;
}

async function writeDown(
  { engine, dataDir }: WatchOptions,
  { swept, work, away, now }: Records & { readonly away: readonly string[]; readonly now: Date },
): Promise<void> {
  await writeHealth(dataDir, {
    at: now.toISOString(),
    ...(swept ? { sweptAt: swept.succeededAt.toISOString() } : {}),
    work: { ...work },
    accounts: Object.fromEntries(
      [...engine.channels.values()].map((channel) => [channel.accountId, channel.health().state]),
    ),
    away: [...away],
  });
}

/** The address may hold a token of the monitor, so it stands in no log. */
async function signal(engine: Engine, url: string): Promise<void> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await answer.body?.cancel();
    if (!answer.ok) engine.log.warn({ status: answer.status }, 'the monitor refused the signal');
  } catch {
    engine.log.warn({}, 'the monitor could not be reached');
  }
}

async function tellTurn(
  { engine, speaks }: WatchOptions,
  administrators: readonly ChatRow[],
  about: { readonly what: string; readonly turn: 'began' | 'ended'; readonly since: Date },
): Promise<void> {
  const { what, turn, since } = about;
  const state = engine.channels.get(what)?.health().state;
  const detail = { what, since: since.toISOString(), ...(state ? { state } : {}) };
  if (turn === 'began') engine.log.error(detail, 'out of reach');
  else engine.log.info(detail, 'within reach again');
  if (!speaks()) return;
  for (const chat of administrators) {
    const channel = engine.channels.get(chat.accountId);
    if (!channel || !isReachable(channel)) continue;
    const text = wordsOf(messagesIn(chat.language), { what, turn, state: state ?? 'stopped' });
    const clientId = String(randomInt(2 ** 47));
    const outcome = await channel.send(addressOf(chat), { kind: 'text', clientId, text });
    if (outcome.type !== 'sent') {
      engine.log.warn({ what, reason: outcome.reason }, 'an administrator could not be told');
    }
  }
  if (turn === 'began') return;
  await recordEvent(engine.db, {
    at: engine.clock.now(),
    actor: { system: 'watch' },
    action: 'outage-ended',
    subject: { kind: 'outage', id: what },
    detail: { since: since.toISOString() },
  }).catch(() => {
    engine.log.warn({ what }, 'the end of an outage could not be recorded');
  });
}

function wordsOf(
  m: Messages,
  { what, turn, state }: { what: string; turn: 'began' | 'ended'; state: ChannelHealth['state'] },
): string {
  const isBack = turn === 'ended';
  if (what === 'records') return isBack ? m.alert.recordsBack : m.alert.recordsDown;
  if (what === 'queue') return isBack ? m.alert.queueBack : m.alert.queueDown;
  return isBack ? m.alert.channelBack(what) : m.alert.channelDown(what, state);
}
