import type { Journal } from './journal.ts';
import { apply, emptyWorld, type World, type WorldEvent } from './world.ts';

/** The one place where something happens on the network: written down, applied, then told. */
export interface History {
  readonly world: World;
  now(): Date;
  record(event: WorldEvent): void;
  /** Takes a fresh id, larger than every one before it. */
  nextId(): string;
  /** Takes a fresh id of a person or a group: nineteen digits, as on the real network. */
  nextUid(): string;
  /** Tells `listener` every event after it was applied; returns the way to stop. */
  subscribe(listener: (event: WorldEvent) => void): () => void;
}

/** Starts, or goes on with, the history of one network. */
export function createHistory(options: {
  readonly now: () => Date;
  readonly journal?: Journal<WorldEvent>;
}): History {
  const { journal, now } = options;
  const world = emptyWorld();
  for (const event of journal?.past ?? []) apply(world, event);

  const listeners = new Set<(event: WorldEvent) => void>();
  const record = (event: WorldEvent): void => {
    journal?.append(event);
    apply(world, event);
    for (const listener of [...listeners]) listener(event);
  };
  const nextId = (): string => {
    const id = world.lastId + 1;
    record({ type: 'id-taken', id });
    return String(id);
  };
  return {
    world,
    now,
    record,
    nextId,
    nextUid: () => `3${nextId().padStart(18, '0')}`,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
