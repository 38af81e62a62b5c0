export type Thread = 'group' | 'private';

/** Up to which message the inbox is complete; older ones need not be fetched again. */
export type CaughtUp = { readonly [thread in Thread]?: string | undefined };

/** Keeps the marks of one account. While a connection catches up they stand still. */
export interface Marks {
  readonly current: CaughtUp;
  /** A connection begins: there may be a gap behind whatever comes live. */
  open(): void;
  /** The inbox has this message. */
  stored(thread: Thread, messageId: string): void;
  /** The gap is closed: everything stored meanwhile counts. */
  close(thread: Thread): void;
}

export function createMarks(initial: CaughtUp): Marks {
  const marks = new Map<Thread, string>();
  const held = new Map<Thread, string>();
  const open = new Set<Thread>();
  const raise = (map: Map<Thread, string>, thread: Thread, id: string | undefined): void => {
    if (id === undefined) return;
    const before = map.get(thread);
    if (before === undefined || compareIds(before, id) < 0) map.set(thread, id);
  };
  for (const thread of ['group', 'private'] as const) raise(marks, thread, initial[thread]);
  return {
    get current() {
      return Object.fromEntries(marks);
    },
    open: () => {
      held.clear();
      open.add('group').add('private');
    },
    stored: (thread, messageId) => raise(open.has(thread) ? held : marks, thread, messageId),
    close: (thread) => {
      open.delete(thread);
      // An account without history is complete as well: from its very beginning.
      raise(marks, thread, held.get(thread) ?? '0');
    },
  };
}

/** Orders message ids, which are decimal numbers too long for `number`. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a === b ? 0 : a < b ? -1 : 1;
}
