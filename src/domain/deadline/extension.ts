/** Extensions (R11): the new limit counts, the old one is kept beside it. */
import { dayParts } from '../day.ts';
import { type PrintedDate, parseDate } from './calendar-date.ts';
import { contains, sentenceEnd, sentenceStart } from './clause.ts';
import type { Deadline } from './deadline.ts';
import { parseMoment } from './moment.ts';
import type { Found, Reader } from './reader.ts';
import { namedDayOf } from './resolve.ts';
import { readTimed } from './timed.ts';
import {
  continues,
  gapAt,
  matchWords,
  sliceText,
  type Tokens,
  wordAt,
  wordTable,
} from './tokens.ts';

/** A limit that is no longer in force. */
export interface OldLimit {
  readonly supersedes: NonNullable<Deadline['supersedes']>;
  /** Where reading goes on behind it. */
  readonly next: number;
}

const extending = wordTable<true>([
  [
    [
      'gia hạn',
      'lùi thời hạn',
      'lùi thời gian',
      'lùi hạn',
      'được lùi',
      'lùi đến',
      'lùi lại',
      'lùi',
      'dời thời hạn',
      'kéo dài thời hạn',
      'kéo dài thời gian',
      'điều chỉnh thời hạn',
      'điều chỉnh thời gian',
      'thời hạn mới',
    ],
    true,
  ],
]);
const instead = wordTable<true>([
  [
    [
      'thay thời hạn',
      'thay cho thời hạn',
      'thay thế thời hạn',
      'thay hạn',
      'thay cho hạn',
      'thay cho mốc',
      'thay vì thời hạn',
      'thay thế cho thời hạn',
      'thay mốc thời gian',
      'thay cho mốc thời gian',
    ],
    true,
  ],
  [['thay vì', 'thay cho', 'thay'], true],
]);
const limitWord = wordTable<true>([[['hạn', 'mốc', 'gia hạn'], true]]);
const REFERENCE = /^\d{1,5}[a-zđ]?\s?(?:[/-][\p{L}\d&.]+)+/u;
const REFERENCE_MAX = 60;
const MAX_FILLER_WORDS = 5;

/** Whether the words before `at` extend a limit. */
export function isExtension(tokens: Tokens, at: number): boolean {
  return contains(extending, tokens, sentenceStart(tokens, at), at);
}

/** Adds what an extension says to the deadline it sets; returns others as they are. */
export function withExtension(
  reader: Reader,
  found: Found,
  earlier: OldLimit | undefined,
): Found & { readonly resumeAt: number } {
  const { tokens } = reader;
  const later = oldLimitAfter(reader, found);
  const isExtended = isExtension(tokens, found.from);
  const old = later ?? earlier ?? (isExtended ? oldLimitBefore(reader, found) : undefined);
  const { from, to } = found;
  const resumeAt = later?.next ?? to;
  if (old === undefined && !isExtended) return { from, to, drafts: found.drafts, resumeAt };
  const drafts = found.drafts.map((draft) => ({
    ...draft,
    flags: [...draft.flags, 'extension'],
    ...(old === undefined ? {} : { supersedes: old.supersedes }),
  }));
  return { from, to, drafts, resumeAt };
}

function oldLimitAfter(reader: Reader, found: Found): OldLimit | undefined {
  const mark = wordAt(reader.tokens, found.to);
  const at = mark === ',' || mark === '(' ? found.to + 1 : found.to;
  if (!continues(reader.tokens, at)) return undefined;
  return readOldLimit(reader, at, yearOf(found));
}

/** `lùi thời hạn từ ngày 30/5/2026 sang ngày 12/6/2026`. */
function oldLimitBefore(reader: Reader, found: Found): OldLimit | undefined {
  const { tokens, text } = reader;
  const start = sentenceStart(tokens, found.from);
  for (let at = found.from - 1; at >= start; at -= 1) {
    if (wordAt(tokens, at) !== 'từ') continue;
    const moment = parseMoment(tokens, at + 1);
    const date = moment?.value.date;
    if (moment === undefined || date?.month === undefined || moment.next > found.from) continue;
    return {
      supersedes: {
        phrase: sliceText(text, tokens, at + 1, moment.next),
        namedDate: oldDay(reader, date, yearOf(found)),
        source: null,
      },
      next: found.to,
    };
  }
  return undefined;
}

