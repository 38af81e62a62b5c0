import { formatMoment } from '../format.ts';

/** What the progress card and the reports to staff say. */
export const progress = {
  headline: (number: string, symbol: string, code: string) =>
    `📤 Văn bản ${number}/${symbol} · Mã ${code}`,
  subject: (subject: string) => `V/v ${subject}`,
  preparing: (done: number, total: number) => `⏳ Đang lập danh sách gửi ${done}/${total} đơn vị`,
  sending: (sent: number, total: number, bar: string) => `📤 Đang gửi ${sent}/${total} ${bar}`,
  sent: (sent: number, total: number) => `✅ Đã gửi ${sent}/${total} nhóm`,
  corrected: (at: Date, by: string) => `✏️ Đã đính chính lúc ${formatMoment(at)} (${by})`,
  paused: '⏸ Đang tạm dừng: phần chưa gửi được giữ lại',
  cancelled: (count: number) => `✖️ Đã hủy ${count} tin chưa gửi`,
  failed: (count: number) => `⛔ Không gửi được ${count} nhóm`,
  uncertain: (count: number) => `❓ ${count} tin chưa chắc chắn đã đến`,
  resent: (count: number) => `🔁 ${count} tin đã gửi lại vì chưa chắc lần trước đã đến`,
  withoutChat: (names: readonly string[]) => `⚠️ Chưa có kênh nhận: ${names.join(', ')}`,
  acknowledged: (count: number, total: number) => `📬 Đã tiếp nhận ${count}/${total} đơn vị`,
  reports: (count: number, total: number, due: Date | undefined) =>
    `📄 Đã báo cáo ${count}/${total} đơn vị${due ? ` · hạn ${formatMoment(due)}` : ''}`,
  overdue: (count: number) => `🔴 Quá hạn: ${count} đơn vị`,
  rejected: (rejection: {
    readonly organisation: string;
    readonly reason: string;
    readonly isLetOff: boolean;
  }) =>
    `↩️ Từ chối tiếp nhận: ${rejection.organisation} (${rejection.reason})${rejection.isLetOff ? '' : ' – chờ quyết định'}`,
  reposted: (count: number, total: number) => `📣 Đã đăng thông điệp ${count}/${total} nhóm, kênh`,
  buttons: {
    pending: '👁 Ai chưa nhận, chưa báo cáo',
    pause: '⏸ Tạm dừng',
    resume: '▶️ Gửi tiếp',
    cancel: '✖️ Hủy phần chưa gửi',
  },
  /** Messages of which nobody knows whether they arrived. */
  unsure: {
    button: (count: number) => `❓ ${count} tin chưa chắc chắn`,
    title: (reference: string, count: number) =>
      `❓ ${reference}: ${count} tin chưa chắc chắn đã đến`,
    line: (
      at: number,
      part: { readonly organisation: string; readonly chat: string; readonly isResent: boolean },
    ) =>
      `${at}. ${part.organisation} – ${part.chat}${part.isResent ? ' (đã gửi lại, vẫn chưa chắc chắn)' : ''}`,
    advice:
      'Đề nghị hỏi đơn vị. «Gửi lại» gửi thêm đúng một bản có ghi chú; sau đó không gửi lần nữa.',
    resend: (at: number) => `🔁 Gửi lại ${at}`,
    arrived: (at: number) => `✔ ${at} đã đến`,
    none: (reference: string) => `✅ ${reference}: không còn tin nào chưa chắc chắn.`,
    resentBefore: 'Tin này đã được gửi lại một lần, không gửi thêm. Đề nghị gọi điện cho đơn vị.',
    settled: 'Tin này đã rõ, không có gì thay đổi.',
  },
  none: 'Chưa có văn bản nào được phát hành.',
  pendingAck: (names: readonly string[]) =>
    `📭 Chưa tiếp nhận (${names.length}): ${names.join('; ')}`,
  pendingReport: (names: readonly string[]) =>
    `📄 Chưa báo cáo (${names.length}): ${names.join('; ')}`,
  pendingOverdue: (names: readonly string[]) =>
    `🔴 Quá hạn báo cáo (${names.length}): ${names.join('; ')}`,
  pendingNone: 'Tất cả đơn vị đã tiếp nhận và đã báo cáo đủ.',
  submission: (reference: string, organisation: string, name: string, at: Date, late: boolean) =>
    `📄 ${organisation} nộp báo cáo theo ${reference} – ${name}, ${formatMoment(at)}${late ? ' (trễ hạn)' : ''}`,
  submissionNil: (reference: string, organisation: string, name: string, at: Date) =>
    `📄 ${organisation}: báo cáo không phát sinh theo ${reference} – ${name}, ${formatMoment(at)}`,
} as const;
