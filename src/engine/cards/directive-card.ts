import { LETTER, typeOfCode } from '../../domain/document/document-type.ts';
import { isOverdue } from '../../domain/obligation.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Button, CardView } from '../../ports/channel.ts';
import type { AcknowledgementRow } from '../../store/acknowledgements.ts';
import type { AmendmentRow } from '../../store/amendments.ts';
import type { AudienceRow } from '../../store/audience.ts';
import type { DelegationRow } from '../../store/delegations.ts';
import type { DeadlineRow, DirectiveRow, VersionRow } from '../../store/directives.ts';
import type { ObligationRow } from '../../store/obligations.ts';
import type { PetitionRow } from '../../store/petitions.ts';
import type { ReplacementRow } from '../../store/replacements.ts';
import type { SubmissionRow } from '../../store/submissions.ts';

/** Everything that the card of one directive in one organisation's chat is made from. */
export interface DirectiveCardData {
  readonly directive: DirectiveRow;
  readonly version: VersionRow;
  readonly organisation: string;
  readonly member: AudienceRow;
  readonly deadlines: readonly DeadlineRow[];
  readonly obligations: readonly ObligationRow[];
  readonly acknowledgements: readonly AcknowledgementRow[];
  readonly submissions: readonly SubmissionRow[];
  readonly petitions: readonly PetitionRow[];
  readonly delegation: DelegationRow | undefined;
  /** Corrections and recalls of the directive, first to last. */
  readonly amendments: readonly AmendmentRow[];
  /** The directive that replaces this one. */
  readonly successor: ReplacementRow | undefined;
  /** The directive that this one replaces. */
  readonly predecessor: ReplacementRow | undefined;
  /** Whether this copy is the one resend of an uncertain part. */
  readonly resent: boolean;
  /** Opens a private chat to register as focal point; undefined where the network has no such link. */
  readonly registerUrl: string | undefined;
  /** What buttons carry: the part's id. */
  readonly partId: string;
  /** UTF-16 units of the whole message on the network; own tasks give way. */
  readonly maxText: number;
  readonly now: Date;
}

/** UTF-16 units of own tasks that a card shows before it points at the full text. */
const maxTaskText = 1800;

/**
 * The card of a directive as an organisation sees it: identity, its own tasks first, deadline, files,
 * and what has been answered. The words of the directive are relayed as they are.
 */
export function directiveCard(data: DirectiveCardData, m: Messages): CardView {
  const { directive, version, predecessor } = data;
  const ended = endedLines(data, m);
  if (ended) return { lines: ended, code: directive.code, buttons: [] };
  const buttons = buttonsOf(data, m);
  const above = [
    ...(directive.drill ? [m.card.drill] : []),
    ...(data.resent ? [m.card.resent] : []),
    ...correctionLines(data, m),
    ...identityLines(directive, m),
    ...(predecessor ? [replacesLine(predecessor, m)] : []),
  ];
  const below = [
    ...deadlineLines(data, m),
    ...(version.files.length > 0 ? [m.card.files(version.files)] : []),
    ...(version.text !== '' ? [m.card.textBelow] : []),
    `${m.card.original} ${m.card.code(directive.code)}`,
    ...statusLines(data, m),
  ];
  // Where there are no buttons their labels stand under the text, and how to answer with the code.
  const labels = buttons.flat().map(({ label, url }) => `1. ${label}: ${url ?? ''}`);
  const rest = [...above, ...below, ...labels, m.answer.replyWith(directive.code), ''];
  const room = data.maxText - rest.join('\n').length;
  const lines = [...above, ...taskLines(data, m, room), ...below];
  return { lines, code: directive.code, buttons };
}

/** What kind of document it is, in its official name; a letter is the ordinary case. */
function kindName({ kind }: DirectiveRow): string {
  const type = kind === null || kind === LETTER.code ? undefined : typeOfCode(kind);
  return type ? ` · ${type.name}` : '';
}

