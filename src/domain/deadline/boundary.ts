import { contains, sentenceStart } from './clause.ts';
import { continues, type Parsed, type Tokens, wordAt, wordTable } from './tokens.ts';

/** How the words before a date bind it. */
export interface Boundary {
  readonly boundary: 'before' | 'by';
  /**
   * `strong` binds by itself. `weak` (`đến ngày`) ends all sorts of spans and binds only when a time limit is being
   * spoken of. `during` (`trong`) binds days and periods, never hours alone.
   */
  readonly strength: 'strong' | 'weak' | 'during';
}

const before: Boundary = { boundary: 'before', strength: 'strong' };
const by: Boundary = { boundary: 'by', strength: 'strong' };

const heads = wordTable<Boundary>([
  [['trước', 'trước lúc', 'trước thời điểm', 'trước thời hạn'], before],
  [['chậm nhất', 'muộn nhất', 'trễ nhất', 'chậm nhất trong', 'muộn nhất trong'], by],
  [['không muộn hơn', 'không chậm hơn', 'không trễ hơn', 'không quá'], by],
  [['hạn cuối', 'hạn cuối cùng', 'hạn chót'], by],
  [['đến hết', 'tới hết', 'cho đến hết', 'xong trong'], by],
  [['trong', 'ngay trong'], { boundary: 'by', strength: 'during' }],
  [['đến', 'tới', 'sang'], { boundary: 'by', strength: 'weak' }],
]);

const CONNECTORS = new Set(['là', 'vào', 'đến', 'hết', 'lúc', ':', 'tới']);
const MAX_BOUNDARY_WORDS = 10;
/** `trước hết` means first of all, `tháng trước đến ngày …` the month before. */
const CONNECTORS_OF_BEFORE = new Set(['lúc', 'vào']);

/** Reads the words of a boundary with what links them to the date: `chậm nhất là vào`, `hạn cuối: trước`. */
export function parseBoundary(tokens: Tokens, at: number): Parsed<Boundary> | undefined {
  const head = heads(tokens, at);
  if (head === undefined) return undefined;
  let { value, next } = head;
  while (next - at < MAX_BOUNDARY_WORDS && continues(tokens, next)) {
    const more = heads(tokens, next);
    if (more !== undefined && more.value.strength === 'strong') {
      // `chậm nhất trước ngày D` ends before D: the narrower word wins.
      value = {
        boundary: value.boundary === 'before' ? 'before' : more.value.boundary,
        strength: 'strong',
      };
      next = more.next;
    } else if (
      (wordAt(tokens, next - 1) === 'trước' ? CONNECTORS_OF_BEFORE : CONNECTORS).has(
        wordAt(tokens, next),
      )
    ) {
      next += 1;
    } else {
      break;
    }
  }
  return { value, next };
}

const limitNouns = wordTable<true>([
  [
    [
      'hạn',
      'thời hạn',
      'hạn cuối',
      'hạn cuối cùng',
      'hạn chót',
      'thời gian hoàn thành',
      'thời gian thực hiện',
      'tiến độ',
      'tiến độ hoàn thành',
      'thời hạn hoàn thành',
    ],
    true,
  ],
]);

/** What a limit may be for; `hạn sử dụng` and `thời hạn hiệu lực` are none of ours. */
const LIMITED = new Set([
  'nộp',
  'gửi',
  'báo',
  'cáo',
  'hoàn',
  'thành',
  'đăng',
  'ký',
  'thực',
  'hiện',
  'trả',
  'lời',
  'góp',
  'ý',
  'phản',
  'hồi',
  'cung',
  'cấp',
  'cuối',
  'cùng',
  'chót',
  'nhận',
  'hồ',
  'sơ',
  'xử',
  'lý',
  'mới',
  'kết',
  'quả',
  'về',
  'sở',
]);
const MAX_LIMITED_WORDS = 8;

/** Reads `Thời hạn nộp báo cáo:`, `hạn gửi là` before a bare date. */
export function parseLimitNoun(tokens: Tokens, at: number): Parsed<Boundary> | undefined {
  const noun = limitNouns(tokens, at);
  if (noun === undefined) return undefined;
  let next = noun.next;
  while (
    next - noun.next < MAX_LIMITED_WORDS &&
    LIMITED.has(wordAt(tokens, next)) &&
    continues(tokens, next)
  ) {
    next += 1;
  }
  const mark = wordAt(tokens, next);
  if (mark !== ':' && mark !== 'là') return undefined;
  return { value: by, next: next + 1 };
}

const limitWords = wordTable<true>([
  [
    [
      'thời hạn',
      'gia hạn',
      'hạn nộp',
      'hạn gửi',
      'hạn báo cáo',
      'hạn đăng ký',
      'hạn xử lý',
      'lùi',
      'dời',
      'hạn :',
    ],
    true,
  ],
]);
const LIMIT_DISTANCE = 14;

/** Whether the sentence speaks of a time limit before `at`, so that a plain `đến ngày …` ends it. */
export function isSpeakingOfLimit(tokens: Tokens, at: number): boolean {
  return contains(limitWords, tokens, Math.max(sentenceStart(tokens, at), at - LIMIT_DISTANCE), at);
}
