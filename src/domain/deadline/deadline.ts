/**
 * A time limit as an official text states it.
 *
 * Days are 'YYYY-MM-DD' and hours 'HH:MM' in Asia/Ho_Chi_Minh; moments are ISO 8601 with +07:00.
 */
export interface Deadline {
  /** 'd1', 'd2', … in the order of the text. */
  readonly id: string;
  /** Verbatim piece of the text, from the first word of boundary or recurrence to the last time word. */
  readonly phrase: string;
  readonly kind: 'absolute' | 'relative' | 'recurring' | 'event' | 'immediate' | 'period';
  /** null only for `immediate`. */
  readonly boundary: 'before' | 'by' | 'within' | null;
  /** The day that is printed or follows from it, before the boundary is applied. */
  readonly namedDate: string | null;
  readonly namedTime: string | null;
  /** The last moment that is still on time; null while it cannot be known. */
  readonly dueAt: string | null;
  /** RRULE body (RFC 5545) of the named day. */
  readonly recurrence: string | null;
  /** Recurring only: the first instance still ahead at the date of issue, boundary applied. */
  readonly firstDueAt: string | null;
  /** 'receipt', 'issue_date', 'date:YYYY-MM-DD' or 'event:<words>'. */
  readonly anchor: string | null;
  /** ISO 8601 duration, plus PnWD for n working days; a minus sign counts backwards. */
  readonly offset: string | null;
  /** Who owes it, in the printed words; [] when nobody is named. */
  readonly appliesTo: readonly string[];
  readonly flags: readonly string[];
  /** The time limit that this one replaced. */
  readonly supersedes?: {
    readonly phrase: string;
    readonly namedDate: string | null;
    readonly source: string | null;
  };
  /** For receipt-anchored ones: what the date would be. */
  readonly examples?: readonly { readonly anchorDate: string; readonly dueAt: string }[];
  /** UTF-16 offsets of the phrase in the text that was read. */
  readonly start: number;
  readonly end: number;
}