function identityLines(directive: DirectiveRow, m: Messages): readonly string[] {
  const { urgency, issuer, number, symbol, issuedOn, subject } = directive;
  return [
    m.card.headline(urgency, issuer),
    `${m.card.reference(number, symbol, issuedOn)}${kindName(directive)}`,
    m.card.subject(subject),
  ];
}

function replacesLine({ number, symbol, issuedOn, code }: ReplacementRow, m: Messages): string {
  return m.amendment.replaces(number, symbol, issuedOn, code);
}

function correctionLines({ amendments }: DirectiveCardData, m: Messages): readonly string[] {
  const last = amendments.findLast(({ relation }) => relation === 'corrects');
  return last ? [m.amendment.corrected(last.at)] : [];
}

/** What the card of a recalled or replaced directive says: nobody may act on its tasks any more. */
function endedLines(
  { directive, amendments, successor }: DirectiveCardData,
  m: Messages,
): readonly string[] | undefined {
  const identity = identityLines(directive, m);
  if (directive.state === 'recalled') {
    const recall = amendments.findLast(({ relation }) => relation === 'recalls');
    const why = recall ? [m.amendment.recalled(recall.at), m.amendment.reason(recall.text)] : [];
    return [...(recall ? [] : [m.card.recalled]), ...why, ...identity, m.amendment.nothingMore];
  }
  if (directive.state !== 'replaced') return undefined;
  const by = successor
    ? m.amendment.replacedBy(successor.number, successor.symbol, successor.issuedOn, successor.code)
    : m.card.replaced;
  return [by, ...identity];
}

function taskLines(
  { member, organisation }: DirectiveCardData,
  m: Messages,
  most: number,
): readonly string[] {
  if (member.role === 'inform') return [m.card.informed(organisation)];
  if (member.tasks.length === 0) return [];
  const shown: string[] = [];
  const frame = `${m.card.tasksOf(organisation)}\n${m.card.moreTasks(member.tasks.length)}\n`;
  let room = Math.min(maxTaskText, most - frame.length);
  for (const task of member.tasks) {
    const line = m.card.task(task);
    room -= line.length + 1;
    if (room < 0) break;
    shown.push(line);
  }
  const left = member.tasks.length - shown.length;
  return [m.card.tasksOf(organisation), ...shown, ...(left > 0 ? [m.card.moreTasks(left)] : [])];
}

function deadlineLines(
  { directive, member, deadlines, obligations }: DirectiveCardData,
  m: Messages,
): readonly string[] {
  const own = deadlines.filter((deadline) => member.deadlineIds.includes(deadline.id));
  const lines = own.map((deadline) => {
    const dueAt = currentDue(deadline, obligations);
    if (!dueAt) return m.card.reportUndated(deadline.phrase);
    if (hasHour(deadline)) return m.card.reportAt(deadline.phrase, dueAt);
    return m.card.report(deadline.phrase, dueAt);
  });
  const ack = obligations.find((obligation) => obligation.kind === 'acknowledge');
  if (directive.ackDueAt && ack?.state === 'open')
    lines.push(m.card.acknowledgeBy(directive.ackDueAt));
  return lines;
}

/** The organisation's own date: counted from its receipt, or of the round that is open. */
function currentDue(deadline: DeadlineRow, obligations: readonly ObligationRow[]): Date | null {
  const rounds = obligations.filter(({ deadlineId }) => deadlineId === deadline.id);
  const current = rounds.find(({ state }) => state === 'open') ?? rounds.at(-1);
  return current?.dueAt ?? deadline.dueAt;
}

function hasHour({ namedTime, offset }: DeadlineRow): boolean {
  return namedTime !== null || (offset?.includes('T') ?? false);
}

