import { edxmlCode } from '../../domain/acknowledgement.ts';
import {
  firstAcknowledgement,
  reportVerdict,
  type TrackedReport,
  type TrackingRow,
  trackedState,
} from '../../domain/tracking.ts';
import { formatMoment } from '../../messages/format.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Cell, Sheet } from '../../spreadsheet/workbook.ts';

/** The tracking sheet (sổ theo dõi) as a table: one row an organisation, several reports line by line. */
export function trackingTable(rows: readonly TrackingRow[], m: Messages, now: Date): Sheet {
  const { columns, sheet } = m.report;
  return {
    name: sheet,
    columns: [
      { title: columns.number, width: 6 },
      { title: columns.organisation, width: 36 },
      { title: columns.code, width: 16 },
      { title: columns.role, width: 12 },
      { title: columns.reach, width: 24 },
      { title: columns.deliveredAt, width: 18 },
      { title: columns.acknowledgedAt, width: 18 },
      { title: columns.acknowledgedBy, width: 24 },
      { title: columns.acknowledgedAs, width: 14 },
      { title: columns.way, width: 16 },
      { title: columns.dueAt, width: 24 },
      { title: columns.submittedAt, width: 20 },
      { title: columns.verdict, width: 24 },
      { title: columns.statusCode, width: 10 },
      { title: columns.status, width: 20 },
      { title: columns.reason, width: 40 },
    ],
    rows: rows.map((row, at) => lineOf(row, at + 1, m, now)),
  };
}

function lineOf(row: TrackingRow, number: number, m: Messages, now: Date): readonly Cell[] {
  const { report: words, card } = m;
  const first = firstAcknowledgement(row);
  const state = trackedState(row);
  const each = (show: (report: TrackedReport) => string) => row.reports.map(show).join('\n');
  return [
    number,
    row.organisation,
    row.code,
    row.role === 'act' ? words.act : words.inform,
    words.reach(row.reach),
    row.deliveredAt ? formatMoment(row.deliveredAt) : null,
    first ? formatMoment(first.at) : null,
    first?.name ?? null,
    first ? card.role(first.role) : null,
    first ? words.way(first.way) : null,
    each(({ dueAt, extendedTo }) =>
      [dueAt ? formatMoment(dueAt) : '', extendedTo ? words.extendedTo(extendedTo) : '']
        .filter((text) => text !== '')
        .join('; '),
    ),
    each(({ submittedAt, isNil }) =>
      submittedAt ? `${formatMoment(submittedAt)}${isNil ? ` (${words.nil})` : ''}` : '–',
    ),
    each((report) => words.verdict(reportVerdict(report, now))),
    state ? edxmlCode[state.status] : null,
    state ? words.status(state.status) : null,
    reasonsOf(row, m),
  ];
}

/** Why it was not reached, why it was rejected, why somebody telephoned. */
function reasonsOf(row: TrackingRow, m: Messages): string {
  const given = row.answers.flatMap(({ reason }) => reason ?? []);
  const why = row.reachReason ? [m.report.because(row.reachReason)] : [];
  return [...why, ...given].join('\n');
}
