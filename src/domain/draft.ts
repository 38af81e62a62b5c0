/** Where a draft stands between its first word and its release. */
export type DraftState =
  /** Its card asks the next question; typed words belong to it. */
  | 'open'
  /** Put aside by its author. */
  | 'saved'
  /** Waits for a second person; nobody can change it. */
  | 'submitted'
  /** Goes out at a moment that is written down, unless somebody takes it back before. */
  | 'scheduled'
  /** Became a directive. */
  | 'done'
  | 'cancelled';

/** What happens to a draft. */
export type DraftEvent =
  | 'put-aside'
  | 'reopened'
  | 'submitted'
  /** The author took a submission back. */
  | 'withdrawn'
  /** A second person sent it back with a reason. */
  | 'returned'
  /** A second person agreed: from here on it is scheduled. */
  | 'approved'
  /** Its author sends it without a second person, now or later. */
  | 'scheduled'
  /** Sent now instead of at its moment. */
  | 'hastened'
  /** Taken back before it went out: open again as it was. */
  | 'taken-back'
  /** Its moment came and something stood in the way. */
  | 'blocked'
  | 'released'
  /** A question that comes before a letter got its answer. */
  | 'answered'
  | 'cancelled';

const table: Readonly<Record<DraftState, Partial<Record<DraftEvent, DraftState>>>> = {
  open: {
    'put-aside': 'saved',
    submitted: 'submitted',
    scheduled: 'scheduled',
    answered: 'done',
    cancelled: 'cancelled',
  },
  saved: { reopened: 'open', cancelled: 'cancelled' },
  submitted: { withdrawn: 'open', returned: 'open', approved: 'scheduled' },
  scheduled: {
    hastened: 'scheduled',
    'taken-back': 'open',
    blocked: 'saved',
    released: 'done',
  },
  done: {},
  cancelled: {},
};

/** The state after `event`; undefined when the event does not fit and must change nothing. */
export function nextDraftState(state: DraftState, event: DraftEvent): DraftState | undefined {
  return table[state][event];
}
