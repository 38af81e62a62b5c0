import type { PositionRole } from '../../domain/acknowledgement.ts';
import { formatMoment } from '../format.ts';
import { card } from './card.ts';

/** Short answers to a press or a message in an agency's chat. */
export const answer = {
  acknowledged: (role: PositionRole, organisation: string, at: Date) =>
    `✅ Đã ghi nhận lúc ${formatMoment(at)} – ${card.role(role)}, ${organisation}`,
  acknowledgedWaitingOthers: (at: Date) =>
    `✅ Đã ghi nhận lúc ${formatMoment(at)}. Văn bản này cần từng đầu mối của đơn vị xác nhận.`,
  repeated: (at: Date) => `Đã ghi nhận trước đó lúc ${formatMoment(at)}`,
  foreign: (organisation: string) =>
    `Tài khoản này chưa được cử xác nhận cho ${organisation}. Đề nghị bấm «${card.buttons.register}» (nếu có) hoặc liên hệ văn thư đơn vị.`,
  leaderNeeded:
    'Văn bản này cần lãnh đạo đơn vị xác nhận. Đề nghị báo lãnh đạo bấm «Đã tiếp nhận».',
  recalled: 'Văn bản đã thu hồi, không phải xác nhận hay báo cáo.',
  replaced: 'Văn bản đã có văn bản thay thế. Đề nghị xác nhận văn bản mới.',
  nothingOwed: 'Đơn vị không có báo cáo nào phải nộp cho văn bản này.',
  alreadyReported: (name: string, at: Date) =>
    `Đơn vị đã nộp báo cáo trước đó: ${name}, ${formatMoment(at)}.`,
  reportedAgain: (at: Date) =>
    `✅ Đã ghi nhận báo cáo bổ sung và chuyển đến cơ quan ban hành (báo cáo lần đầu lúc ${formatMoment(at)}).`,
  howToReport:
    'Đề nghị nhấn giữ tin văn bản này, chọn «Trả lời», rồi gửi tệp hoặc nội dung báo cáo.',
  reported: (reference: string, at: Date, onTime: boolean) =>
    `✅ Đã ghi nhận báo cáo theo ${reference} lúc ${formatMoment(at)}${onTime ? '' : ' (trễ hạn)'} và chuyển đến cơ quan ban hành.`,
  secretRefused:
    '⛔ Nội dung có dấu hiệu mang độ mật nên không được tiếp nhận qua kênh này và không được lưu lại. Văn bản mật chỉ gửi theo quy định về bảo vệ bí mật nhà nước. Đề nghị xóa tin vừa gửi.',
  fileRefused:
    '⛔ Tệp có dấu hiệu mang độ mật nên không được tiếp nhận qua kênh này và không được lưu lại. Đề nghị gửi theo quy định về bảo vệ bí mật nhà nước. Đề nghị xóa tin vừa gửi.',
  fileTooLarge: (limit: string) => `⛔ Tệp vượt quá giới hạn ${limit}. Đề nghị chia nhỏ tệp.`,
  fileUnsafe:
    '⛔ Tệp là chương trình, mã lệnh, có chứa macro hoặc là tệp nén nên không được tiếp nhận. Đề nghị gửi từng tệp dưới dạng DOCX, XLSX, PDF hoặc ảnh.',
  fileFailed: '⛔ Chưa tải được tệp. Đề nghị gửi lại tệp.',
  posted: (at: Date) =>
    `✅ Đã ghi nhận đăng lúc ${formatMoment(at)}. Có thể trả lời tin này bằng đường dẫn bài đăng.`,
  postedBefore: (at: Date) => `Đã ghi nhận đăng trước đó lúc ${formatMoment(at)}`,
  linkRecorded: '✅ Đã ghi nhận đường dẫn bài đăng.',
  stale: 'Phiếu này đã cũ, không có gì thay đổi. Đề nghị dùng phiếu mới nhất.',
  notYours: 'Phiếu này của người khác, không có gì thay đổi. Đề nghị dùng phiếu của mình.',
  doneBefore: (name: string, at: Date) =>
    `${name} đã xử lý lúc ${formatMoment(at)}, không có gì thay đổi. Đề nghị xem tin mới nhất.`,
  noLongerAllowed:
    'Tài khoản này không còn quyền thực hiện việc này. Nếu còn phụ trách, đề nghị liên hệ quản trị viên của cơ quan.',
  unknown: 'Nút này không còn hiệu lực. Đề nghị dùng tin mới nhất.',
  codeUnknown: (code: string) =>
    `Không có văn bản nào mang mã ${code}. Đề nghị xem lại mã in ở cuối tin văn bản.`,
  codeForOthers: (code: string) =>
    `Văn bản mã ${code} không gửi đến đơn vị này. Đề nghị xem lại mã.`,
  which: 'Đơn vị còn nhiều văn bản chưa xác nhận. Đề nghị chọn văn bản cần xác nhận.',
  choice: (number: string, symbol: string, code: string) => `${number}/${symbol} (Mã ${code})`,
  replyWith: (code: string) => `👉 Xác nhận: trả lời «DN ${code}»`,
  noted: 'Đã ghi nhận',
  listBelow: 'Danh sách ở tin bên dưới.',
  sample: 'Đây là bản xem trước, nút không có tác dụng.',
} as const;