const yearOf = (found: Found): number | undefined => {
  const day = found.drafts[0]?.namedDate ?? null;
  return day === null ? undefined : dayParts(day).year;
};

/** An old date without a year is of the same year as the new one. */
function oldDay(reader: Reader, date: PrintedDate, year: number | undefined): string | null {
  return namedDayOf({ ...date, year: date.year ?? year }, reader.issuedOn).day;
}

/** Reads `thay cho thời hạn trước ngày 30/5/2026 tại Công văn số 301/UBND-NC`. */
export function readOldLimit(
  reader: Reader,
  at: number,
  year: number | undefined,
): OldLimit | undefined {
  const { tokens, text } = reader;
  const head = instead(tokens, at);
  if (head === undefined || !continues(tokens, head.next)) return undefined;
  const named = contains(limitWord, tokens, at, head.next);
  const end = sentenceEnd(tokens, head.next);
  const limit = findOld(reader, head.next, named ? MAX_FILLER_WORDS : 0, end, year);
  const source = readSource(text, tokens, limit?.next ?? head.next, end);
  if (limit === undefined) {
    if (!named || source === undefined) return undefined;
    const noun = matchWords(tokens, head.next - 2, ['thời', 'hạn']) === undefined ? 1 : 2;
    const phrase = sliceText(text, tokens, head.next - noun, source.next);
    return { supersedes: { phrase, namedDate: null, source: source.reference }, next: source.next };
  }
  return {
    supersedes: { ...limit.supersedes, source: source?.reference ?? null },
    next: source?.next ?? limit.next,
  };
}

function findOld(
  reader: Reader,
  at: number,
  filler: number,
  end: number,
  year: number | undefined,
): OldLimit | undefined {
  const { tokens, text } = reader;
  for (let from = at; from <= at + filler && from < end; from += 1) {
    const limit = readTimed(reader, from);
    const draft = limit?.drafts[0];
    if (limit !== undefined && draft !== undefined) {
      const printed = draft.flags.includes('year_inferred') ? dateIn(tokens, limit) : undefined;
      const namedDate = printed === undefined ? draft.namedDate : oldDay(reader, printed, year);
      const phrase = sliceText(text, tokens, limit.from, limit.to);
      return { supersedes: { phrase, namedDate, source: null }, next: limit.to };
    }
    const moment = parseMoment(tokens, from);
    const date = moment?.value.date;
    if (moment !== undefined && date?.month !== undefined) {
      const phrase = sliceText(text, tokens, from, moment.next);
      return {
        supersedes: { phrase, namedDate: oldDay(reader, date, year), source: null },
        next: moment.next,
      };
    }
    // The source of an old limit has a date of its own, which is not the limit.
    if (wordAt(tokens, from) === 'số') return undefined;
  }
  return undefined;
}

function dateIn(tokens: Tokens, { from, to }: Found): PrintedDate | undefined {
  for (let at = from; at < to; at += 1) {
    const date = parseDate(tokens, at);
    if (date?.value.month !== undefined) return date.value;
  }
  return undefined;
}

function readSource(
  text: string,
  tokens: Tokens,
  at: number,
  end: number,
): { readonly reference: string; readonly next: number } | undefined {
  for (let from = at; from < end; from += 1) {
    const number = tokens.starts[from + 1];
    if (wordAt(tokens, from) !== 'số' || number === undefined) continue;
    const rest = text.slice(number, number + REFERENCE_MAX).normalize('NFC');
    const reference = REFERENCE.exec(rest)?.[0].replace(/[.&]+$/, '');
    if (reference === undefined) continue;
    let next = from + 1;
    while (next < end && (gapAt(tokens, next) === 'none' || next === from + 1)) next += 1;
    return { reference, next };
  }
  return undefined;
}
