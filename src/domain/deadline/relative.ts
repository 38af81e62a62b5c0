import { toInstant } from '../day.ts';
import { type Anchor, parseAnchor } from './anchor.ts';
import { parseDate } from './calendar-date.ts';
import { type Duration, endOfDuration, formatDuration, parseDuration } from './duration.ts';
import type { Draft, Found, Reader } from './reader.ts';
import { dayOffFlags, NOTHING_SAID, namedDayOf } from './resolve.ts';
import { continues, matchWords, type Tokens, wordAt, wordTable } from './tokens.ts';

const heads = wordTable<true>([
  [
    [
      'trong vòng',
      'trong thời hạn',
      'trong thời gian',
      'trong',
      'không quá',
      'trong vòng không quá',
      'trong thời hạn không quá',
      'trong thời gian không quá',
      'tối đa',
      'trong vòng tối đa',
      'trong thời hạn tối đa',
      'chậm nhất',
      'chậm nhất là',
      'chậm nhất trong',
      'chậm nhất trong vòng',
      'chậm nhất trong thời hạn',
      'chậm nhất không quá',
      'muộn nhất',
      'muộn nhất là',
      'chậm nhất sau',
      'không chậm hơn',
      'không muộn hơn',
      'thời hạn',
      'thời hạn là',
      'thời hạn :',
      'thời hạn không quá',
    ],
    true,
  ],
]);

/** After these a bare duration is a waiting time or a minimum, not a limit. */
const NOT_A_LIMIT = new Set(['sau', 'quá', 'nhất', 'thiểu', 'hơn', 'đủ', 'trên', 'cứ', 'mỗi']);
const atLeast = wordTable<true>([[['ít nhất', 'tối thiểu', 'chậm nhất', 'muộn nhất'], true]]);
const MAX_OCCASION_WORDS = 8;

/** Reads `trong vòng 04 ngày làm việc kể từ ngày nhận được văn bản`, or the bare `05 ngày làm việc kể từ ngày …`. */
export function readRelative(reader: Reader, at: number): Found | undefined {
  const { tokens, text } = reader;
  const head = heads(tokens, at);
  if (head === undefined && !isBareDuration(tokens, at)) return undefined;
  const durationAt = head?.next ?? at;
  if (head !== undefined && !continues(tokens, durationAt)) return undefined;
  const duration = parseDuration(tokens, durationAt);
  if (duration === undefined) return undefined;
  const anchorAt = wordAt(tokens, duration.next) === ',' ? duration.next + 1 : duration.next;
  if (!continues(tokens, anchorAt)) return undefined;
  const anchor = parseAnchor(text, tokens, anchorAt);
  if (anchor === undefined) return undefined;
  return { from: at, to: anchor.next, drafts: [within(reader, duration.value, anchor.value)] };
}

function isBareDuration(tokens: Tokens, at: number): boolean {
  return /^\d/.test(wordAt(tokens, at)) && !NOT_A_LIMIT.has(wordAt(tokens, at - 1));
}

/** Reads `Kể từ ngày nhận được văn bản này, trong vòng 05 ngày`. */
export function readAnchorFirst(reader: Reader, at: number): Found | undefined {
  const { tokens, text } = reader;
  const anchor = parseAnchor(text, tokens, at);
  if (anchor === undefined) return undefined;
  const headAt = wordAt(tokens, anchor.next) === ',' ? anchor.next + 1 : anchor.next;
  const head = continues(tokens, headAt) ? heads(tokens, headAt) : undefined;
  if (head === undefined || !continues(tokens, head.next)) return undefined;
  const duration = parseDuration(tokens, head.next);
  if (duration === undefined) return undefined;
  return { from: at, to: duration.next, drafts: [within(reader, duration.value, anchor.value)] };
}

function within(reader: Reader, duration: Duration, anchor: Anchor): Draft {
  const offset = formatDuration(duration);
  switch (anchor.type) {
    case 'event':
      return {
        ...NOTHING_SAID,
        kind: 'event',
        boundary: 'within',
        anchor: `event:${anchor.words}`,
        offset,
        flags: ['needs_anchor'],
      };
    case 'receipt': {
      const known = counted(reader, 'receipt', duration, reader.receivedOn ?? null);
      const example =
        reader.issuedOn === null
          ? undefined
          : counted(reader, 'receipt', duration, reader.issuedOn);
      return known.dueAt !== null || example?.dueAt == null || reader.issuedOn === null
        ? known
        : { ...known, examples: [{ anchorDate: reader.issuedOn, dueAt: example.dueAt }] };
    }
    case 'issue':
      return counted(reader, 'issue_date', duration, reader.issuedOn);
    case 'date': {
      const named = namedDayOf(anchor.date, reader.issuedOn);
      const draft = counted(
        reader,
        named.day === null ? null : `date:${named.day}`,
        duration,
        named.day,
      );
      return { ...draft, flags: [...named.flags, ...draft.flags] };
    }
  }
}

