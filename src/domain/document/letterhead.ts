/** The state's name, also where a font map damaged some of its letters ("CỘNG HỒ XÃ HỘI"). */
export const QUOC_HIEU =
  /C\S{0,3}NG\s+H\S{1,4}\s+X\S{1,3}\s+H\S{0,3}I\s+CH\S{1,3}\s+NGH\S{1,3}A\s+VI\S{0,3}T\s+NAM/iu;
/** The motto; its dashes may be of any kind or missing. */
export const TIEU_NGU =
  /(?:Đ|D)\S{0,3}c\s+l\S{0,3}p\s*[-–—.]?\s*T\S{0,3}\s+do\s*[-–—.]?\s*H\S{0,3}nh\s+ph\S{0,3}c/iu;
/** What stands in the place of the state's name on letters of the Party. */
export const PARTY = /ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM/u;

const SEGMENT = String.raw`[A-ZĐ][\p{L}\d&.]*`;
const SYMBOL = `${SEGMENT}(?:\\s?-\\s?${SEGMENT})*`;

/** The document's own number; the number part may be empty or dots. Groups: num, year, sym; or party, partySym. */
export const OWN_NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d])S[ốôỐÔ]\s{0,3}(?::\s{0,20}(?<num>\d{0,5}[a-zđ]?|[.…_]{2,40})\s{0,20}(?:/\s?(?<year>(?:19|20)\d{2})\s?)?/\s?(?<sym>${SYMBOL})|:?\s{0,3}(?<party>\d{0,5}|[.…_]{2,20})\s?-\s?(?<partySym>[A-ZĐ][\p{L}]{1,4}/${SYMBOL}))`,
  'u',
);

const TITLE = String.raw`\p{Lu}(?:['’]\p{Lu})?\p{Ll}*`;
const CAPITALS = String.raw`\p{Lu}[\p{Lu}'’]*`;
const WORDS = (word: string) => `${word}(?:(?: | ?- ?)${word}){0,4}`;
// A mark flattened in front of the place is not a part of it.
const NOT_A_MARK = String.raw`(?!(?:TUYỆT|TỐI|MẬT|HỎA|HOẢ|THƯỢNG|KHẨN)(?!\p{L}))`;
const BLANKABLE = '[.…_]+';
/** Place and date of issue; day, month and year may each be blank. Groups: place, d, m, y. */
export const PLACE_DATE = new RegExp(
  String.raw`(?<![\p{L}'’])${NOT_A_MARK}(?<place>(?:(?:TP|Tp)\.? ?|(?:Thành phố|Tỉnh|Thị xã|Huyện|Xã|Phường) )?(?:${WORDS(TITLE)}|${WORDS(CAPITALS)}))\s{0,3},\s{0,3}[Nn]gày\s{0,20}(?:(?<d>\d{0,2}|${BLANKABLE})\s{0,20}tháng\s{0,20}(?<m>\d{0,2}|${BLANKABLE})\s{0,20}năm\s{0,20}(?<y>\d{4}|\d{0,3}${BLANKABLE}|)|(?<sd>\d{1,2})/(?<sm>\d{1,2})/(?<sy>\d{4}))`,
  'u',
);

/** The label of the list of addressees. */
export const KINH_GUI =
  /(?<!\p{L})(?:Đồng\s+kính|ĐỒNG\s+KÍNH|Kính|Kinh|KÍNH)\s+(?:gửi|gởi|GỬI)(?!\p{L})/u;
/** The label of the subject of a letter. */
export const TRICH_YEU = /(?<!\p{L})(?:V\s?\/\s?v\.?|V\.v|Về\s+việc)(?!\p{L})/u;
/** The label of the distribution list. */
export const NOI_NHAN = /(?<!\p{L})N[ơo]i\s+nh[ậâ]n\s{0,3}(?::|$)/iu;

const CONSTANTS = [QUOC_HIEU, TIEU_NGU, PARTY];
const BLANKS = /\t|\s{2,}|[|│┃║¦]/u;
const MAX_ROW = 400;

function cutAt(piece: string, pattern: RegExp): readonly string[] {
  const match = pattern.exec(piece);
  if (match === null) return [piece];
  const end = match.index + match[0].length;
  return [piece.slice(0, match.index), match[0], piece.slice(end)];
}

/**
 * Cuts one row of a letterhead into its cells, in the order of the row.
 *
 * First at the constants, the document's own number and the place, which are certain; then at wide
 * gaps. A row flattened with single blanks is cut only at the certain places.
 */
export function cutRow(row: string): readonly string[] {
  if (row.length > MAX_ROW) return [row.trim()];
  let pieces: readonly string[] = [row];
  for (const pattern of [...CONSTANTS, OWN_NUMBER, PLACE_DATE]) {
    pieces = pieces.flatMap((piece) => cutAt(piece, pattern));
  }
  return pieces
    .flatMap((piece) => (isCertain(piece) ? [piece] : piece.split(BLANKS)))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

function isCertain(piece: string): boolean {
  return [...CONSTANTS, OWN_NUMBER, PLACE_DATE].some((pattern) => {
    const match = pattern.exec(piece);
    return match !== null && match[0].length === piece.length;
  });
}
