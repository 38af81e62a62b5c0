import { composeLetters } from './document/compose-letters.ts';
import { decodeLegacy } from './document/legacy-encoding.ts';
import { cutRow, KINH_GUI, TRICH_YEU } from './document/letterhead.ts';
import { findMarkInFileName } from './secrecy-file-name.ts';
import {
  foldLetters,
  hintsIn,
  type MarkWord,
  mayHoldMark,
  readBareMark,
  readLabelledMark,
  type SecrecyMark,
} from './secrecy-word.ts';

export { findCirculation } from './document/circulation.ts';
export type { SecrecyMark } from './secrecy-word.ts';

/** A secrecy mark and the rule by which it was found. Never holds anything of the document itself. */
export interface SecrecyFinding {
  readonly mark: SecrecyMark;
  readonly rule:
    | 'labelled'
    | 'own_cell'
    | 'header_cell'
    | 'appendix_head'
    | 'copy_number'
    | 'file_name';
}

const MAX_LINE = 400;
const MAX_LABEL = 40;
const WINDOW = 160;
const MAX_WINDOWS = 200;
const HEAD_LINES = 30;
const APPENDIX_HEAD_LINES = 8;
const COPY_NUMBER = /(?:Tổng\s+số\s+bản|Bản\s+số)\s*:?\s*[\d.…/_]*/giu;
const HAS_COPY_NUMBER = /(?:Tổng\s+số\s+bản|Bản\s+số)\s*:/iu;
const APPENDIX = /^\W*(?:PHỤ\s+LỤC|Phụ\s+lục|BIỂU\s+MẪU|MẪU\s+SỐ|DANH\s+MỤC|DANH\s+SÁCH)/u;
const LIST_START = /^\s*(?:[-–+•*●▪]|\d{1,2}[.)]|[a-zđ]\))\s*/u;
// A heading that wrapped between the two syllables of bảo mật, bí mật, cơ mật; not the district Vĩnh Bảo.
const WRAPPED_COMPOUND =
  /(?<!(?:VĨNH|QUỐC|GIA|HÒA|HOÀ|THÁI|CHÂU|THIÊN)\s)(?<!\p{L})(?:BẢO|BÍ|CƠ)$/iu;
const ORGANISATION =
  /^(?:UBND|ỦY BAN|UỶ BAN|SỞ|BỘ|BAN|CỤC|CHI CỤC|VĂN PHÒNG|TỈNH|HUYỆN|THÀNH|CÔNG AN|PHÒNG|ĐẢNG ỦY)(?!\p{L})/u;
const TRAILING = /(?:(TUYỆT|TỐI)\s+)?MẬT$/u;
const COMPOUND_BEFORE = /(?:BẢO|BÍ|CƠ|ONG|ĐƯỜNG|THÂN|GIẢI)\s+MẬT$/u;
const LEADING = /^(?:(TUYỆT|TỐI)\s+)?MẬT\s+(?=\p{Lu})/u;
const SECRET_PAPER = /^(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ|CÔNG VĂN|BẢN)\s+(?:(TUYỆT|TỐI)\s+)?MẬT$/u;

function markOf(degree: string | undefined): SecrecyMark {
  return degree === 'TUYỆT' ? 'tuyet_mat' : degree === 'TỐI' ? 'toi_mat' : 'mat';
}

/** The whole line and the cells of its row, with the labels that may stand beside a mark cut off. */
function cellsOf(line: string): readonly string[] {
  const row = line.replace(COPY_NUMBER, '  ').replace(KINH_GUI, '  $&').replace(TRICH_YEU, '  $&');
  return [line, ...cutRow(row)];
}

/** A mark flattened with one blank into the cell beside it; only in a letterhead, only in capitals. */
function findFlattened(cell: string): SecrecyMark | undefined {
  const plain = foldLetters(cell).trim();
  if (plain.length > 200 || plain !== plain.toUpperCase()) return undefined;
  const paper = SECRET_PAPER.exec(plain);
  if (paper !== null) return markOf(paper[1]);
  const leading = LEADING.exec(plain);
  if (leading !== null && ORGANISATION.test(plain.slice(leading[0].length)))
    return markOf(leading[1]);
  const trailing = TRAILING.exec(plain);
  if (trailing === null || !ORGANISATION.test(plain) || COMPOUND_BEFORE.test(plain))
    return undefined;
  return markOf(trailing[1]);
}

function raise(word: MarkWord, before: string): SecrecyMark {
  const previous = foldLetters(before)
    .replace(/[^\p{L}]/gu, '')
    .toUpperCase();
  return word.mark === 'mat' && (previous === 'TUYỆT' || previous === 'TỐI')
    ? markOf(previous)
    : word.mark;
}

