import { type AckStatus, edxmlCode } from '../../domain/acknowledgement.ts';
import { formatInstant } from '../../domain/day.ts';
import { reportVerdict, type TrackingRow, trackedState } from '../../domain/tracking.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { DirectiveRow } from '../../store/directives.ts';

/** What the export says of one organisation. Moments are ISO 8601 with +07:00. */
interface OrganisationJson {
  readonly name: string;
  readonly code: string | null;
  readonly role: 'act' | 'inform';
  readonly reach: string;
  readonly reach_reason: string | null;
  readonly delivered_at: string | null;
  /** Null for one that was not reached and has not answered. */
  readonly status: {
    readonly code: string;
    readonly name: AckStatus;
    /** The Vietnamese word, whatever language the rest is in. */
    readonly word: string;
    readonly at: string | null;
    readonly by: string | null;
    readonly by_role: string | null;
    readonly way: string | null;
    readonly reason: string | null;
  } | null;
  readonly reports: readonly {
    readonly due_at: string | null;
    readonly extended_to: string | null;
    readonly submitted_at: string | null;
    readonly nil: boolean;
    readonly verdict: string;
  }[];
}

/** The export of a directive's tracking sheet with the status codes of the national axis (edXML). */
export interface TrackingJson {
  readonly directive: {
    readonly number: string;
    readonly symbol: string;
    readonly issued_on: string;
    readonly issuer: string;
    readonly code: string;
    readonly state: string;
    readonly released_at: string;
  };
  readonly counted_at: string;
  readonly organisations: readonly OrganisationJson[];
}

/** Writes it; `now` decides what is overdue. */
export function trackingJson(
  directive: DirectiveRow,
  rows: readonly TrackingRow[],
  now: Date,
): TrackingJson {
  const { number, symbol, issuedOn, issuer, code, state, releasedAt } = directive;
  return {
    directive: {
      number,
      symbol,
      issued_on: issuedOn,
      issuer,
      code,
      state,
      released_at: formatInstant(releasedAt),
    },
    counted_at: formatInstant(now),
    organisations: rows.map((row) => organisationJson(row, now)),
  };
}

function organisationJson(row: TrackingRow, now: Date): OrganisationJson {
  const state = trackedState(row);
  const { answer } = state ?? {};
  return {
    name: row.organisation,
    code: row.code,
    role: row.role,
    reach: row.reach,
    reach_reason: row.reachReason,
    delivered_at: moment(row.deliveredAt),
    status: state
      ? {
          code: edxmlCode[state.status],
          name: state.status,
          word: messagesIn('vi').report.status(state.status),
          at: moment(answer?.at ?? row.deliveredAt),
          by: answer?.name ?? null,
          by_role: answer?.role ?? null,
          way: answer?.way ?? null,
          reason: answer?.reason ?? null,
        }
      : null,
    reports: row.reports.map((report) => ({
      due_at: moment(report.dueAt),
      extended_to: moment(report.extendedTo),
      submitted_at: moment(report.submittedAt),
      nil: report.isNil,
      verdict: reportVerdict(report, now),
    })),
  };
}

function moment(at: Date | null | undefined): string | null {
  return at ? formatInstant(at) : null;
}
