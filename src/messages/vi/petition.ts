import { formatMoment } from '../format.ts';

interface About {
  readonly reference: string;
  readonly organisation: string;
  readonly name: string;
  readonly at: Date;
}

/** What an organisation asks of the issuing office, and what the office answers. */
export const petition = {
  rejection: (about: About) =>
    `↩️ ${about.organisation} từ chối tiếp nhận ${about.reference} – ${about.name}, ${formatMoment(about.at)}`,
  extension: (about: About, due: Date | undefined, until: Date | undefined) =>
    `⏳ ${about.organisation} xin gia hạn báo cáo theo ${about.reference}${until ? ` đến ${formatMoment(until)}` : ''}${due ? ` (hạn ${formatMoment(due)})` : ''} – ${about.name}, ${formatMoment(about.at)}`,
  subject: (subject: string) => `V/v ${subject}`,
  reason: (reason: string) => `Lý do: ${reason}`,
  withdrawn: (at: Date) =>
    `Không còn phải quyết định: đơn vị đã rút lại hoặc đã nộp, ${formatMoment(at)}`,
  letOff: (by: string, at: Date) =>
    `✅ Đã đồng ý, đơn vị không phải xử lý – ${by}, ${formatMoment(at)}`,
  insisted: (by: string, at: Date) => `🔁 Đã đề nghị đơn vị tiếp nhận – ${by}, ${formatMoment(at)}`,
  granted: (by: string, at: Date, until: Date) =>
    `✅ Đã gia hạn đến ${formatMoment(until)} – ${by}, ${formatMoment(at)}`,
  refused: (by: string, at: Date) => `✖️ Không gia hạn – ${by}, ${formatMoment(at)}`,
  buttons: {
    letOff: '✅ Đồng ý',
    insist: '🔁 Đề nghị tiếp nhận',
    grant: (until: Date) => `✅ Gia hạn đến ${formatMoment(until)}`,
    otherDate: '📅 Ngày khác',
    refuse: '✖️ Không gia hạn',
  },
  /** To the organisation's chat. */
  toldLetOff: (reference: string) =>
    `✅ Cơ quan ban hành đồng ý với việc từ chối ${reference}: đơn vị không phải làm gì thêm.`,
  toldInsisted: (reference: string, organisation: string) =>
    `🔁 Cơ quan ban hành đề nghị ${organisation} tiếp nhận ${reference}. Đề nghị bấm «Đã tiếp nhận».`,
  toldGranted: (reference: string, until: Date) =>
    `✅ Cơ quan ban hành đồng ý gia hạn báo cáo theo ${reference} đến ${formatMoment(until)}.`,
  toldRefused: (reference: string, reason: string) =>
    `✖️ Cơ quan ban hành không gia hạn báo cáo theo ${reference}. Lý do: ${reason}`,
  decidedBefore: (by: string, at: Date) =>
    `Đã có người quyết định trước: ${by}, ${formatMoment(at)}.`,
  noLongerOpen: 'Đề nghị này không còn phải quyết định.',
  askDate: (organisation: string) =>
    `Gia hạn cho ${organisation} đến ngày nào? Ví dụ: 20/1/2026 hoặc 17h00 20/1/2026`,
  askRefusal: (organisation: string) => `Lý do không gia hạn cho ${organisation}?`,
  badDate: 'Chưa đọc được ngày. Ví dụ: 20/1/2026 hoặc 17h00 20/1/2026',
  dateNotLater: (due: Date) =>
    `Ngày gia hạn phải sau hạn hiện nay (${formatMoment(due)}) và chưa qua.`,
} as const;
