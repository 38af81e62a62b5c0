import { dayOf } from '../../domain/day.ts';
import { replyCard, type Turn } from '../../engine/turn.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Sheet } from '../../spreadsheet/workbook.ts';
import { type CallSheetRow, callSheet } from '../../store/call-sheet.ts';
import type { DirectiveRow } from '../../store/directives.ts';
import { fitting } from '../compose/fitting.ts';

/** Organisations on one card, so that its buttons stay readable; and cards at a time. */
const perCard = 8;
const mostCards = 5;

/** Lists who has not acknowledged, whom to ask for, and what to read out; a button each once called. */
export async function showCallSheet(turn: Turn, directive: DirectiveRow): Promise<void> {
  const { m, tx, at, channel, chat } = turn;
  const rows = await callSheet(tx, directive.id, dayOf(at));
  const reference = `${directive.number}/${directive.symbol}`;
  if (rows.length === 0) {
    await replyCard(turn, { lines: [m.phone.none(reference)], buttons: [] });
    return;
  }
  const most = Math.min(rows.length, perCard * mostCards);
  const { maxText } = channel.capabilities(chat.kind);
  for (let from = 0; from < most; from += perCard) {
    const shown = rows.slice(from, Math.min(from + perCard, most));
    const isLast = from + perCard >= most;
    const more = rows.length - most;
    const lines = [
      m.phone.title(reference, rows.length),
      ...(from === 0 ? [readOut(directive, m)] : []),
      ...shown.map((row, at) => `${from + at + 1}. ${lineOf(row, m)}`),
      ...(isLast && more > 0 ? [m.phone.more(more)] : []),
    ];
    await replyCard(turn, {
      lines: fitting(lines, maxText - 600, m.compose.preview.cut),
      buttons: shown.map(({ obligationId, organisation }) => [
        { label: m.phone.called(organisation).slice(0, maxLabel), data: `call:${obligationId}` },
      ]),
    });
  }
}

/** The longest label that people can still read on a button. */
const maxLabel = 60;

/** The call sheet as a table to print and to fill in. */
export function callTable(
  directive: DirectiveRow,
  rows: readonly CallSheetRow[],
  m: Messages,
): Sheet {
  const { sheet, columns } = m.phone;
  return {
    name: sheet,
    columns: [
      { title: m.report.columns.number, width: 6 },
      { title: columns.organisation, width: 36 },
      { title: columns.people, width: 36 },
      { title: columns.readOut, width: 60 },
      { title: columns.called, width: 30 },
    ],
    rows: rows.map((row, at) => [
      at + 1,
      row.organisation,
      peopleOf(row, m).join('\n'),
      readOut(directive, m),
      null,
    ]),
  };
}

function lineOf(row: CallSheetRow, m: Messages): string {
  return m.phone.line(row.organisation, peopleOf(row, m));
}

function peopleOf({ people }: CallSheetRow, m: Messages): readonly string[] {
  return people.map(({ name, role }) => m.phone.person(name, role));
}

function readOut(directive: DirectiveRow, m: Messages): string {
  const { issuer, number, symbol, issuedOn, subject, code } = directive;
  return m.phone.readOut(issuer, number, symbol, issuedOn, subject, code);
}
