import type { AckStatus, AckWay, PositionRole } from './acknowledgement.ts';
import { type HandlingState, handlingState } from './handling.ts';
import { isOverdue, type ObligationDates, type ObligationState } from './obligation.ts';

/** How a directive's card stands with an organisation; the best of its chats counts. */
export type Reach = 'delivered' | 'uncertain' | 'waiting' | 'failed' | 'cancelled' | 'no-chat';

/** An answer of an organisation that stands. */
export interface Answer {
  readonly status: AckStatus;
  readonly name: string;
  readonly role: PositionRole;
  readonly way: AckWay;
  readonly at: Date;
  readonly reason: string | null;
}

/** A report that an organisation owes or owed. */
export interface TrackedReport extends ObligationDates {
  readonly state: ObligationState;
  readonly submittedAt: Date | undefined;
  readonly isNil: boolean;
}

/** One line of the tracking sheet: all that is known of one organisation under a directive. */
export interface TrackingRow {
  readonly organisationId: string;
  readonly organisation: string;
  /** The organisation's identifier code, where it has one. */
  readonly code: string | null;
  readonly role: 'act' | 'inform';
  readonly reach: Reach;
  /** Why it was not reached, as the network or the product put it. */
  readonly reachReason: string | null;
  readonly deliveredAt: Date | null;
  readonly acknowledgement: ObligationState | undefined;
  readonly acknowledgeBy: ObligationDates;
  /** First to last. */
  readonly answers: readonly Answer[];
  /** Soonest due first. */
  readonly reports: readonly TrackedReport[];
}

/** Reports in officials' words: đúng hạn, trễ hạn, quá hạn, chưa đến hạn, không phải báo cáo nữa. */
export type ReportVerdict = 'on-time' | 'late' | 'overdue' | 'waiting' | 'waived';

/** How one report stands at `now`. */
export function reportVerdict(report: TrackedReport, now: Date): ReportVerdict {
  switch (report.state) {
    case 'met':
      return 'on-time';
    case 'late':
      return 'late';
    case 'waived':
    case 'moved':
      return 'waived';
    case 'open':
      return isOverdue(report, now) ? 'overdue' : 'waiting';
  }
}

/**
 * How far the organisation has come, with the first answer that says so; undefined for one that was not
 * reached and has not answered.
 */
export function trackedState(
  row: Pick<TrackingRow, 'answers' | 'reach'>,
): { readonly status: HandlingState; readonly answer: Answer | undefined } | undefined {
  const status = handlingState(row.answers.map((answer) => answer.status));
  if (status === 'delivered' && row.reach !== 'delivered') return undefined;
  return { status, answer: row.answers.find((answer) => answer.status === status) };
}

/** The first answer by which the organisation took the directive over. */
export function firstAcknowledgement(row: Pick<TrackingRow, 'answers'>): Answer | undefined {
  return row.answers.find(({ status }) => status === 'acknowledged');
}

/** The sums that a head of office asks for. */
export interface TrackingSummary {
  readonly organisations: number;
  readonly delivered: number;
  /** Of those that owe it. */
  readonly acknowledged: number;
  readonly pending: number;
  readonly pendingOverdue: number;
  readonly onTime: number;
  readonly late: number;
  readonly waiting: number;
  readonly overdue: number;
  /** Reports whose deadline the issuer put off. */
  readonly extended: number;
  /** Those not reached, by why. */
  readonly notReached: readonly Pick<TrackingRow, 'organisation' | 'reach' | 'reachReason'>[];
}

/** Counts the lines of a tracking sheet at `now`. */
export function summarise(rows: readonly TrackingRow[], now: Date): TrackingSummary {
  const owing = rows.filter(({ acknowledgement }) => acknowledgement !== undefined);
  const open = owing.filter(({ acknowledgement }) => acknowledgement === 'open');
  const reports = rows.flatMap((row) => row.reports);
  const verdicts = reports.map((report) => reportVerdict(report, now));
  const count = (verdict: ReportVerdict) => verdicts.filter((one) => one === verdict).length;
  return {
    organisations: rows.length,
    delivered: rows.filter(({ reach }) => reach === 'delivered').length,
    acknowledged: owing.filter(
      ({ acknowledgement }) => acknowledgement === 'met' || acknowledgement === 'late',
    ).length,
    pending: open.length,
    pendingOverdue: open.filter(({ acknowledgeBy }) => isOverdue(acknowledgeBy, now)).length,
    onTime: count('on-time'),
    late: count('late'),
    waiting: count('waiting'),
    overdue: count('overdue'),
    extended: reports.filter(({ extendedTo }) => extendedTo !== undefined).length,
    notReached: rows.filter(({ reach }) => reach !== 'delivered'),
  };
}
