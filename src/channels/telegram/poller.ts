/**
 * Long polling that confirms an update only after the sink has stored it.
 *
 * grammY's own loop hands updates over one by one, confirms the one still being handled when it is
 * stopped, and gives up on the second poller's conflict; this one does none of that.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { ChannelHealth, InboundSink, RawUpdate } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Client } from './client.ts';
import { type Attempt, attempt, describeFailure, type Failure } from './failure.ts';
import { toRawUpdate } from './inbound.ts';
import { isTokenRefused } from './outcome.ts';
import { allowedUpdates } from './update.ts';

/** How long to wait, in real milliseconds, before polling again. */
export interface PollPauses {
  /** After another poller took over; it keeps the updates coming meanwhile. */
  readonly displacedMs: number;
  /** After a failure; doubles with each further one up to `maxMs`. */
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Another poller gets half a minute; the network is asked again soon, then every half minute. */
export const defaultPauses: PollPauses = { displacedMs: 30_000, firstMs: 500, maxMs: 30_000 };

/** What a poller works with; `report` hears of every change of condition. */
export interface PollerOptions {
  readonly client: Client;
  readonly timeoutSeconds: number;
  /** The bot's own name. */
  readonly username: string;
  readonly pauses: PollPauses;
  readonly sink: InboundSink;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (state: ChannelHealth['state'], detail?: string) => void;
}

/** A running loop; it ends by `stop`, or by itself when the token is refused. */
export interface Poller {
  /** Ends the waiting poll, lets the running sink finish and confirms what it stored. */
  stop(): Promise<void>;
}

/** Starts polling at once. Nothing is thrown: what goes wrong is reported and tried again. */
export function startPoller(options: PollerOptions): Poller {
  const ending = new AbortController();
  const running = poll(options, ending.signal);
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}

async function poll(options: PollerOptions, ending: AbortSignal): Promise<void> {
  const { report, timeoutSeconds } = options;
  // Set only while something is to be confirmed: after a quiet week the network draws new ids, which
  // may be smaller than an offset kept from before, and would all be taken as confirmed.
  let offset: number | undefined;
  let failures = 0;
  while (!ending.aborted) {
    // After a failure a poll that does not wait, to learn at once whether it has passed.
    const timeout = failures === 0 ? timeoutSeconds : 0;
    const fetched = await getUpdates(options.client, { offset, timeout }, ending);
    if (ending.aborted) break;
    if (!fetched.ok) {
      if (isTokenRefused(fetched.failure)) {
        report('needs-login', describeFailure(fetched.failure));
        return;
      }
      await wait(reportFailure(options, fetched.failure, failures++), ending);
      continue;
    }
    offset = undefined;
    if (fetched.value.length > 0 && !(await store(options, fetched.value))) {
      report('reconnecting', 'updates cannot be stored');
      await wait(backoff(options.pauses, failures++), ending);
      continue;
    }
    failures = 0;
    report('ready');
    if (fetched.value.length > 0) offset = 1 + Math.max(...fetched.value.map((u) => u.update_id));
  }
  // Should this one fail, the updates come again and the inbox knows them.
  if (offset !== undefined) await getUpdates(options.client, { offset, timeout: 0, limit: 1 });
}

function getUpdates(
  client: Client,
  query: { offset: number | undefined; timeout: number; limit?: number },
  signal?: AbortSignal,
): Promise<Attempt<Update[]>> {
  const { offset, ...rest } = query;
  return attempt(
    client.polls.getUpdates(
      { ...rest, ...(offset !== undefined && { offset }), allowed_updates: allowedUpdates },
      // grammY's type names the signal of a polyfill; at run time it only listens for "abort".
      signal as Parameters<Client['polls']['getUpdates']>[1],
    ),
  );
}

/** Whether the sink took them. Updates nobody can read are confirmed too, lest they come for ever. */
async function store(options: PollerOptions, updates: Update[]): Promise<boolean> {
  const { sink, clock, log, username } = options;
  const receivedAt = clock.now();
  const raw: RawUpdate[] = [];
  for (const update of updates) {
    const readable = toRawUpdate(update, receivedAt, username);
    if (readable) raw.push(readable);
    else log.warn({ networkId: update.update_id }, 'update of an unknown shape passed over');
  }
  if (raw.length === 0) return true;
  try {
    await sink(raw);
    return true;
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    log.error(
      { kind, updates: raw.length },
      'updates could not be stored and will be fetched again',
    );
    return false;
  }
}

function reportFailure(options: PollerOptions, failure: Failure, failures: number): number {
  const { pauses, report } = options;
  const detail = describeFailure(failure);
  if (failure.kind === 'answered' && failure.code === 409) {
    report('displaced', detail);
    return pauses.displacedMs;
  }
  if (failure.kind === 'answered' && failure.code === 429) {
    report('throttled', detail);
    return (failure.retryAfterSeconds ?? 1) * 1000;
  }
  report('reconnecting', detail);
  return backoff(pauses, failures);
}

function backoff({ firstMs, maxMs }: PollPauses, failures: number): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 16));
  return full * (0.5 + Math.random() / 2);
}

/** Resolves early when the poller is to end. */
async function wait(ms: number, ending: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: ending }).catch(() => undefined);
}
