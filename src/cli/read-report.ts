import type { Deadline } from '../domain/deadline/deadline.ts';
import type { Document, Task } from '../domain/document/document.ts';
import { viRead as say } from '../messages/vi-read.ts';

const WIDTH = 100;
const LABEL_WIDTH = 20;

/** Writes what was read for a person: who has to do what by when, and what stands in the way of release. */
export function readReport(file: string, document: Document): string {
  return `${[
    ...facts(file, document),
    ...section(say.headings.tasks, tasks(document)),
    ...section(say.headings.deadlines, document.deadlines.flatMap(deadline)),
    ...section(
      say.headings.attachments,
      document.attachments.flatMap((name) => hang('- ', name)),
    ),
    ...section(say.headings.citations, citations(document)),
    ...section(say.headings.noiNhan, noiNhan(document)),
    ...section(
      say.headings.blockers,
      document.publishBlockers.flatMap((code) => hang('- ', say.blocker(code))),
    ),
    ...section(
      say.headings.warnings,
      document.warnings.flatMap((warning) => hang('- ', say.warning(warning))),
    ),
    ...(document.publishBlockers.length === 0 ? ['', say.publishable] : []),
  ].join('\n')}\n`;
}

function facts(file: string, document: Document): readonly string[] {
  const { labels } = say;
  const { issuer, signer, symbol } = document;
  const blank = symbol === null ? say.missing : say.blankNumber(symbol);
  const name = [signer?.namePrefix, signer?.name].filter((part) => part).join(' ');
  const position = [signer?.capacity, signer?.title].filter((part) => part).join(' / ');
  const fact = (label: string, value: string): readonly string[] =>
    hang(`${label}:`.padEnd(LABEL_WIDTH), value);
  return [
    ...fact(labels.file, file),
    ...fact(labels.reference, document.reference ?? blank),
    ...fact(labels.date, document.date === null ? say.missing : say.day(document.date)),
    ...fact(
      labels.issuer,
      [issuer?.name, issuer?.parent].filter((part) => part).join(' – ') || say.missing,
    ),
    ...fact(labels.type, document.type.name),
    ...fact(labels.subject, document.subject ?? say.missing),
    ...fact(labels.urgency, say.urgency(document.urgency)),
    ...fact(labels.circulation, say.circulation(document.circulation)),
    ...recipients(document),
    ...fact(labels.signer, signer === null ? say.missing : `${name}, ${position}`),
  ];
}

function recipients({ recipients: to, recipientsSource }: Document): readonly string[] {
  const label = `${say.labels.recipients[recipientsSource]}:`.padEnd(LABEL_WIDTH);
  if (to.length === 0) return hang(label, say.noRecipients);
  const width = String(to.length).length;
  return to.flatMap((name, at) => {
    const number = `${String(at + 1).padStart(width)}. `;
    return hang((at === 0 ? label : ' '.repeat(LABEL_WIDTH)) + number, name);
  });
}

function tasks(document: Document): readonly string[] {
  return document.tasks.flatMap((task, at) => [
    ...hang(`${at + 1}. `, task.assignee),
    ...task.items.flatMap((item) => hang('   - ', item)),
    ...(task.collaborators === undefined || task.collaborators.length === 0
      ? []
      : hang('   ', say.collaborators(task.collaborators))),
    ...deadlinesOf(task, document).flatMap((each) => hang('   → ', say.due(each))),
  ]);
}

function deadlinesOf(task: Task, document: Document): readonly Deadline[] {
  return document.deadlines.filter((each) => task.deadlineIds.includes(each.id));
}

function deadline(each: Deadline): readonly string[] {
  const indent = ' '.repeat(5);
  return [
    ...hang(each.id.padEnd(5), say.when(each)),
    ...hang(indent, `«${each.phrase}»`),
    ...(each.appliesTo.length === 0 ? [] : hang(indent, each.appliesTo.join('; '))),
    ...(each.supersedes === undefined ? [] : hang(indent, say.supersedes(each.supersedes.phrase))),
  ];
}

function citations(document: Document): readonly string[] {
  return document.citations.flatMap(({ type, reference, date, issuer }) => {
    const parts = [
      say.citation(type, reference),
      ...(date === null ? [] : [say.citedDay(date)]),
      ...(issuer === null ? [] : [say.citedIssuer(issuer)]),
    ];
    return hang('- ', parts.join(' '));
  });
}

function noiNhan(document: Document): readonly string[] {
  return document.noiNhan.flatMap(({ text, purpose }) => {
    const isPrinted = purpose !== null && purpose !== 'luu';
    return hang('- ', isPrinted ? `${text} (${purpose})` : text);
  });
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}

/** Breaks `text` between words; every further line starts below the end of `lead`. */
function hang(lead: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = lead;
  for (const word of text.split(/\s+/)) {
    const isFresh = line.length === lead.length;
    if (!isFresh && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(lead.length) + word;
    } else {
      line += isFresh ? word : ` ${word}`;
    }
  }
  return [...lines, line];
}
