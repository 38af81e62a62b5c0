import { formatDay, formatMoment } from '../format.ts';

/** What chats are told when a directive is corrected, replaced or recalled. */
export const amendment = {
  correction: (issuer: string) => `✏️ ĐÍNH CHÍNH – ${issuer}`,
  recall: (issuer: string) => `⛔ THU HỒI VĂN BẢN – ${issuer}`,
  about: (number: string, symbol: string, issuedOn: string, code: string) =>
    `Văn bản số ${number}/${symbol} ngày ${formatDay(issuedOn)} (Mã: ${code})`,
  reason: (reason: string) => `Lý do: ${reason}`,
  nothingMore:
    'Đề nghị không thực hiện, không lưu chuyển văn bản này; không phải xác nhận hay báo cáo.',
  takeRepostDown: 'Nếu đã đăng thông điệp ngắn của văn bản, đề nghị gỡ bài đã đăng.',
  /** On the cards of the original. */
  corrected: (at: Date) =>
    `✏️ ĐÃ CÓ ĐÍNH CHÍNH lúc ${formatMoment(at)} – xem tin đính chính bên dưới`,
  recalled: (at: Date) => `⛔ ĐÃ THU HỒI lúc ${formatMoment(at)}`,
  replacedBy: (number: string, symbol: string, issuedOn: string, code: string) =>
    `♻️ ĐÃ ĐƯỢC THAY THẾ bởi văn bản số ${number}/${symbol} ngày ${formatDay(issuedOn)} (Mã: ${code})`,
  replaces: (number: string, symbol: string, issuedOn: string, code: string) =>
    `♻️ Thay thế văn bản số ${number}/${symbol} ngày ${formatDay(issuedOn)} (Mã: ${code})`,
  shortMessageRecalled: '⛔ Thông điệp này đã được thu hồi.',
} as const;
