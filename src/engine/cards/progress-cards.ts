import { judgeRecall, type RecallEnd } from '../../domain/recall.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Button, CardView } from '../../ports/channel.ts';
import type { Database } from '../../ports/database.ts';
import { amendmentsOf } from '../../store/amendments.ts';
import { type DirectiveRow, deadlinesOf, directivesById } from '../../store/directives.ts';
import type { PartRow } from '../../store/parts.ts';
import { personById } from '../../store/people.ts';
import { type Progress, progressOf } from '../../store/progress.ts';
import { recallLedger } from '../../store/recall-ledger.ts';
import { successorsOf } from '../../store/replacements.ts';

/** The views of progress cards, by part id; a card's subject is the directive. */
export async function progressCards(
  db: Database,
  parts: readonly PartRow[],
  m: (part: PartRow) => Messages,
): Promise<ReadonlyMap<string, CardView>> {
  const ids = [...new Set(parts.flatMap((part) => part.subjectId ?? []))];
  const directives = new Map((await directivesById(db, ids)).map((row) => [row.id, row]));
  const views = new Map<string, CardView>();
  for (const part of parts) {
    const directive = directives.get(part.subjectId ?? '');
    if (directive) views.set(part.id, await progressView(db, directive, m(part)));
  }
  return views;
}

/** What staff see of one directive: how far it went out, and who has answered. */
export async function progressView(
  db: Database,
  directive: DirectiveRow,
  m: Messages,
): Promise<CardView> {
  const counts = await progressOf(db, directive.versionId);
  if (directive.state === 'recalled') return recalledView(db, directive, counts, m);
  const deadlines = await deadlinesOf(db, [directive.versionId]);
  const [due] = deadlines.flatMap((deadline) => deadline.dueAt ?? []);
  return {
    lines: [
      ...(directive.drill ? [m.sending.drill] : []),
      m.progress.headline(directive.number, directive.symbol, directive.code),
      m.progress.subject(directive.subject),
      ...(await peopleLines(db, directive, m)),
      ...(await amendmentLines(db, directive, m)),
      ...sendingLines(directive, counts, m),
      ...(counts.owedAck > 0 ? [m.progress.acknowledged(counts.acknowledged, counts.owedAck)] : []),
      ...(counts.owedReport > 0
        ? [m.progress.reports(counts.reported, counts.owedReport, due)]
        : []),
      ...(counts.overdue > 0 ? [m.progress.overdue(counts.overdue)] : []),
      ...counts.rejections.map((rejection) => m.progress.rejected(rejection)),
      ...(counts.repostChats > 0 ? [m.progress.reposted(counts.reposted, counts.repostChats)] : []),
    ],
    code: directive.code,
    buttons: buttonsOf(directive, counts, m),
  };
}

/** Both who wrote and who approved, where two people stand behind a release. */
async function peopleLines(
  db: Database,
  { createdBy, approvedBy }: DirectiveRow,
  m: Messages,
): Promise<readonly string[]> {
  if (!approvedBy) return [];
  const [author, approver] = [await personById(db, createdBy), await personById(db, approvedBy)];
  return author && approver ? [m.sending.people(author.name, approver.name)] : [];
}

/** What staff see of a recalled directive: what became of it in the chats that had it. */
async function recalledView(
  db: Database,
  directive: DirectiveRow,
  counts: Progress,
  m: Messages,
): Promise<CardView> {
  const amendments = await amendmentsOf(db, [directive.id]);
  const recall = amendments.find(({ relation }) => relation === 'recalls');
  const rows = recall ? await recallLedger(db, recall) : [];
  const ends = rows.map((row) => judgeRecall(row).end);
  const number = (end: RecallEnd) => ends.filter((one) => one === end).length;
  const { ledger } = m.amend;
  return {
    lines: [
      m.progress.headline(directive.number, directive.symbol, directive.code),
      m.progress.subject(directive.subject),
      ...(recall ? [m.amendment.recalled(recall.at), m.amendment.reason(recall.text)] : []),
      ledger.summary(
        number('removed'),
        number('not-removed'),
        number('acknowledged-before'),
        number('under-way'),
      ),
      ...(counts.cancelled > 0 ? [m.progress.cancelled(counts.cancelled)] : []),
    ],
    code: directive.code,
    buttons: [
      [{ label: ledger.button, data: `undone:${directive.id}` }],
      [{ label: m.report.button, data: `sum:${directive.id}` }],
    ],
  };
}

async function amendmentLines(
  db: Database,
  directive: DirectiveRow,
  m: Messages,
): Promise<readonly string[]> {
  const [successor] = directive.state === 'replaced' ? await successorsOf(db, [directive.id]) : [];
  if (successor) {
    const { number, symbol, issuedOn, code } = successor;
    return [m.amendment.replacedBy(number, symbol, issuedOn, code)];
  }
  const corrections = await amendmentsOf(db, [directive.id]);
  return corrections.map(({ at, by }) => m.progress.corrected(at, by));
}

function sendingLines(directive: DirectiveRow, counts: Progress, m: Messages): readonly string[] {
  const lines: string[] = [];
  if (counts.fannedOut < counts.audience) {
    lines.push(m.progress.preparing(counts.fannedOut, counts.audience));
  }
  if (directive.state === 'paused') lines.push(m.progress.paused);
  lines.push(
    counts.waiting > 0
      ? m.progress.sending(counts.reached, counts.chats, bar(counts.reached, counts.chats))
      : m.progress.sent(counts.reached, counts.chats),
  );
  if (counts.failed > 0) lines.push(m.progress.failed(counts.failed));
  if (counts.uncertain > 0) lines.push(m.progress.uncertain(counts.uncertain));
  if (counts.resent > 0) lines.push(m.progress.resent(counts.resent));
  if (counts.cancelled > 0) lines.push(m.progress.cancelled(counts.cancelled));
  if (counts.withoutChat.length > 0) lines.push(m.progress.withoutChat(counts.withoutChat));
  return lines;
}

function bar(done: number, total: number): string {
  const full = total === 0 ? 8 : Math.floor((done / total) * 8);
  return '▓'.repeat(full) + '░'.repeat(8 - full);
}

function buttonsOf(
  directive: DirectiveRow,
  counts: Progress,
  m: Messages,
): readonly (readonly Button[])[] {
  const { buttons } = m.progress;
  const rows: (readonly Button[])[] = [];
  if (directive.state === 'paused') {
    rows.push([
      { label: buttons.resume, data: `go:${directive.id}` },
      { label: buttons.cancel, data: `end:${directive.id}`, style: 'danger' },
    ]);
  } else if (counts.waiting > 0) {
    rows.push([{ label: buttons.pause, data: `hold:${directive.id}` }]);
  }
  if (counts.uncertain > 0) {
    rows.push([
      { label: m.progress.unsure.button(counts.uncertain), data: `unsure:${directive.id}` },
    ]);
  }
  if (counts.owedAck > counts.acknowledged || counts.owedReport > counts.reported) {
    rows.push([
      { label: buttons.pending, data: `owe:${directive.id}` },
      { label: m.nudge.button, data: `rem:${directive.id}` },
    ]);
    if (counts.owedAck > counts.acknowledged) {
      rows.push([{ label: m.phone.button, data: `sheet:${directive.id}` }]);
    }
  }
  if (counts.reached + counts.uncertain + counts.waiting > 0) {
    rows.push([
      { label: m.report.button, data: `sum:${directive.id}` },
      { label: m.amend.button, data: `amend:${directive.id}` },
    ]);
  }
  return rows;
}
