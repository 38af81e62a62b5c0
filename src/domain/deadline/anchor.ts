import { type PrintedDate, parseDate } from './calendar-date.ts';
import {
  continues,
  matchWords,
  type Parsed,
  sliceText,
  type Tokens,
  wordAt,
  wordTable,
} from './tokens.ts';

/** What a duration is counted from. */
export type Anchor =
  | { readonly type: 'receipt' }
  | { readonly type: 'issue' }
  | { readonly type: 'date'; readonly date: PrintedDate }
  /** Something that has to happen first, in the printed words. */
  | { readonly type: 'event'; readonly words: string };

const introductions = wordTable<true>([
  [
    [
      'kể từ',
      'tính từ',
      'tính kể từ',
      'được tính từ',
      'bắt đầu từ',
      'từ ngày',
      'từ khi',
      'từ lúc',
      'từ thời điểm',
      'sau khi',
      'sau ngày',
      'kể từ sau khi',
    ],
    true,
  ],
]);
const points = wordTable<true>([[['ngày', 'khi', 'lúc', 'thời điểm', 'sau khi', 'giờ'], true]]);
/** `từ ngày` holds the point already: step back so that `ngày` is read as one. */
const FUSED = new Set(['ngày', 'khi', 'lúc', 'điểm']);

const receiving = wordTable<true>([[['nhận', 'nhận được', 'tiếp nhận', 'tiếp nhận được'], true]]);
const issuing = wordTable<true>([
  [['ký', 'kí', 'ban hành', 'ký ban hành', 'ký, ban hành', 'phát hành'], true],
]);

/** Nouns for the letter itself even without `này`. */
const letters = wordTable<'letter' | 'paper'>([
  [['văn bản', 'công văn', 'công điện'], 'letter'],
  [
    [
      'kế hoạch',
      'chỉ thị',
      'thông báo',
      'quyết định',
      'hướng dẫn',
      'thư',
      'giấy mời',
      'phiếu chuyển',
      'tờ trình',
      'chỉ đạo',
      'yêu cầu',
      'đề nghị',
      'nghị quyết',
      'chương trình',
      'quy chế',
      'quy định',
      'phương án',
      'phiếu',
    ],
    'paper',
  ],
]);
const thisOne = wordTable<true>([
  [['này', 'nêu trên', 'trên', 'nói trên', 'chỉ đạo này', 'hướng dẫn này', 'đề nghị này'], true],
]);

/** Words that open the main clause: what was waited for has been said. */
const MAIN_CLAUSE = new Set(['phải', 'thì', 'để', 'các', 'đề', 'yêu', 'đồng', 'gửi', 'và', 'trừ']);
const MAX_EVENT_WORDS = 14;
const WORD = /^[\p{L}\d]/u;
const INSIDE_EVENT = new Set(['/', '-', '“', '”', '"', '–']);

function endsHere(tokens: Tokens, at: number): boolean {
  const word = wordAt(tokens, at);
  return !continues(tokens, at) || !WORD.test(word) || MAIN_CLAUSE.has(word);
}

/** Reads `văn bản`, `Công văn này`, `Kế hoạch này`: the letter that is being read. */
export function parseThisLetter(tokens: Tokens, at: number): number | undefined {
  const noun = continues(tokens, at) ? letters(tokens, at) : undefined;
  if (noun === undefined) return undefined;
  const pointed = continues(tokens, noun.next) ? thisOne(tokens, noun.next) : undefined;
  if (pointed !== undefined) return pointed.next;
  return noun.value === 'letter' && endsHere(tokens, noun.next) ? noun.next : undefined;
}

/** Reads `nhận được văn bản này`. */
export function parseReceipt(tokens: Tokens, at: number): number | undefined {
  const verb = receiving(tokens, at);
  return verb === undefined ? undefined : parseThisLetter(tokens, verb.next);
}

function parseIssue(tokens: Tokens, at: number): number | undefined {
  const verb = issuing(tokens, at);
  if (verb === undefined) return undefined;
  return (
    parseThisLetter(tokens, verb.next) ?? (endsHere(tokens, verb.next) ? verb.next : undefined)
  );
}

function parseEvent(text: string, tokens: Tokens, at: number): Parsed<Anchor> | undefined {
  let next = at;
  while (next - at < MAX_EVENT_WORDS && continues(tokens, next)) {
    const word = wordAt(tokens, next);
    if (MAIN_CLAUSE.has(word) || !(WORD.test(word) || INSIDE_EVENT.has(word))) break;
    next += 1;
  }
  while (next > at && !WORD.test(wordAt(tokens, next - 1))) next -= 1;
  if (next === at) return undefined;
  return { value: { type: 'event', words: sliceText(text, tokens, at, next) }, next };
}

/** Reads `kể từ ngày nhận được văn bản`, `tính từ ngày ký`, `kể từ ngày 10/9/2024`, `kể từ khi tiếp nhận phản ánh`. */
export function parseAnchor(text: string, tokens: Tokens, at: number): Parsed<Anchor> | undefined {
  const introduction = introductions(tokens, at);
  if (introduction === undefined) return undefined;
  const last = wordAt(tokens, introduction.next - 1);
  const point = FUSED.has(last)
    ? introduction.next
    : continues(tokens, introduction.next)
      ? points(tokens, introduction.next)?.next
      : undefined;
  const dateAt =
    wordAt(tokens, (point ?? introduction.next) - 1) === 'ngày'
      ? (point ?? introduction.next) - 1
      : introduction.next;
  const date = parseDate(tokens, dateAt);
  if (date?.value.month !== undefined) {
    return { value: { type: 'date', date: date.value }, next: date.next };
  }
  if (point === undefined || !continues(tokens, point)) return undefined;
  const receipt = parseReceipt(tokens, point);
  if (receipt !== undefined) return { value: { type: 'receipt' }, next: receipt };
  const issue = parseIssue(tokens, point);
  if (issue !== undefined) return { value: { type: 'issue' }, next: issue };
  return parseEvent(text, tokens, point);
}

/** Where the words of an anchor begin that is named before its duration (`Kể từ ngày …, trong vòng …`). */
export function isAnchorWord(tokens: Tokens, at: number): boolean {
  return introductions(tokens, at) !== undefined || matchWords(tokens, at, ['sau']) !== undefined;
}