function counted(
  reader: Reader,
  anchor: string | null,
  duration: Duration,
  from: string | null,
): Draft {
  const base: Draft = {
    ...NOTHING_SAID,
    kind: 'relative',
    boundary: 'within',
    anchor,
    offset: formatDuration(duration),
  };
  const end =
    from === null ? undefined : endOfDuration({ ...duration, sign: 1 }, from, reader.calendar);
  if (end === undefined) return { ...base, flags: ['needs_anchor'] };
  return { ...base, namedDate: end.day, dueAt: toInstant(end.day, 'end-of-day'), flags: end.flags };
}

/**
 * Reads a limit counted back from a dated occasion: `trước ngày tổ chức (10/10/2024) ít nhất 15 ngày`, `chậm nhất 05
 * ngày trước ngày 10/10/2024`. Without a date it is the notice period of something else.
 */
export function readCountedBack(reader: Reader, at: number): Found | undefined {
  const { tokens } = reader;
  const leading = atLeast(tokens, at);
  if (leading !== undefined) {
    const duration = parseDuration(tokens, leading.next);
    const before =
      duration === undefined ? undefined : matchWords(tokens, duration.next, ['trước']);
    const occasion = before === undefined ? undefined : parseOccasion(reader, before);
    if (duration === undefined || occasion === undefined) return undefined;
    return {
      from: at,
      to: occasion.next,
      drafts: [back(reader, duration.value, occasion.day, occasion.flags)],
    };
  }
  if (wordAt(tokens, at) !== 'trước') return undefined;
  const occasion = parseOccasion(reader, at + 1);
  const trailing = occasion === undefined ? undefined : atLeast(tokens, occasion.next);
  const duration = trailing === undefined ? undefined : parseDuration(tokens, trailing.next);
  if (occasion === undefined || duration === undefined) return undefined;
  return {
    from: at,
    to: duration.next,
    drafts: [back(reader, duration.value, occasion.day, occasion.flags)],
  };
}

interface Occasion {
  readonly day: string;
  readonly flags: readonly string[];
  readonly next: number;
}

/** Reads `ngày 10/10/2024` or `ngày tổ chức (10/10/2024)`. */
function parseOccasion({ tokens, issuedOn }: Reader, at: number): Occasion | undefined {
  let dateAt = at;
  if (wordAt(tokens, at) === 'ngày' && !/^\d/.test(wordAt(tokens, at + 1))) {
    while (
      dateAt - at < MAX_OCCASION_WORDS &&
      continues(tokens, dateAt) &&
      wordAt(tokens, dateAt) !== '('
    ) {
      dateAt += 1;
    }
    if (wordAt(tokens, dateAt) !== '(') return undefined;
  }
  const isBracketed = dateAt > at;
  const date = parseDate(tokens, isBracketed ? dateAt + 1 : at);
  if (date === undefined || (isBracketed && wordAt(tokens, date.next) !== ')')) return undefined;
  const { day, flags } = namedDayOf(date.value, issuedOn);
  return day === null ? undefined : { day, flags, next: isBracketed ? date.next + 1 : date.next };
}

function back(reader: Reader, duration: Duration, anchor: string, flags: readonly string[]): Draft {
  const end = endOfDuration({ ...duration, sign: -1 }, anchor, reader.calendar);
  const base: Draft = {
    ...NOTHING_SAID,
    kind: 'relative',
    boundary: 'before',
    anchor: `date:${anchor}`,
    offset: `-${formatDuration(duration)}`,
    flags,
  };
  if (end === undefined) return base;
  const dueAt = toInstant(end.day, 'end-of-day');
  return {
    ...base,
    namedDate: end.day,
    dueAt,
    flags: [...flags, ...end.flags, ...dayOffFlags(reader, dueAt)],
  };
}
