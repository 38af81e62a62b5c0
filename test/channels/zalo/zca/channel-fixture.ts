import { inspect } from 'node:util';
import { createZcaChannel, type ZcaChannel } from '../../../../src/channels/zalo/zca/channel.ts';
import type { CredentialStore } from '../../../../src/channels/zalo/zca/credentials.ts';
import type { Lease } from '../../../../src/channels/zalo/zca/lease.ts';
import type { ZcaTiming } from '../../../../src/channels/zalo/zca/timing.ts';
import type { InboundEvent } from '../../../../src/domain/inbound-event.ts';
import type { ChannelHealth, InboundSink, RawUpdate } from '../../../../src/ports/channel.ts';
import type { Clock } from '../../../../src/ports/clock.ts';
import type { Log } from '../../../../src/ports/log.ts';
import type { Account } from '../../../../src/sandbox/zalo/account.ts';
import type { ZaloNetwork } from '../../../../src/sandbox/zalo/network.ts';

/** Real waits, short enough for tests. */
export const quick: Partial<ZcaTiming> = {
  callMs: 800,
  uploadMs: 1200,
  handshakeMs: 300,
  renewLeaseMs: 20,
  acquireLeaseMs: 20,
  firstBackoffMs: 10,
  maxBackoffMs: 40,
  displacedMs: 60_000,
  qrPauseMs: 60_000,
  answerMs: 400,
  closeMs: 500,
};

export const noPace = { gapMs: 0, jitterMs: 0, fileGapMs: 0, quietMs: 3_600_000 };

/** A clock that stands until it is moved. */
export function handSetClock(
  start = '2026-01-05T01:00:00Z',
): Clock & { advance(ms: number): void } {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    msUntil: (at) => Math.max(0, at.getTime() - now),
    advance: (ms) => {
      now += ms;
    },
  };
}

export interface MemoryStore extends CredentialStore {
  readonly saved: readonly string[];
}

export function memoryStore(first?: string): MemoryStore {
  const saved: string[] = first === undefined ? [] : [first];
  return {
    saved,
    load: async () => saved.at(-1),
    save: async (serialised) => {
      saved.push(serialised);
    },
  };
}

/** One lease that several owners contend for; `expire` makes its holder lose it. */
export function contendedLease(): { readonly owner: () => Lease; expire(): void } {
  let holder: number | undefined;
  let fence = 0;
  return {
    expire: () => {
      holder = undefined;
    },
    owner: () => ({
      lastsMs: 60_000,
      acquire: async () => {
        if (holder !== undefined) return undefined;
        fence += 1;
        holder = fence;
        return { fence };
      },
      renew: async (mine) => holder === mine,
      release: async (mine) => {
        if (holder === mine) holder = undefined;
      },
    }),
  };
}

export interface TestLog extends Log {
  readonly lines: readonly string[];
}

export function memoryLog(): TestLog {
  const lines: string[] = [];
  const write = (detail: Readonly<Record<string, unknown>>, what: string): void => {
    lines.push(`${what} ${inspect(detail, { depth: 10 })}`);
  };
  return { lines, info: write, warn: write, error: write };
}

/** What the account would have kept after an earlier login. */
export function savedLogin(account: Account): string {
  const { cookie, ...rest } = account.credentials();
  return JSON.stringify({ uid: account.uid, ...rest, cookies: cookie, caughtUp: {} });
}

export interface Fixture {
  readonly channel: ZcaChannel;
  readonly clock: ReturnType<typeof handSetClock>;
  readonly store: MemoryStore;
  readonly log: TestLog;
  readonly healths: readonly ChannelHealth[];
  readonly codes: readonly string[];
  readonly updates: readonly RawUpdate[];
  readonly events: () => readonly InboundEvent[];
  readonly sink: InboundSink;
}

export interface FixtureOptions {
  readonly store?: MemoryStore;
  readonly lease?: Lease;
  readonly timing?: Partial<ZcaTiming>;
  readonly sink?: InboundSink;
}

/** A channel of `account` on `network` that remembers everything it tells. */
export function makeFixture(
  network: ZaloNetwork,
  account: Account,
  more: FixtureOptions = {},
): Fixture {
  const clock = handSetClock();
  const store = more.store ?? memoryStore(savedLogin(account));
  const log = memoryLog();
  const healths: ChannelHealth[] = [];
  const codes: string[] = [];
  const updates: RawUpdate[] = [];
  const channel = createZcaChannel({
    accountId: 'zalo-1',
    baseUrl: network.baseUrl,
    credentials: store,
    lease: more.lease ?? contendedLease().owner(),
    clock,
    log,
    riskAccepted: true,
    words: { replyWith: (code) => `Trả lời: DN ${code}` },
    pace: noPace,
    timing: { ...quick, ...more.timing },
    onHealth: (health) => healths.push(health),
    onNeedsLogin: (qr) => codes.push(qr),
  });
  return {
    channel,
    clock,
    store,
    log,
    healths,
    codes,
    updates,
    events: () => updates.flatMap(({ payload }) => channel.parse(payload)),
    sink:
      more.sink ??
      (async (batch) => {
        updates.push(...batch);
      }),
  };
}

/** Waits until `condition` holds, looking every few milliseconds; throws after `ms`. */
export async function eventually(condition: () => boolean, ms = 5000): Promise<void> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
