import type { OverduePolicy } from '../../domain/deadline/overdue.ts';
import type { Document } from '../../domain/document/document.ts';
import { isForInformation } from '../../domain/document/for-information.ts';
import { addTarget, membersOf } from './audience.ts';
import type {
  AudienceRole,
  DoubtfulField,
  DraftDeadline,
  LetterBody,
  Succession,
  UnmatchedAddressee,
} from './body.ts';
import { draftDeadline } from './deadline-input.ts';
import type { Directory } from './directory.ts';
import { type IssuingOffice, printedIssuer } from './printed-issuer.ts';
import { readTarget } from './target.ts';

/** What filling a letter from a document needs to know besides the document. */
export interface PrefillContext {
  readonly directory: Directory;
  readonly office: IssuingOffice;
  readonly overduePolicy: OverduePolicy;
}

/**
 * Fills a letter from the document that was read; what a person has entered or confirmed stays.
 *
 * Nothing is guessed: what the document lacks stays empty, what was read with doubt is marked.
 */
export function prefill(
  body: LetterBody,
  document: Document,
  readFrom: string,
  context: PrefillContext,
): LetterBody {
  return {
    ...body,
    ...identity(body, document),
    ...addressees(body, document, context),
    readFrom,
    kind: body.kind ?? document.type.code,
    urgency: body.urgency === 'none' ? document.urgency : body.urgency,
    printed: {
      number: document.number,
      symbol: symbolOf(document),
      issuedOn: document.date,
      issuer: document.issuer?.name ?? null,
      issuerId: printedIssuer(document, context.directory, context.office),
    },
    tasks: document.tasks.map(({ assignee, items }) => ({ assignee, items })),
    deadlines: [
      ...body.deadlines.filter(({ confirmed }) => confirmed),
      ...document.deadlines
        .map((found) => draftDeadline(found, context.overduePolicy))
        .filter(
          (found) => !body.deadlines.some((known) => known.confirmed && isSame(known, found)),
        ),
    ],
    noReport: body.noReport && document.deadlines.length === 0,
  };
}

function isSame(a: DraftDeadline, b: DraftDeadline): boolean {
  return a.phrase === b.phrase && a.dueAt === b.dueAt && a.appliesTo.join() === b.appliesTo.join();
}

function identity(
  body: LetterBody,
  document: Document,
): Pick<LetterBody, 'number' | 'symbol' | 'issuedOn' | 'subject' | 'doubtful'> {
  const { evidence } = document;
  const doubtful: DoubtfulField[] = [...body.doubtful];
  const isDoubtful = (...fields: readonly (keyof typeof evidence)[]) =>
    fields.some((field) => evidence[field].certainty === 'doubtful');
  if (!body.number && document.number && isDoubtful('number', 'symbol')) doubtful.push('reference');
  if (!body.issuedOn && document.date && isDoubtful('date')) doubtful.push('issuedOn');
  if (!body.subject && document.subject && isDoubtful('subject')) doubtful.push('subject');
  return {
    number: body.number ?? document.number,
    symbol: body.number ? body.symbol : symbolOf(document),
    issuedOn: body.issuedOn ?? document.date,
    subject: body.subject ?? document.subject,
    doubtful: [...new Set(doubtful)],
  };
}

/** What follows the number in the printed reference: '2024/QĐ-UBND' of '06/2024/QĐ-UBND'. */
function symbolOf({ number, symbol, reference }: Document): string | null {
  const head = `${number}/`;
  return reference?.startsWith(head) ? reference.slice(head.length) : symbol;
}

/** Kính gửi is to act, Nơi nhận for information; without Kính gửi, Nơi nhận says who is to act. */
function addressees(
  body: LetterBody,
  document: Document,
  { directory }: PrefillContext,
): Pick<LetterBody, 'audience' | 'unmatched' | 'successions'> {
  // A replacement is for those who have what it replaces; staff may add others by hand.
  if (body.replaces) return { audience: body.audience, unmatched: [], successions: [] };
  let { audience } = body;
  const unmatched: UnmatchedAddressee[] = [];
  const successions: Succession[] = [];
  const add = (words: string, role: AudienceRole, isAsked: boolean) => {
    const reading = readTarget(words, directory);
    if (reading.type === 'unknown' || reading.target === 'everybody') {
      const suggestions = reading.type === 'unknown' ? reading.suggestions : [];
      if (isAsked) unmatched.push({ words, suggestions });
      return;
    }
    const members = membersOf(audience, directory);
    const isNew = (id: string) => role === 'act' || !members.has(id);
    const organisations = reading.target.organisations.filter(isNew);
    audience = addTarget(audience, { ...reading.target, organisations }, role);
    if (reading.isSuccessor) successions.push({ words, organisations });
  };
  for (const words of document.recipients) add(words, 'act', true);
  const mayAct = document.recipientsSource === 'noi_nhan';
  const entries = document.noiNhan.filter(({ purpose }) => purpose !== 'luu');
  for (const { text, purpose } of entries) {
    if (mayAct && !isForInformation(purpose)) add(text, 'act', true);
  }
  for (const { text, purpose } of entries) {
    if (!mayAct || isForInformation(purpose)) add(text, 'inform', false);
  }
  const known = new Set(body.meanings.map(({ words }) => words));
  return { audience, successions, unmatched: unmatched.filter(({ words }) => !known.has(words)) };
}
