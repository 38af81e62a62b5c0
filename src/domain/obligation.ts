/** What an organisation owes. */
export type ObligationKind = 'acknowledge' | 'report' | 'task';

export type ObligationState =
  | 'open'
  /** Fulfilled by the deadline. */
  | 'met'
  /** Fulfilled after the deadline. */
  | 'late'
  /** Nobody asks for it any more: the directive was recalled or replaced. */
  | 'waived'
  /** It went over to a successor. */
  | 'moved';

export interface ObligationDates {
  readonly dueAt: Date | undefined;
  readonly overdueAt: Date | undefined;
  /** A later deadline that the issuer granted. */
  readonly extendedTo: Date | undefined;
}

/** The state of an obligation fulfilled at `now`; lenient by the day that is named (D12). */
export function fulfilledState(dates: ObligationDates, now: Date): 'met' | 'late' {
  const last = dates.extendedTo ?? dates.overdueAt ?? dates.dueAt;
  return last === undefined || now.getTime() <= last.getTime() ? 'met' : 'late';
}

/** Whether an open obligation counts as overdue at `now`. */
export function isOverdue(dates: ObligationDates, now: Date): boolean {
  const last = dates.extendedTo ?? dates.overdueAt ?? dates.dueAt;
  return last !== undefined && now.getTime() > last.getTime();
}
