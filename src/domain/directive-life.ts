/** Where a directive stands after its release; before that it is a draft (draft.ts). */
export type DirectiveState =
  /** Released; its deliveries are still being written. */
  | 'releasing'
  | 'released'
  /** What has not gone out stays where it is. */
  | 'paused'
  /** What had not gone out never will. */
  | 'cancelled'
  | 'recalled'
  | 'replaced';

/** What happens to a directive. */
export type DirectiveEvent =
  /** Its last delivery has been written. */
  'written' | 'paused' | 'resumed' | 'cancelled' | 'recalled' | 'replaced';

const ends = { recalled: 'recalled', replaced: 'replaced' } as const;

const table: Readonly<Record<DirectiveState, Partial<Record<DirectiveEvent, DirectiveState>>>> = {
  releasing: { written: 'released', paused: 'paused', cancelled: 'cancelled', ...ends },
  released: { paused: 'paused', cancelled: 'cancelled', ...ends },
  paused: { resumed: 'releasing', cancelled: 'cancelled', ...ends },
  // What went out before is still out there.
  cancelled: ends,
  recalled: {},
  replaced: {},
};

/** The state after `event`; undefined when the event does not fit and must change nothing. */
export function nextDirectiveState(
  state: DirectiveState,
  event: DirectiveEvent,
): DirectiveState | undefined {
  return table[state][event];
}
