import type { ChannelHealth, InboundSink, RawUpdate } from '../../src/ports/channel.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import { eventually } from './eventually.ts';

/** What a channel is given by its surroundings. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  readonly onHealth: (health: ChannelHealth) => void;
}

/** Surroundings that keep everything a channel tells them. */
export interface Recorder extends Surroundings {
  readonly lines: readonly string[];
  readonly healths: readonly ChannelHealth[];
}

/** A recorder on the real clock. */
export function createRecorder(): Recorder {
  const lines: string[] = [];
  const healths: ChannelHealth[] = [];
  const write = (detail: object, what: string) => {
    lines.push(`${what} ${JSON.stringify(detail)}`);
  };
  return {
    lines,
    healths,
    clock: {
      now: () => new Date(),
      msUntil: (at) => Math.max(0, at.getTime() - Date.now()),
    },
    log: { info: write, warn: write, error: write },
    onHealth: (health) => {
      healths.push(health);
    },
  };
}

/** An inbox in memory, unique by the network's ids as the real one. */
export interface Inbox {
  readonly sink: InboundSink;
  /** Every update handed over, repeated ones included. */
  readonly handedOver: readonly RawUpdate[];
  readonly stored: ReadonlyMap<string, RawUpdate>;
  next(match: (update: RawUpdate) => boolean): Promise<RawUpdate>;
}

/** `before` runs ahead of storing: it may wait or throw. */
export function createInbox(before: () => Promise<void> | void = () => undefined): Inbox {
  const handedOver: RawUpdate[] = [];
  const stored = new Map<string, RawUpdate>();
  return {
    handedOver,
    stored,
    sink: async (updates) => {
      handedOver.push(...updates);
      await before();
      for (const update of updates) {
        if (!stored.has(update.networkId)) stored.set(update.networkId, update);
      }
    },
    next: (match) => eventually('an inbound update', () => [...stored.values()].find(match)),
  };
}
