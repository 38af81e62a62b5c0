/** A letter as its parts stand on paper. Lines as in the plain text of the corpus. */
export interface LetterLayout {
  /** Issuer, number, subject of a letter, marks. */
  readonly headLeft: readonly string[];
  /** The name and motto of the state, place and date. */
  readonly headRight: readonly string[];
  /**
   * Paragraphs; consecutive entries with tabs are the rows of one table. A footnote among them stands at the
   * foot of a page that ends there.
   */
  readonly body: readonly string[];
  readonly tailLeft: readonly string[];
  readonly tailRight: readonly string[];
  readonly footnotes: readonly string[];
}

const RIGHT = /^(?:CỘNG H|Độc lập|.{2,30}, ngày\s.*tháng.*năm)/u;
const FOOTNOTE = /^[¹²³⁴⁵⁶⁷⁸⁹]/u;

/** Whether a line is a footnote, not a paragraph. */
export function isFootnote(line: string): boolean {
  return FOOTNOTE.test(line);
}

/**
 * Takes a letter of the corpus apart, whose parts are separated by empty lines: head, body from
 * `Kính gửi` or the title on, `Nơi nhận`, signature, footnotes.
 */
export function layoutOf(text: string): LetterLayout {
  const blocks = text.trim().split(/\n\s*\n/);
  const bodyAt = blocks.findIndex(
    (block) => /^(?:Kính gửi|[\p{Lu}\s]+(?:điện:|\n|$))/u.test(block) && isBody(block),
  );
  const tailAt = blocks.findIndex((block) => block.startsWith('Nơi nhận'));
  const head = blocks.slice(0, bodyAt).flatMap((block) => block.split('\n'));
  const tail = blocks.slice(tailAt + 1).flatMap((block) => block.split('\n'));
  return {
    headLeft: head.filter((line) => !RIGHT.test(line)),
    headRight: head.filter((line) => RIGHT.test(line)),
    body: blocks.slice(bodyAt, tailAt).flatMap((block) => block.split('\n')),
    tailLeft: (blocks[tailAt] ?? '').split('\n'),
    tailRight: tail.filter((line) => !FOOTNOTE.test(line)),
    footnotes: tail.filter((line) => FOOTNOTE.test(line)),
  };
}

const TITLES = [
  'KẾ HOẠCH',
  'QUYẾT ĐỊNH',
  'CHỈ THỊ',
  'THÔNG BÁO',
  'GIẤY MỜI',
  'CÔNG ĐIỆN',
  'BÁO CÁO',
];

function isBody(block: string): boolean {
  return block.startsWith('Kính gửi') || TITLES.some((title) => block.startsWith(title));
}
