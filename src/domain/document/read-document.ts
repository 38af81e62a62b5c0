import type { Calendar } from '../calendar.ts';
import type { Deadline } from '../deadline/deadline.ts';
import { readAttachments } from './attachments.ts';
import { findCirculation } from './circulation.ts';
import { readCitations } from './citations.ts';
import { collectTasks } from './collect-tasks.ts';
import type { Document, Evidence, EvidentField } from './document.ts';
import { readDocumentDeadlines } from './document-deadlines.ts';
import { evidenceOf } from './field.ts';
import { readIssuer } from './issuer.ts';
import { layOut } from './lay-out.ts';
import { findLinks } from './links.ts';
import { readNoiNhanEntry, splitEntries } from './noi-nhan.ts';
import { normalise } from './normalise.ts';
import { readOwnNumber } from './own-number.ts';
import { readPlaceDate } from './place-date.ts';
import { readType } from './read-type.ts';
import { readUrgency } from './read-urgency.ts';
import { readSigner } from './signer.ts';
import { readSubject } from './subject.ts';
import { collectWarnings } from './warnings.ts';

/** What the reader is told besides the text. */
export interface ReadContext {
  readonly calendar: Calendar;
  /** 'YYYY-MM-DD'; durations that count from receipt get their date only when this is known. */
  readonly receivedOn?: string;
}

/**
 * Reads one official text; assumes that the secrecy gate has passed.
 *
 * Never throws and takes time linear in the length of the text. What is not printed is null or empty,
 * never guessed; `evidence` tells where each field stands and how sure it is.
 */
export function readDocument(raw: string, context: ReadContext): Document {
  const { text, quality } = normalise(raw);
  const layout = layOut(text);
  const { pieces } = layout;
  const header = pieces.filter(({ zone }) => zone === 'header');
  const addressees = pieces.filter(({ zone, kind }) => zone === 'addressees' && kind === undefined);
  const noiNhan = pieces.filter(({ zone, kind }) => zone === 'noi_nhan' && kind === undefined);

  const own = readOwnNumber(header);
  const { place, date } = readPlaceDate(header);
  const issuer = readIssuer(header);
  const type = readType(header, own.value.symbol);
  const subject = readSubject(header);
  const urgency = readUrgency(header);
  const signer = readSigner(pieces);
  const found = readDocumentDeadlines(layout, { ...context, issuedOn: date.value });
  const tasks = collectTasks(pieces, (start, end) => holdsDeadline(found, start, end));
  const owners = found.map(({ start }) => tasks.ownerAt(start));
  const idsOf = new Map(owners.map((owner): [typeof owner, string[]] => [owner, []]));
  for (const [at, { id }] of found.entries()) idsOf.get(owners[at])?.push(id);
  const deadlines = found.map((deadline, at) => bind(deadline, owners[at]?.assignee));
  const { number, symbol, reference, referencePrinted } = own.value;

  const document = {
    text: layout.text,
    number,
    symbol,
    reference,
    referencePrinted,
    issuer: issuer.value,
    place: place.value,
    date: date.value,
    type: type.value,
    subject: subject.value,
    urgency: urgency.value,
    circulation: findCirculation(header.map((cell) => cell.text).join('\n')),
    recipients: addressees.map((entry) => entry.text),
    recipientsSource: layout.addressedBy ?? 'noi_nhan',
    deadlines,
    tasks: tasks.finish((task) => idsOf.get(task) ?? []),
    attachments: readAttachments(pieces, reference),
    citations: readCitations(pieces, reference),
    signer: signer.value,
    noiNhan: noiNhan.flatMap((entry) => splitEntries(entry.text)).map(readNoiNhanEntry),
    links: findLinks(layout.text),
    publishBlockers: [
      ...(number === null ? ['number_missing' as const] : []),
      ...(date.value === null ? ['issue_date_missing' as const] : []),
    ],
    evidence: degrade(quality, {
      number: number === null ? { ...own.evidence, certainty: 'missing' } : own.evidence,
      symbol: own.evidence,
      date: date.evidence,
      issuer: issuer.evidence,
      place: place.evidence,
      type: type.evidence,
      subject: subject.evidence,
      urgency: urgency.evidence,
      recipients: evidenceOf(addressees),
      signer: signer.evidence,
      noiNhan: evidenceOf(noiNhan),
    }),
  } satisfies Omit<Document, 'warnings'>;
  const warnings = collectWarnings({
    document,
    layout,
    calendar: context.calendar,
    isDegraded: quality === 'degraded',
    isSymbolDamaged: own.value.isSymbolDamaged,
  });
  return { ...document, warnings };
}

/** Deadlines come in the order of the text, so the first one at or after `start` is found by halving. */
function holdsDeadline(deadlines: readonly Deadline[], start: number, end: number): boolean {
  let low = 0;
  for (let high = deadlines.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((deadlines[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const first = deadlines[low];
  return first !== undefined && first.start < end;
}

/** Says who owes a deadline; it stays open, with a flag, when the text names nobody. */
function bind(deadline: Deadline, assignee: string | undefined): Deadline {
  if (assignee !== undefined) return { ...deadline, appliesTo: [assignee] };
  return { ...deadline, flags: [...deadline.flags, 'assignee_not_stated'] };
}

/** In a damaged text nothing that was found is sure. */
function degrade(
  quality: 'good' | 'degraded',
  evidence: Record<EvidentField, Evidence>,
): Record<EvidentField, Evidence> {
  if (quality === 'good') return evidence;
  const lower = ({ certainty, ...where }: Evidence): Evidence => ({
    certainty: certainty === 'sure' ? 'doubtful' : certainty,
    ...where,
  });
  return {
    number: lower(evidence.number),
    symbol: lower(evidence.symbol),
    date: lower(evidence.date),
    issuer: lower(evidence.issuer),
    place: lower(evidence.place),
    type: lower(evidence.type),
    subject: lower(evidence.subject),
    urgency: lower(evidence.urgency),
    recipients: lower(evidence.recipients),
    signer: lower(evidence.signer),
    noiNhan: lower(evidence.noiNhan),
  };
}