/** What the lines around a cell say about it. */
interface Surroundings {
  readonly before: string;
  readonly isHead: boolean;
  readonly isAppendixHead: boolean;
  readonly isNearCopyNumber: boolean;
}

function judgeLine(line: string, around: Surroundings): SecrecyFinding | undefined {
  const cells = cellsOf(line);
  const continued = around.before.length < MAX_LABEL ? [around.before + line] : [];
  for (const cell of [...cells, ...line.split(';'), ...continued]) {
    const labelled = readLabelledMark(cell);
    if (labelled !== undefined) return { mark: labelled.mark, rule: 'labelled' };
  }
  const isWrapped = WRAPPED_COMPOUND.test(foldLetters(around.before).trim());
  for (const cell of cells) {
    const bare = readBareMark(cell);
    if (bare === undefined || (isWrapped && cell.trim() === line.trim())) continue;
    const mark = raise(bare, around.before);
    if (around.isNearCopyNumber) return { mark, rule: 'copy_number' };
    if (bare.isCapital) return { mark, rule: around.isHead ? 'header_cell' : 'own_cell' };
    if (LIST_START.test(line)) continue;
    if (around.isHead) return { mark, rule: 'header_cell' };
    if (around.isAppendixHead) return { mark, rule: 'appendix_head' };
  }
  if (!around.isHead && !around.isAppendixHead) return undefined;
  for (const cell of cells) {
    const mark = findFlattened(cell);
    if (mark !== undefined) return { mark, rule: around.isHead ? 'header_cell' : 'appendix_head' };
  }
  return undefined;
}

/** A text that lost its line ends is looked at around each hint only, so that the work stays linear. */
function windowsOf(line: string): readonly string[] {
  if (line.length <= MAX_LINE) return [line];
  return hintsIn(line)
    .slice(0, MAX_WINDOWS)
    .map((at) => line.slice(Math.max(0, at - WINDOW), at + WINDOW));
}

function judgeFirst(pieces: readonly string[], around: Surroundings): SecrecyFinding | undefined {
  for (const piece of pieces) {
    const found = judgeLine(piece, around);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInLines(lines: readonly string[]): SecrecyFinding | undefined {
  const written = lines.map((line) => line.trimEnd()).filter((line) => line.trim() !== '');
  const kinhGui = written.findIndex((line) => KINH_GUI.test(line.slice(0, 200)));
  const headEnd = kinhGui >= 0 && kinhGui <= HEAD_LINES * 2 ? kinhGui + 1 : HEAD_LINES;
  let appendixAt = Number.NEGATIVE_INFINITY;
  const isNearCopyNumber = (at: number) =>
    written
      .slice(Math.max(0, at - 3), at + 4)
      .some((line) => HAS_COPY_NUMBER.test(line.slice(0, MAX_LINE)));
  for (const [at, line] of written.entries()) {
    if (APPENDIX.test(line)) appendixAt = at;
    if (!mayHoldMark(line)) continue;
    const found = judgeFirst(windowsOf(line), {
      before: written[at - 1] ?? '',
      isHead: at < headEnd,
      isAppendixHead: at - appendixAt <= APPENDIX_HEAD_LINES,
      isNearCopyNumber: isNearCopyNumber(at),
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Joins letters that stand one per line, as a narrow stamp is often extracted. */
function joinColumns(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let letters = '';
  for (const line of lines) {
    const cell = line.trim();
    if (/^[\p{L}]\p{M}*$/u.test(cell)) letters += cell;
    else if (cell !== '') {
      if (letters.length > 1) joined.push(letters);
      letters = '';
    }
  }
  if (letters.length > 1) joined.push(letters);
  return joined;
}

/**
 * Finds a secrecy mark in a text or a file name; `undefined` means none was found.
 *
 * Takes raw or normalised text. A mark is a cell of its own: in capitals anywhere, in small letters in
 * a letterhead, in the head of an appendix, beside a copy number or after "Độ mật:". Body words (bảo
 * mật, mật khẩu) are no marks. Never throws.
 */
export function findSecrecyMark(input: {
  readonly text?: string | undefined;
  readonly fileName?: string | undefined;
}): SecrecyFinding | undefined {
  const inName = input.fileName === undefined ? undefined : findMarkInFileName(input.fileName);
  if (inName !== undefined) return { mark: inName, rule: 'file_name' };
  if (input.text === undefined) return undefined;
  const { lines } = decodeLegacy(
    composeLetters(input.text).split(/\r\n?|[\n\f\v\u0085\u2028\u2029]/),
  );
  return findInLines(lines) ?? findInLines(joinColumns(lines));
}
