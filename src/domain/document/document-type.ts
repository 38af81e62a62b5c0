import { foldTone } from '../fold-tone.ts';

/** A type of administrative document, named with one capital. */
export interface DocumentType {
  readonly code: string;
  readonly name: string;
}

/** A letter: the type of a document that carries no type code. */
export const LETTER: DocumentType = { code: 'CV', name: 'Công văn' };

// Nghị định 30/2020/NĐ-CP, Phụ lục III, and a few older codes that are still met.
const TYPES: readonly DocumentType[] = [
  ['NQ', 'Nghị quyết'],
  ['QĐ', 'Quyết định'],
  ['CT', 'Chỉ thị'],
  ['QC', 'Quy chế'],
  ['QyĐ', 'Quy định'],
  ['TC', 'Thông cáo'],
  ['TB', 'Thông báo'],
  ['HD', 'Hướng dẫn'],
  ['CTr', 'Chương trình'],
  ['KH', 'Kế hoạch'],
  ['PA', 'Phương án'],
  ['ĐA', 'Đề án'],
  ['DA', 'Dự án'],
  ['BC', 'Báo cáo'],
  ['BB', 'Biên bản'],
  ['TTr', 'Tờ trình'],
  ['HĐ', 'Hợp đồng'],
  ['CĐ', 'Công điện'],
  ['BGN', 'Bản ghi nhớ'],
  ['BTT', 'Bản thỏa thuận'],
  ['GUQ', 'Giấy ủy quyền'],
  ['GM', 'Giấy mời'],
  ['GGT', 'Giấy giới thiệu'],
  ['GNP', 'Giấy nghỉ phép'],
  ['PG', 'Phiếu gửi'],
  ['PC', 'Phiếu chuyển'],
  ['PB', 'Phiếu báo'],
  ['KL', 'Kết luận'],
  ['SY', 'Bản sao y'],
  ['TrS', 'Trích sao'],
  ['SL', 'Sao lục'],
].map(([code = '', name = '']) => ({ code, name }));

const OLD_CODES: Readonly<Record<string, string>> = {
  TTh: 'TTr',
  GN: 'GNP',
  UQ: 'GUQ',
  NP: 'GNP',
  CV: 'CV',
};
const BY_CODE = new Map(TYPES.map((type) => [type.code, type] as const));
const BY_TITLE = new Map(TYPES.map((type) => [letters(type.name.toUpperCase()), type] as const));

function letters(text: string): string {
  return foldTone(text.normalize('NFC').replace(/[^\p{L}]/gu, ''));
}

/** Reads a line that is a type name in capitals and nothing else, also with letters set apart. */
export function typeOfTitle(line: string): DocumentType | undefined {
  if (line.length > 60 || line !== line.toUpperCase()) return undefined;
  const title = letters(line).replace(/(?:KHẨN|HỎATỐC|SỐ)$/u, '');
  return BY_TITLE.get(title);
}

/**
 * Reads the type out of a symbol: 'KH-UBND' is a plan, 'SNV-CCHC' has no type code.
 *
 * A Party symbol carries the code before the slash ('CTr/TU').
 */
export function typeOfSymbol(symbol: string): DocumentType | undefined {
  const code = /^[\p{L}]+/u.exec(symbol)?.[0] ?? '';
  const known = BY_CODE.get(OLD_CODES[code] ?? code);
  if (known !== undefined) return known;
  return OLD_CODES[code] === 'CV' ? LETTER : undefined;
}

/** The type that a code stands for, e.g. 'KH'; undefined for a code that is none. */
export function typeOfCode(code: string): DocumentType | undefined {
  return code === LETTER.code ? LETTER : BY_CODE.get(code);
}

/** The type code that was glued to the body's letters when a hyphen got lost: 'QĐUBND' → 'QĐ'. */
export function lostHyphen(symbol: string): DocumentType | undefined {
  const glued =
    /^(QyĐ|TTr|CTr|QĐ|KH|CT|TB|BC|CĐ|NQ|GM|HD)(?=UBND|HĐND|TTg|STTTT|S[A-ZĐ]{2,})/u.exec(symbol);
  return glued === null ? undefined : BY_CODE.get(glued[1] ?? '');
}
