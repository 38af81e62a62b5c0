import type { AckStatus, AckWay, PositionRole } from './acknowledgement.ts';
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

/** The steps in the order in which an organisation takes them. */
const steps: readonly AckStatus[] = ['acknowledged', 'assigned', 'in_progress', 'done'];

/**
 * What the organisation's state is in the words of the national axis: a rejection, else the furthest
 * step that stands, else whether it was delivered; with the answer that says so.
 */
export function lastStatus(
  row: Pick<TrackingRow, 'answers' | 'reach'>,
): { readonly status: AckStatus; readonly answer: Answer | undefined } | undefined {
  const rejection = row.answers.find(({ status }) => status === 'rejected');
  if (rejection) return { status: 'rejected', answer: rejection };
  const status = steps.findLast((step) => row.answers.some((answer) => answer.status === step));
  if (status) {
    return { status, answer: row.answers.find((answer) => answer.status === status) };
  }
  return row.reach === 'delivered' ? { status: 'delivered', answer: undefined } : undefined;
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
