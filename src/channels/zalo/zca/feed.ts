import type { InboundSink, RawUpdate } from '../../../ports/channel.ts';
import type { Log } from '../../../ports/log.ts';
import { compareIds, type Thread } from './marks.ts';
import { nameOf } from './property.ts';
import { wait } from './wait.ts';

/** A raw update with what orders it: frames are decoded in parallel and come out of order. */
export interface Arrival {
  readonly update: RawUpdate;
  /** Milliseconds, as Zalo stamped it. */
  readonly at: number;
  readonly messageId: string;
  /** Set on messages: the kind of chat whose mark they move. */
  readonly thread?: Thread;
}

/** Hands raw updates to the inbox, a batch at a time, each once. */
export interface Feed {
  push(arrivals: readonly Arrival[]): void;
  /** Resolves when everything pushed so far is stored, or the feed was closed. */
  drained(): Promise<void>;
  /** Takes nothing more and offers the sink the rest once; what it refuses is fetched again later. */
  close(): Promise<void>;
}

/** How long a batch is collected: frames of one moment are put in order. */
const COLLECT_MS = 100;
const RETRY_MS = 1000;
const REMEMBERED = 5000;

/** Starts a feed. A sink that rejects is asked again until it stores: nothing is left out. */
export function createFeed(options: {
  readonly sink: InboundSink;
  readonly log: Log;
  readonly onStored: (arrivals: readonly Arrival[]) => void;
}): Feed {
  const { sink, log, onStored } = options;
  const closing = new AbortController();
  const handed = new Set<string>();
  let waiting = new Map<string, Arrival>();
  let running: Promise<void> | undefined;

  const remember = (networkId: string): void => {
    handed.add(networkId);
    const [oldest] = handed;
    if (handed.size > REMEMBERED && oldest !== undefined) handed.delete(oldest);
  };

  const store = async (batch: readonly Arrival[]): Promise<void> => {
    for (;;) {
      try {
        await sink(batch.map(({ update }) => update));
        for (const { update } of batch) remember(update.networkId);
        onStored(batch);
        return;
      } catch (error) {
        const kind = nameOf(error);
        log.error({ kind, updates: batch.length }, 'the inbox did not store updates');
        if (closing.signal.aborted) return;
        await wait(RETRY_MS, closing.signal);
      }
    }
  };

  const run = async (): Promise<void> => {
    while (waiting.size > 0) {
      await wait(COLLECT_MS, closing.signal);
      const batch = [...waiting.values()].toSorted(byTime);
      waiting = new Map();
      await store(batch);
    }
    running = undefined;
  };

  return {
    push: (arrivals) => {
      if (closing.signal.aborted) return;
      for (const arrival of arrivals) {
        const { networkId } = arrival.update;
        if (!handed.has(networkId)) waiting.set(networkId, arrival);
      }
      if (waiting.size > 0) running ??= run();
    },
    drained: async () => {
      while (running !== undefined) await running;
    },
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

function byTime(a: Arrival, b: Arrival): number {
  return a.at - b.at || compareIds(a.messageId, b.messageId);
}
