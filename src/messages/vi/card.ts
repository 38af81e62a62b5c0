import type { PositionRole } from '../../domain/acknowledgement.ts';
import type { Urgency } from '../../domain/document/document.ts';
import { formatBytes, formatDay, formatHour, formatMoment, formatWeekday } from '../format.ts';

const urgencies: Readonly<Record<Urgency, string>> = {
  none: '',
  khan: '⚡ KHẨN',
  thuong_khan: '⚡ THƯỢNG KHẨN',
  hoa_toc: '🚨 HỎA TỐC',
};

const roles: Readonly<Record<PositionRole, string>> = {
  clerk: 'Văn thư',
  focal_point: 'Đầu mối',
  leader: 'Lãnh đạo',
};

/** What a directive's card and its answers say. */
export const card = {
  role: (role: PositionRole) => roles[role],
  headline: (urgency: Urgency, issuer: string) =>
    urgency === 'none' ? `📄 ${issuer}` : `${urgencies[urgency]} – ${issuer}`,
  drill: '🟨 DIỄN TẬP – không phải văn bản thật',
  reference: (number: string, symbol: string, issuedOn: string) =>
    `Số ${number}/${symbol} ngày ${formatDay(issuedOn)}`,
  subject: (subject: string) => `V/v ${subject}`,
  tasksOf: (organisation: string) => `▸ Nhiệm vụ của ${organisation}:`,
  task: (task: string) => `– ${task}`,
  moreTasks: (count: number) => `– (còn ${count} nội dung, xem toàn văn gửi kèm)`,
  informed: (organisation: string) => `${organisation} nhận để biết.`,
  report: (phrase: string, last: Date) =>
    `⏰ Báo cáo: ${phrase} (nộp chậm nhất hết ${formatWeekday(last)})`,
  reportAt: (phrase: string, due: Date) =>
    `⏰ Báo cáo: ${phrase} (${formatHour(due)} ${formatWeekday(due)})`,
  reportUndated: (phrase: string) => `⏰ Báo cáo: ${phrase}`,
  acknowledgeBy: (due: Date) => `✍️ Xác nhận tiếp nhận trước ${formatMoment(due)}`,
  files: (files: readonly { readonly name: string; readonly bytes: number }[]) =>
    `📎 ${files.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(', ')}`,
  fileBelow: '📎 Tệp ở tin bên dưới',
  textBelow: '📃 Toàn văn ở tin bên dưới',
  original: 'Bản chính gửi qua Trục liên thông/Hệ thống QLVB.',
  code: (code: string) => `Mã: ${code}`,
  resent: '🔁 Gửi lại vì chưa chắc lần trước đã đến; nếu đã nhận thì không phải làm gì thêm.',
  fileAgain: (name: string) =>
    `🔁 Tệp «${name}» gửi lại vì chưa chắc lần trước đã đến; nếu đã nhận thì không phải làm gì thêm.`,
  nativeReminder: (reference: string, code: string, due: Date) =>
    `${reference} (Mã ${code}) – hạn ${formatMoment(due)}. Chấp nhận nhắc hẹn này là xác nhận đã tiếp nhận.`,
  twin: 'Bản trùng – xem bản trên',
  acknowledgedBy: (role: PositionRole, name: string, organisation: string, at: Date) =>
    `✅ Đã tiếp nhận: ${roles[role]} ${name}, ${organisation} – ${formatMoment(at)}`,
  acknowledgedByMore: (count: number) => `   và ${count} người khác`,
  submitted: (role: PositionRole, name: string, at: Date) =>
    `📄 Đã nộp báo cáo: ${roles[role]} ${name} – ${formatMoment(at)}`,
  submittedNil: (role: PositionRole, name: string, at: Date) =>
    `📄 Báo cáo không phát sinh: ${roles[role]} ${name} – ${formatMoment(at)}`,
  onTimeExtended: '(đúng hạn, được gia hạn)',
  rejectedBy: (role: PositionRole, name: string, at: Date, reason: string) =>
    `↩️ Từ chối tiếp nhận: ${roles[role]} ${name} – ${formatMoment(at)}. Lý do: ${reason}`,
  awaitsDecision: '   Chờ ý kiến của cơ quan ban hành',
  letOff: '   Cơ quan ban hành đã đồng ý: đơn vị không phải làm gì thêm',
  delegateAsked: (name: string) => `👤 Đang phân công cho ${name}, chờ nhận việc`,
  delegate: (name: string) => `👤 Người được phân công: ${name}`,
  inProgress: (role: PositionRole, name: string, at: Date) =>
    `🛠 Đang xử lý: ${roles[role]} ${name} – ${formatMoment(at)}`,
  done: (role: PositionRole, name: string, at: Date) =>
    `🏁 Hoàn thành: ${roles[role]} ${name} – ${formatMoment(at)}`,
  extensionAsked: (until: Date) =>
    `⏳ Đã xin gia hạn đến ${formatMoment(until)}, chờ ý kiến của cơ quan ban hành`,
  extendedTo: (until: Date) => `🗓 Được gia hạn báo cáo đến ${formatMoment(until)}`,
  overdue: '🔴 Quá hạn báo cáo',
  repostThis: '📣 Đề nghị đăng lại nguyên văn nội dung dưới đây, đăng xong bấm «Đã đăng»:',
  recalled: '⛔ VĂN BẢN ĐÃ THU HỒI',
  replaced: '⚠️ ĐÃ CÓ VĂN BẢN THAY THẾ',
  buttons: {
    acknowledge: '✅ Đã tiếp nhận',
    report: '📄 Nộp báo cáo',
    nilReport: 'Báo cáo không phát sinh',
    more: '☰ Việc khác',
    register: '👤 Đăng ký đầu mối',
    posted: '📣 Đã đăng',
  },
} as const;
