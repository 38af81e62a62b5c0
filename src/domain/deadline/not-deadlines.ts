/**
 * Tells time limits from all the other dates and hours of a letter (R10, R12): spans of data and events, forecasts,
 * validity, what already happened.
 *
 * A phrase has the form of a limit already; what decides is the nearest words of its own sentence.
 */
import { contains, sentenceEnd, sentenceStart } from './clause.ts';
import * as say from './context-words.ts';
import { isExtension } from './extension.ts';
import type { Found, Reader } from './reader.ts';
import { gapAt, type Tokens, type WordTable, wordAt } from './tokens.ts';

const SPAN_OPENERS = new Set([
  'ngày',
  'lúc',
  'tháng',
  'quý',
  'năm',
  'đầu',
  'khi',
  'thứ',
  'hôm',
  'sáng',
  'chiều',
  'giữa',
  'cuối',
  'khoảng',
  'mùng',
]);
const ENDS_SPAN = new Set(['đến', 'tới', 'cho', 'sang']);
const DURING = new Set(['trong', 'ngay', 'cuối', 'giữa', 'đầu']);
const WAITED = new Set(['quá', 'sau', 'hết']);
const CLAUSE_MARKS = new Set([',', ':', '(', '–', '-']);
const NEAR = 6;
const VERY_NEAR = 4;
const LONGEST_STATE = 5;

/** A phrase and what it stands in, as token numbers. */
interface Place {
  readonly tokens: Tokens;
  readonly sentence: number;
  /** Where the clause begins: after the last comma, colon or bracket. */
  readonly clause: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** A dash between blanks divides clauses, one inside a reference does not. */
function opensClause(tokens: Tokens, at: number): boolean {
  return (
    CLAUSE_MARKS.has(wordAt(tokens, at - 1)) &&
    (gapAt(tokens, at) !== 'none' || wordAt(tokens, at - 1) === '(')
  );
}

function placeOf(tokens: Tokens, { from, to }: Found): Place {
  const sentence = sentenceStart(tokens, from);
  let clause = from;
  while (clause > sentence && !opensClause(tokens, clause)) clause -= 1;
  return { tokens, sentence, clause, from, to, end: sentenceEnd(tokens, to) };
}

const inClause = ({ tokens, clause, from }: Place, table: WordTable<true>): boolean =>
  contains(table, tokens, clause, from);
const inSentence = ({ tokens, sentence, end }: Place, table: WordTable<true>): boolean =>
  contains(table, tokens, sentence, end);
const near = ({ tokens, clause, from }: Place, table: WordTable<true>, distance = NEAR): boolean =>
  contains(table, tokens, Math.max(clause, from - distance), from);

/** Whether words of `table` stand right before the phrase. */
function follows({ tokens, from }: Place, table: WordTable<true>): boolean {
  for (let at = Math.max(0, from - LONGEST_STATE); at < from; at += 1) {
    if (table(tokens, at)?.next === from) return true;
  }
  return false;
}

/** Whether the words around a phrase show that it binds nobody. */
export function isOtherDate(reader: Reader, found: Found): boolean {
  const { tokens, issuedOn } = reader;
  const [draft] = found.drafts;
  if (draft === undefined) return true;
  const place = placeOf(tokens, found);
  const isDuration = draft.offset !== null;
  if (isDuration) {
    return WAITED.has(wordAt(tokens, found.from - 1)) || near(place, say.validity);
  }
  if (near(place, say.inForce) || near(place, say.done, VERY_NEAR)) return true;
  if (draft.namedTime !== null && near(place, say.attendance)) return true;
  if (isState(place) || isOldTalk(place) || isForecast(place)) return true;

  const head = wordAt(tokens, found.from);
  const endsSpan = ENDS_SPAN.has(head);
  if (!endsSpan && !DURING.has(head)) return false;
  if (endsSpan && isExtension(tokens, found.from)) return false;
  const isPast = issuedOn !== null && draft.dueAt !== null && draft.dueAt.slice(0, 10) < issuedOn;
  if (draft.kind === 'period' && isPast) return true;
  return (endsSpan ? isSpanEnd(place) : isTopic(place)) || isRemark(place);
}

/** `người sinh trước ngày …`, `dự án được phê duyệt trước ngày …`. */
function isState(place: Place): boolean {
  if (follows(place, say.state)) return true;
  if (!follows(place, say.possibleState)) return false;
  return !inClause(place, say.completion) && !inClause(place, say.sending);
}

/** An earlier limit that is only being complained about. */
function isOldTalk({ tokens, sentence, from, to }: Place): boolean {
  return (
    say.earlierLetter(tokens, to) !== undefined && contains(say.overdueTalk, tokens, sentence, from)
  );
}

/** The weather comes by the hour; nobody is asked for anything in such a sentence. */
function isForecast(place: Place): boolean {
  const { tokens, sentence, from } = place;
  if (inSentence(place, say.weather) && !inSentence(place, say.asking)) return true;
  for (let at = from - 1; at >= sentence; at -= 1) {
    if (say.asking(tokens, at) !== undefined) return false;
    if (say.forecast(tokens, at) !== undefined) return true;
  }
  return false;
}

/** `đến hết ngày …` ends data, validity and events as well. */
function isSpanEnd(place: Place): boolean {
  if (near(place, say.validity) || near(place, say.data) || follows(place, say.countingTo))
    return true;
  if (isSpan(place)) return true;
  return (
    inClause(place, say.event) && !inClause(place, say.completion) && !inClause(place, say.sending)
  );
}

/** `từ ngày … đến hết ngày …` is a span; `từ nay đến hết ngày …` may be the time to finish something. */
function isSpan(place: Place): boolean {
  const { tokens, sentence, from } = place;
  for (let at = from - 1; at >= Math.max(sentence, from - 2 * NEAR); at -= 1) {
    if (wordAt(tokens, at) !== 'từ') continue;
    const opener = wordAt(tokens, at + 1);
    if (opener === 'nay') return !inSentence(place, say.completion);
    return SPAN_OPENERS.has(opener) || /^\d/.test(opener);
  }
  return false;
}

/** `trong tháng 9` says what a report is about, or when something takes place, more often than by when. */
function isTopic(place: Place): boolean {
  if (inClause(place, say.completion)) return false;
  if (near(place, say.topic) || inClause(place, say.event)) return true;
  if (isCited(place)) return true;
  const isAsked = inClause(place, say.doing) || inClause(place, say.sending);
  return near(place, say.undertaking) && !isAsked;
}

/** `Kế hoạch số 77/KH-UBND … trong năm 2024` is the plan's title. */
function isCited({ tokens, clause, from }: Place): boolean {
  for (let at = from - 1; at >= clause; at -= 1) {
    if (wordAt(tokens, at) === 'số' && /^\d/.test(wordAt(tokens, at + 1))) return true;
  }
  return false;
}

/** A sentence that opens with the time and asks for nothing, or tells what was. */
function isRemark(place: Place): boolean {
  const { tokens, sentence, clause, from, to, end } = place;
  if (inClause(place, say.completion)) return false;
  if (contains(say.completion, tokens, to, end)) return contains(say.done, tokens, to, end);
  if (inSentence(place, say.account)) return true;
  const isBare = from === sentence && end - to <= 1;
  if (isBare || (from !== sentence && from !== clause)) return false;
  return !inSentence(place, say.sending) && !inSentence(place, say.doing) && !isCell(place);
}

/** Behind a colon or in brackets the words before the mark say what is to be done. */
function isCell({ tokens, clause, from }: Place): boolean {
  return from === clause && /^[:(–-]$/.test(wordAt(tokens, from - 1));
}
