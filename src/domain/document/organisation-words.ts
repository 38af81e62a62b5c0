import { foldTone } from '../fold-tone.ts';

const HEADS =
  'ỦY BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ(?! QUẢN)|CHÍNH PHỦ|THỦ TƯỚNG|VĂN PHÒNG|BAN|TỔNG CỤC|CỤC|CHI CỤC|VỤ|CÔNG AN|THANH TRA|' +
  'PHÒNG(?! CHỐNG| NGỪA| THỦ| CHÁY)|TRUNG TÂM|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|ĐẢNG ỦY|ĐẢNG BỘ|MẶT TRẬN|LIÊN ĐOÀN|ĐOÀN|TRƯỜNG|HỌC VIỆN|VIỆN|' +
  'TÒA ÁN|KHO BẠC|NGÂN HÀNG|BẢO HIỂM|BỆNH VIỆN|BÁO|ĐÀI|TỔ|TỔNG CÔNG TY|CÔNG TY|TẬP ĐOÀN|QUỸ|HẠT|TRẠM|ĐỘI|CẢNG VỤ|THUẾ|HẢI QUAN|' +
  'BẢO TÀNG|THƯ VIỆN|HỘI|HIỆP HỘI|LIÊN HIỆP|LIÊN MINH|TÒA SOẠN|NHÀ XUẤT BẢN|QUÂN KHU|BỘ CHỈ HUY|BỘ TƯ LỆNH|TIỂU BAN|ĐIỆN LỰC';
const STARTS_ORGANISATION = new RegExp(`^(?:${HEADS})(?!\\p{L})`, 'u');
// "UBND TỈNH X" is complete: whatever stands below it is another body.
const COMPLETE =
  /^(?:UBND|HĐND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN) (?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG) \p{Lu}{2,}/u;
const OPEN_END = /(?:,|[-–]|\s(?:VÀ|VỀ|CỦA|CÁC|TRONG|THUỘC))$/u;
const POSITION =
  /^(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG BAN|CHỦ NHIỆM|HIỆU TRƯỞNG|TỔNG GIÁM ĐỐC)(?!\p{L})/u;

/**
 * Whether a line in capitals begins the name of a body, rather than going on with one.
 *
 * A single word never does: "TRƯỜNG" below "SỞ NÔNG NGHIỆP VÀ MÔI" is the rest of môi trường.
 */
export function startsOrganisation(line: string): boolean {
  return /\S\s+\S/u.test(line) && STARTS_ORGANISATION.test(foldTone(line));
}

/** Whether a line in capitals is somebody's position rather than a body. */
export function isPosition(line: string): boolean {
  return POSITION.test(line);
}

/** Joins names that broke over lines: ['ỦY BAN NHÂN DÂN', 'TỈNH X', 'SỞ Y'] → ['ỦY BAN NHÂN DÂN TỈNH X', 'SỞ Y']. */
export function joinOrganisations(lines: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const line of lines) {
    const last = names.at(-1);
    if (
      last !== undefined &&
      (OPEN_END.test(last) || !(startsOrganisation(line) || COMPLETE.test(last)))
    ) {
      names[names.length - 1] = `${last} ${line}`;
    } else {
      names.push(line);
    }
  }
  return names;
}
