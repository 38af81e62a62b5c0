import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { foldTone } from '../../src/domain/fold-tone.ts';

type Record_ = Readonly<Record<string, unknown>>;

/** The reference library beside the repository; absent in a plain checkout. */
export const sharedFolder = join(import.meta.dirname, '../../../shared');
/** Whether tests that need the reference library can run. */
export const hasShared = existsSync(join(sharedFolder, 'seed'));

const DEADLINE_KEYS = [
  'phrase',
  'kind',
  'boundary',
  'named_date',
  'named_time',
  'due_at',
  'recurrence',
  'first_due_at',
  'offset',
  'applies_to',
];

function isRecord(value: unknown): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): unknown {
  return typeof value === 'string'
    ? foldTone(value)
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/[;.]+$/u, '')
    : value;
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner)]));
  return text(value);
}

function pick(value: unknown, keys: readonly string[]): Record_ {
  const record = isRecord(value) ? value : {};
  return Object.fromEntries(keys.map((key) => [key, deep(record[key])]));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Reduces a printed document to what two readers must agree on: the comparison rules of the contract.
 *
 * Ids are replaced by the position of what they name; flags, warnings, examples, optional keys and the
 * words of an event anchor are left out.
 */
export function comparable(document: unknown): Record_ {
  const json = isRecord(document) ? document : {};
  const deadlines = list(json.deadlines);
  const positions = new Map(
    deadlines.map((deadline, at) => [isRecord(deadline) ? deadline.id : undefined, at]),
  );
  return {
    ...pick(json, [
      'disposition',
      'publishable',
      'publish_blockers',
      'number',
      'symbol',
      'reference',
      'issuer',
      'place',
      'date',
      'type',
      'subject',
      'urgency',
      'secrecy',
      'recipients',
      'recipients_source',
      'attachments',
      'signer',
    ]),
    deadlines: deadlines.map((deadline) => ({
      ...pick(deadline, DEADLINE_KEYS),
      anchor: isRecord(deadline) ? String(deadline.anchor).replace(/^event:.*/u, 'event') : null,
    })),
    tasks: list(json.tasks).map((task) => ({
      ...pick(task, ['assignee', 'items']),
      deadlines: list(isRecord(task) ? task.deadline_ids : []).map((id) => positions.get(id)),
    })),
    citations: list(json.citations).map((citation) =>
      pick(citation, ['reference', 'date', 'issuer', 'type', 'where']),
    ),
    noi_nhan: list(json.noi_nhan).map((entry) => pick(entry, ['text', 'purpose'])),
  };
}

/** Lists where two printed documents differ under the rules of the contract; a refusal has to agree in every key but the file. */
export function compareDocuments(got: unknown, expected: unknown): readonly string[] {
  const isRefusal = isRecord(expected) && expected.disposition === 'refuse';
  const reduce = (value: unknown): Record_ =>
    isRefusal && isRecord(value) ? { ...value, file: null } : comparable(value);
  const left = reduce(got);
  const right = reduce(expected);
  return [...new Set([...Object.keys(right), ...Object.keys(left)])].flatMap((key) => {
    const [printed, wanted] = [JSON.stringify(left[key]), JSON.stringify(right[key])];
    return printed === wanted ? [] : [`${key}: expected ${wanted}, got ${printed}`];
  });
}