function statusLines(data: DirectiveCardData, m: Messages): readonly string[] {
  const { submissions, obligations, now } = data;
  const lines: string[] = [...handlingLines(data, m), ...extensionLines(data, m)];
  for (const submission of submissions) {
    const { role, at, kind, obligationId, onTime } = submission;
    const name = m.people.named(submission.personName, submission.insteadOfName);
    const said =
      kind === 'nil' ? m.card.submittedNil(role, name, at) : m.card.submitted(role, name, at);
    const extended = obligations.find(({ id }) => id === obligationId)?.extendedTo;
    lines.push(onTime && extended ? `${said} ${m.card.onTimeExtended}` : said);
  }
  if (
    obligations.some((o) => o.kind === 'report' && o.state === 'open' && isOverdue(datesOf(o), now))
  ) {
    lines.push(m.card.overdue);
  }
  return lines;
}

/** What the organisation has said about the directive, step by step, and who does the work. */
function handlingLines(
  { acknowledgements, organisation, petitions, delegation }: DirectiveCardData,
  m: Messages,
): readonly string[] {
  const nameOf = (record: AcknowledgementRow) =>
    m.people.named(record.personName, record.insteadOfName);
  const given = acknowledgements.filter(({ status }) => status === 'acknowledged');
  const lines: string[] = [];
  const [first] = given;
  if (first) lines.push(m.card.acknowledgedBy(first.role, nameOf(first), organisation, first.at));
  if (given.length > 1) lines.push(m.card.acknowledgedByMore(given.length - 1));
  for (const record of acknowledgements) {
    const { status, role, at, reason } = record;
    if (status === 'rejected') {
      const petition = petitions.findLast(({ kind }) => kind === 'rejection');
      lines.push(
        m.card.rejectedBy(role, nameOf(record), at, reason ?? ''),
        petition?.state === 'granted' ? m.card.letOff : m.card.awaitsDecision,
      );
    }
    if (status === 'in_progress') lines.push(m.card.inProgress(role, nameOf(record), at));
    if (status === 'done') lines.push(m.card.done(role, nameOf(record), at));
  }
  if (delegation) {
    const { personName, state } = delegation;
    lines.push(state === 'asked' ? m.card.delegateAsked(personName) : m.card.delegate(personName));
  }
  return lines;
}

function extensionLines(
  { petitions, obligations }: DirectiveCardData,
  m: Messages,
): readonly string[] {
  const asked = petitions.find(({ kind, state }) => kind === 'extension' && state === 'open');
  const extended = obligations.filter(({ state }) => state === 'open');
  return [
    ...extended.flatMap(({ extendedTo }) => (extendedTo ? [m.card.extendedTo(extendedTo)] : [])),
    ...(asked?.wanted ? [m.card.extensionAsked(asked.wanted)] : []),
  ];
}

function datesOf(row: ObligationRow) {
  return {
    dueAt: row.dueAt ?? undefined,
    overdueAt: row.overdueAt ?? undefined,
    extendedTo: row.extendedTo ?? undefined,
  };
}

/** What is asked comes first; whatever else can be done stands behind one button. */
function buttonsOf(data: DirectiveCardData, m: Messages): readonly (readonly Button[])[] {
  const { obligations, acknowledgements, partId, registerUrl } = data;
  const petition = data.petitions.findLast(({ kind }) => kind === 'rejection');
  const isRejected = acknowledgements.some(({ status }) => status === 'rejected');
  if (isRejected && petition?.state === 'granted') return [];
  const rows: (readonly Button[])[] = [];
  const owesAck = obligations.some((o) => o.kind === 'acknowledge' && o.state === 'open');
  if (owesAck) {
    rows.push([{ label: m.card.buttons.acknowledge, data: `ack:${partId}`, style: 'good' }]);
  }
  if (!isRejected && obligations.some((o) => o.kind === 'report' && o.state === 'open')) {
    rows.push([
      { label: m.card.buttons.report, data: `rep:${partId}` },
      { label: m.card.buttons.nilReport, data: `nil:${partId}` },
    ]);
  }
  rows.push([
    { label: m.card.buttons.more, data: `more:${partId}` },
    ...(registerUrl && acknowledgements.length === 0
      ? [{ label: m.card.buttons.register, url: registerUrl }]
      : []),
  ]);
  return rows;
}
