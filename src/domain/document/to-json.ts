import type { Deadline } from '../deadline/deadline.ts';
import type { SecrecyMark } from '../secrecy-word.ts';
import type { Citation, Document, Task } from './document.ts';

/** Anything JSON can carry. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

function deadlineToJson(deadline: Deadline): Json {
  const { supersedes, examples } = deadline;
  return {
    id: deadline.id,
    phrase: deadline.phrase,
    kind: deadline.kind,
    boundary: deadline.boundary,
    named_date: deadline.namedDate,
    named_time: deadline.namedTime,
    due_at: deadline.dueAt,
    recurrence: deadline.recurrence,
    first_due_at: deadline.firstDueAt,
    anchor: deadline.anchor,
    offset: deadline.offset,
    applies_to: deadline.appliesTo,
    flags: deadline.flags,
    ...(supersedes && {
      supersedes: {
        phrase: supersedes.phrase,
        named_date: supersedes.namedDate,
        source: supersedes.source,
      },
    }),
    ...(examples && {
      examples: examples.map(({ anchorDate, dueAt }) => ({
        anchor_date: anchorDate,
        due_at: dueAt,
      })),
    }),
  };
}

function taskToJson(task: Task, children: readonly string[]): Json {
  const isRelated = children.length > 0 || task.parent !== undefined || task.implicit === true;
  return {
    assignee: task.assignee,
    items: task.items,
    deadline_ids: task.deadlineIds,
    ...(task.collaborators && { collaborators: task.collaborators }),
    ...(isRelated && { id: task.id, ...(task.locator !== undefined && { locator: task.locator }) }),
    ...(task.parent !== undefined && { parent: task.parent }),
    ...(children.length > 0 && { children }),
    ...(task.implicit === true && { implicit: true }),
  };
}

function citationToJson(citation: Citation): Json {
  return {
    reference: citation.reference,
    date: citation.date,
    issuer: citation.issuer,
    type: citation.type,
    where: citation.where,
    ...(citation.occurrences !== undefined && { occurrences: citation.occurrences }),
  };
}

/**
 * Writes an accepted document in the shape of `read FILE --json`: snake_case, keys in a fixed order.
 *
 * Optional keys appear only when they say something. `file` is printed as given.
 */
export function documentToJson(file: string, document: Document): { readonly [key: string]: Json } {
  const isPublishable = document.publishBlockers.length === 0;
  const { referencePrinted, signer } = document;
  const partsOf = new Map(document.tasks.map((task): [string, string[]] => [task.id, []]));
  for (const { id, parent } of document.tasks) {
    if (parent !== undefined) partsOf.get(parent)?.push(id);
  }
  return {
    file,
    disposition: isPublishable ? 'accept' : 'accept_with_warnings',
    publishable: isPublishable,
    publish_blockers: document.publishBlockers,
    number: document.number,
    symbol: document.symbol,
    reference: document.reference,
    ...(referencePrinted !== null &&
      referencePrinted !== document.reference && { reference_printed: referencePrinted }),
    issuer: document.issuer && { parent: document.issuer.parent, name: document.issuer.name },
    place: document.place,
    date: document.date,
    type: { code: document.type.code, name: document.type.name },
    subject: document.subject,
    urgency: document.urgency,
    secrecy: 'none',
    recipients: document.recipients,
    recipients_source: document.recipientsSource,
    deadlines: document.deadlines.map(deadlineToJson),
    tasks: document.tasks.map((task) => taskToJson(task, partsOf.get(task.id) ?? [])),
    attachments: document.attachments,
    citations: document.citations.map(citationToJson),
    signer: signer && {
      capacity: signer.capacity,
      title: signer.title,
      name: signer.name,
      name_prefix: signer.namePrefix,
    },
    noi_nhan: document.noiNhan.map(({ text, purpose }) => ({ text, purpose })),
    ...(document.links.length > 0 && { links: document.links }),
    warnings: document.warnings,
  };
}

/**
 * Writes a refused document: what the caller already knows and the kind of mark, nothing else.
 *
 * `secrecy` is null when the file was merely unreadable.
 */
export function refusalToJson(
  file: string,
  reason: 'state_secret' | 'unreadable',
  secrecy: SecrecyMark | null,
): { readonly [key: string]: Json } {
  return {
    file,
    disposition: 'refuse',
    refuse_reason: reason,
    publishable: false,
    publish_blockers: [reason],
    secrecy: reason === 'state_secret' ? secrecy : null,
    number: null,
    symbol: null,
    reference: null,
    issuer: null,
    place: null,
    date: null,
    type: null,
    subject: null,
    urgency: null,
    recipients: [],
    recipients_source: null,
    deadlines: [],
    tasks: [],
    attachments: [],
    citations: [],
    signer: null,
    noi_nhan: [],
    warnings: [`${reason}_refused`],
  };
}
