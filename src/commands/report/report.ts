import { createHash } from 'node:crypto';
import { dayOf } from '../../domain/day.ts';
import { splitText } from '../../domain/split-text.ts';
import { summarise, type TrackingRow } from '../../domain/tracking.ts';
import { queuePart } from '../../engine/queue-part.ts';
import { trackingSheet } from '../../engine/tracking-sheet.ts';
import { reply, type Turn } from '../../engine/turn.ts';
import type { Messages } from '../../messages/messages.ts';
import { writeWorkbook } from '../../spreadsheet/workbook.ts';
import { callSheet } from '../../store/call-sheet.ts';
import type { DirectiveRow } from '../../store/directives.ts';
import { recordEvent } from '../../store/event-log.ts';
import { recordFile } from '../../store/files.ts';
import type { Command } from '../command.ts';
import { callTable } from '../phone/call-sheet.ts';
import { note, type PressHandler } from '../press.ts';
import { onDirective } from '../progress-presses.ts';
import { namedDirectives } from '../status.ts';
import { trackingJson } from './tracking-json.ts';
import { trackingTable } from './tracking-table.ts';

/** Sums a directive up and sends its tracking sheet as a file: XLSX, or JSON when `json` follows. */
export const report: Command = {
  name: 'report',
  names: { vi: 'baocao', en: 'report' },
  act: 'export',
  inGroups: false,
  describe: (m) => m.command.describe.report,
  explain: (m) => m.command.explain.report,
  async run(turn, args) {
    const words = args.split(/\s+/);
    const isJson = words.at(-1)?.toLowerCase() === 'json';
    const reference = (isJson ? words.slice(0, -1) : words).join(' ');
    for (const directive of await namedDirectives(turn, reference, 1)) {
      await sendReport(turn, directive, isJson ? 'json' : 'xlsx');
    }
  },
};

/** The button that does what the command does. */
export const reportPresses: Readonly<Record<string, PressHandler>> = {
  sum: onDirective('export', async (turn, directive) => {
    await sendReport(turn, directive, 'xlsx');
    return note(turn.m.answer.listBelow);
  }),
};

async function sendReport(
  turn: Turn,
  directive: DirectiveRow,
  format: 'xlsx' | 'json',
): Promise<void> {
  const { engine, tx, wake, chat, channel, person, m } = turn;
  const now = engine.clock.now();
  const rows = await trackingSheet(tx, directive);
  const { maxText } = channel.capabilities(chat.kind);
  const summary = summaryLines(directive, rows, now, m).join('\n');
  for (const text of splitText(summary, maxText)) await reply(turn, text);
  const calls = await callSheet(tx, directive.id, dayOf(now));
  const bytes =
    format === 'xlsx'
      ? await writeWorkbook([trackingTable(rows, m, now), callTable(directive, calls, m)])
      : new TextEncoder().encode(JSON.stringify(trackingJson(directive, rows, now), null, 2));
  const fileId = await keep(turn, directive, { bytes, format });
  await queuePart(engine, tx, wake, {
    chat,
    kind: 'file',
    lane: 'reply',
    content: { type: 'file', fileId },
    about: directive.id,
  });
  await recordEvent(tx, {
    at: now,
    actor: person ? { person: person.id } : { stranger: turn.externalUserId },
    action: 'report-exported',
    subject: { kind: 'directive', id: directive.id },
    detail: { format, organisations: rows.length },
  });
}

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
} as const;

async function keep(
  { engine, tx, m }: Turn,
  { number, symbol }: DirectiveRow,
  { bytes, format }: { readonly bytes: Uint8Array; readonly format: 'xlsx' | 'json' },
): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await engine.files.put(sha256, bytes);
  const { id } = await recordFile(tx, {
    sha256,
    name: `${m.report.fileName(`${number}-${symbol}`)}.${format}`,
    bytes: bytes.length,
    mediaType: mediaTypes[format],
  });
  return id;
}

/** Names listed in the chat; the file has them all. */
const mostNames = 15;

function summaryLines(
  { number, symbol }: DirectiveRow,
  rows: readonly TrackingRow[],
  now: Date,
  m: Messages,
): readonly string[] {
  const words = m.report;
  const sums = summarise(rows, now);
  const owedAck = sums.acknowledged + sums.pending;
  const owedReports = sums.onTime + sums.late + sums.waiting + sums.overdue;
  const missed = sums.notReached.slice(0, mostNames);
  const more = sums.notReached.length - missed.length;
  return [
    words.title(`${number}/${symbol}`, now),
    words.delivered(sums.delivered, sums.organisations),
    ...(owedAck > 0
      ? [
          words.acknowledged(sums.acknowledged, owedAck),
          words.pending(sums.pending, sums.pendingOverdue),
        ]
      : []),
    ...(owedReports > 0
      ? [words.reports(sums.onTime, sums.late), words.owing(sums.waiting, sums.overdue)]
      : []),
    ...(sums.extended > 0 ? [words.extended(sums.extended)] : []),
    ...(missed.length > 0 ? [words.notReached] : []),
    ...missed.map(({ organisation, reach, reachReason }) =>
      words.notReachedLine(
        organisation,
        reachReason ? words.because(reachReason) : words.reach(reach),
      ),
    ),
    ...(more > 0 ? [words.more(more)] : []),
  ];
}
