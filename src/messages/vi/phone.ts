import type { PositionRole } from '../../domain/acknowledgement.ts';
import { formatDay, formatMoment } from '../format.ts';
import { card } from './card.ts';

/** The call sheet, and acknowledgements given by telephone. */
export const phone = {
  button: '☎️ Phiếu gọi',
  title: (reference: string, count: number) =>
    `☎️ Phiếu gọi ${reference}: ${count} đơn vị chưa tiếp nhận`,
  readOut: (
    issuer: string,
    number: string,
    symbol: string,
    issuedOn: string,
    subject: string,
    code: string,
  ) =>
    `Nội dung đọc: «${issuer} đã gửi văn bản số ${number}/${symbol} ngày ${formatDay(issuedOn)} về việc ${subject}, mã ${code}. Đề nghị đơn vị xác nhận đã tiếp nhận.»`,
  line: (organisation: string, people: readonly string[]) =>
    `${organisation}: ${people.length > 0 ? people.join('; ') : 'chưa có người đầu mối'}`,
  person: (name: string, role: PositionRole) => `${name} – ${card.role(role)}`,
  called: (organisation: string) => `✔ Đã gọi ${organisation}`,
  none: (reference: string) => `✅ ${reference}: mọi đơn vị đã tiếp nhận.`,
  more: (count: number) => `… còn ${count} đơn vị, xem trang phiếu gọi trong tệp báo cáo`,
  askWho: (organisation: string) =>
    `☎️ Ai ở ${organisation} xác nhận qua điện thoại? Chọn người, hoặc nhập: họ tên – vai trò (văn thư, đầu mối, lãnh đạo).`,
  whoUnclear:
    'Chưa rõ người xác nhận. Đề nghị nhập: họ tên – vai trò, ví dụ: Nguyễn Văn An – văn thư.',
  askReason: (organisation: string, name: string) =>
    `☎️ ${organisation}, ${name}: vì sao xác nhận qua điện thoại?`,
  reasons: ['Đơn vị không dùng được ứng dụng nhắn tin', 'Đơn vị chưa có nhóm nhận văn bản'],
  whoTaken: (name: string) => `☎️ Người xác nhận: ${name}`,
  recorded: (organisation: string, name: string, role: PositionRole) =>
    `✅ Đã ghi nhận ${organisation} tiếp nhận qua điện thoại: ${card.role(role)} ${name}.`,
  undo: '↩️ Ghi nhầm, hủy',
  undone: '↩️ Đã hủy xác nhận qua điện thoại. Đơn vị trở lại danh sách chưa tiếp nhận.',
  undoneBefore: 'Xác nhận này đã hủy trước đó, không có gì thay đổi.',
  settled: (organisation: string, role: PositionRole, name: string, at: Date) =>
    `${organisation} đã tiếp nhận rồi: ${card.role(role)} ${name}, ${formatMoment(at)}. Không có gì thay đổi.`,
  leaderNeeded: 'Văn bản này cần lãnh đạo đơn vị xác nhận. Đề nghị gọi lãnh đạo đơn vị.',
  sheet: 'Phiếu gọi',
  columns: {
    organisation: 'Đơn vị',
    people: 'Người liên hệ',
    readOut: 'Nội dung đọc',
    called: 'Đã gọi (giờ, người nghe)',
  },
} as const;
