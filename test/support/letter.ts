import { join } from 'node:path';
import { loadCalendar } from '../../config/calendar.ts';
import type { Document } from '../../src/domain/document/document.ts';
import { readDocument } from '../../src/domain/document/read-document.ts';

/** The shipped working calendar. */
export const calendar = loadCalendar(join(import.meta.dirname, '../../config/calendar'));

/** Reads a text with the shipped calendar. */
export function read(text: string): Document {
  return readDocument(text, { calendar });
}

/** The parts of an invented letter; each can be replaced to try a variant. */
export interface LetterParts {
  readonly head: string;
  readonly addressees: string;
  readonly body: string;
  readonly tail: string;
}

const PARTS: LetterParts = {
  head: [
    'UBND TỈNH AN BÌNH',
    'SỞ TÀI CHÍNH',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 318/STC-NS',
    'An Bình, ngày 02 tháng 6 năm 2026',
    'V/v rà soát dự toán ngân sách',
    'quý III năm 2026.',
  ].join('\n'),
  addressees: 'Kính gửi:\n- Các sở, ban, ngành thuộc tỉnh;\n- UBND các xã, phường.',
  body: [
    'Thực hiện Kế hoạch số 45/KH-UBND ngày 12/5/2026 của UBND tỉnh, Sở Tài chính đề nghị phối hợp như sau:',
    '',
    '1. Các sở, ban, ngành thuộc tỉnh: Gửi dự toán trước ngày 15/6/2026.',
    '',
    '2. UBND các xã, phường: Niêm yết công khai số liệu đã duyệt.',
    '',
    'Trân trọng./.',
  ].join('\n'),
  tail: [
    'Nơi nhận:',
    '- Như trên;',
    '- UBND tỉnh (b/c);',
    '- Lưu: VT, NS.',
    '',
    'KT. GIÁM ĐỐC',
    'PHÓ GIÁM ĐỐC',
    '',
    '(Đã ký)',
    '',
    'Trần Thị Bình',
  ].join('\n'),
};

/** Puts an invented letter together, with some of its parts replaced. */
export function letter(parts: Partial<LetterParts> = {}): string {
  const { head, addressees, body, tail } = { ...PARTS, ...parts };
  return [head, addressees, body, tail].join('\n\n');
}
