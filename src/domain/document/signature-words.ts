const CAPACITY = /^(?:TM|T\/M|KT|K\/T|TL|T\/L|TUQ|Q)(?:\s?\.\s?|\s)(?=\p{Lu})/u;
const POSITION_WORD =
  '(?:QUYỀN\\s|Q\\.\\s?)?(?:PHÓ\\s|THƯỜNG TRỰC\\s)*(?:TỔNG GIÁM ĐỐC|GIÁM ĐỐC|CHỦ TỊCH|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|TRƯỞNG|BỘ TRƯỞNG|' +
  'THỨ TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|CHI CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CHỦ NHIỆM|THỦ TƯỚNG|BÍ THƯ|TỔNG BIÊN TẬP|CHỈ HUY TRƯỞNG|' +
  'CHÍNH ỦY|TỔNG THƯ KÝ|THƯ KÝ|ĐỘI TRƯỞNG|TỔ TRƯỞNG|HẠT TRƯỞNG|TỔNG THANH TRA|PHỤ TRÁCH|PHÓ TRƯỞNG|PHÓ|ỦY VIÊN)';
const POSITION = new RegExp(`^${POSITION_WORD}(?!\\p{L})`, 'u');
const BLOCK_START = new RegExp(
  `(?:^|\\s)(?=(?:TM|T/M|KT|K/T|TL|T/L|TUQ)(?:\\s?\\.\\s?|\\s)\\p{Lu}{2}|Q\\.\\s?\\p{Lu}{2}|${POSITION_WORD}(?!\\p{L}))`,
  'gu',
);
const SIGNED =
  /^[([{]?\s*(?:đã\s+ký|ký\s+tên|ký,?\s+đóng\s+dấu|chữ\s+ký\s+số|signed|ký\s+số|ký\s+bởi.*|người\s+ký.*|thời\s+gian\s+ký.*|ngày\s+ký.*|signature\s+not\s+verified|digitally\s+signed.*|ký\s+điện\s+tử.*)\s*[)\]}]?$/iu;
const PREFIX =
  '(?:(?:PGS|GS|TSKH|TS|ThS|Ths|ThS|NCS|CN|KS|KTS|BSCKII|BSCKI|BS\\.?\\s?CKII|BS\\.?\\s?CKI|BS|DS|CKII|CKI|LS|NGƯT|NGND|TTƯT|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư)\\.?|' +
  'Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy)';
const WORD = "\\p{Lu}(?:['’]\\p{Lu})?[\\p{Ll}'’]*";
const NAME = new RegExp(
  `^(?<prefix>(?:${PREFIX}[\\s.]*(?:[-,]\\s*)?)+(?=\\s?\\p{Lu}))?\\s*(?<name>${WORD}(?:\\s+${WORD}){1,5})$`,
  'u',
);
const CAPITAL_NAME = new RegExp(
  `^(?<prefix>(?:${PREFIX}[\\s.]*)+)?\\s*(?<name>\\p{Lu}{1,8}(?:\\s\\p{Lu}{1,8}){1,4})$`,
  'u',
);
const MAX_CELL = 120;

function isCapital(text: string): boolean {
  return /\p{Lu}{2}/u.test(text) && text === text.toUpperCase();
}

/** Whether a cell is an authority line or a position, as they stand above a signature. */
export function isCapacityOrPosition(cell: string): boolean {
  return cell.length <= MAX_CELL && isCapital(cell) && (CAPACITY.test(cell) || POSITION.test(cell));
}

/** Whether a cell is the trace of a signature: "(Đã ký)" and what digital signing prints. */
export function isSignedNote(cell: string): boolean {
  return cell.length <= MAX_CELL && SIGNED.test(cell);
}

/** A person's name as printed under a signature, apart from titles. */
export interface PersonName {
  readonly name: string;
  readonly prefix: string | null;
}

/** Reads a cell that holds nothing but a name; `allowCapitals` only where no position can stand. */
export function personName(cell: string, allowCapitals = false): PersonName | undefined {
  if (cell.length > 60) return undefined;
  const found = NAME.exec(cell) ?? (allowCapitals ? CAPITAL_NAME.exec(cell) : null);
  const name = found?.groups?.name;
  if (name === undefined) return undefined;
  return { name, prefix: found?.groups?.prefix?.trim() || null };
}

/** Where, inside a flattened row, an authority line or position starts that runs to the row's end. */
export function signatureStart(row: string): number | undefined {
  if (row.length > 300) return undefined;
  for (const found of row.matchAll(BLOCK_START)) {
    const start = found.index + found[0].length;
    if (isCapacityOrPosition(row.slice(start).trim())) return start;
  }
  return undefined;
}
