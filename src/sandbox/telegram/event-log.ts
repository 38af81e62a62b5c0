import { applyEvent, type WorldEvent } from './events.ts';
import { type Blobs, openBlobs, openJournal } from './journal.ts';
import type { World } from './world.ts';

/** Takes events: applies each at once, journals a whole transaction as one line, then tells the listeners. */
export interface EventLog {
  readonly blobs: Blobs;
  /** Applies one event; outside a transaction it is a transaction of its own. */
  record(event: WorldEvent): void;
  /** Runs `work`; what it records is on disk when this returns, all of it or, after a kill, none. */
  transaction<T>(work: () => T): T;
  /** Calls `listener` after each transaction with its events; returns the function that stops it. */
  subscribe(listener: (events: readonly WorldEvent[]) => void): () => void;
  close(): void;
}

/** Opens the log over a world, replaying the journal first where there is one. `onApply` sees every event, replayed ones too. */
export function openEventLog(
  world: World,
  journalPath: string | undefined,
  onApply: (event: WorldEvent) => void,
): EventLog {
  const apply = (event: WorldEvent): void => {
    applyEvent(world, event);
    onApply(event);
  };
  const journal = journalPath === undefined ? undefined : openJournal(journalPath, apply);
  const blobs = openBlobs(journalPath === undefined ? undefined : `${journalPath}.files`);
  const listeners = new Set<(events: readonly WorldEvent[]) => void>();
  let open: WorldEvent[] | undefined;
  let isClosed = false;

  const finish = (events: readonly WorldEvent[]): void => {
    if (events.length === 0) return;
    if (!isClosed) journal?.append(events);
    for (const listener of [...listeners]) listener(events);
  };

  const transaction = <T>(work: () => T): T => {
    if (open !== undefined) return work();
    const events: WorldEvent[] = [];
    open = events;
    try {
      return work();
    } finally {
      open = undefined;
      finish(events);
    }
  };

  return {
    blobs,
    transaction,
    record: (event) => {
      transaction(() => {
        apply(event);
        open?.push(event);
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      if (!isClosed) journal?.close();
      isClosed = true;
    },
  };
}
