import { formatMoment } from '../format.ts';

const howToReport =
  'Bấm «Nộp báo cáo» hoặc trả lời tin văn bản; nếu không có gì, bấm «Báo cáo không phát sinh».';

/** What reminders say; always in the debtor's own chat, as a reply to the card. */
export const reminder = {
  reportSoon: (reference: string, organisation: string, due: Date, left: string) =>
    `⏰ Nhắc hạn: ${organisation} còn phải nộp báo cáo theo ${reference}. Hạn: ${formatMoment(due)} (còn ${left}). ${howToReport}`,
  reportDue: (reference: string, organisation: string) =>
    `⏰ Đến hạn: đề nghị ${organisation} nộp báo cáo theo ${reference}. ${howToReport}`,
  reportOpen: (reference: string, organisation: string) =>
    `⏰ Nhắc: ${organisation} còn phải nộp báo cáo theo ${reference}. ${howToReport}`,
  reportOverdue: (reference: string, organisation: string, days: number) =>
    `🔴 Quá hạn ${days} ngày: ${organisation} chưa nộp báo cáo theo ${reference}. Đề nghị nộp ngay, hoặc báo lý do cho cơ quan ban hành.`,
  acknowledgeSoon: (reference: string, organisation: string, due: Date) =>
    `⏰ Nhắc: ${organisation} chưa xác nhận tiếp nhận ${reference}. Đề nghị xác nhận trước ${formatMoment(due)}.`,
  acknowledgeDue: (reference: string, organisation: string) =>
    `⏰ ${organisation} chưa xác nhận tiếp nhận ${reference}. Đề nghị bấm «Đã tiếp nhận» ở văn bản.`,
  acknowledgeOverdue: (reference: string, organisation: string) =>
    `🔴 Quá hạn xác nhận: ${organisation} chưa xác nhận tiếp nhận ${reference}. Đề nghị bấm «Đã tiếp nhận» ở tin văn bản.`,
  left: (ms: number) => {
    const hours = Math.max(1, Math.round(ms / 3_600_000));
    return hours >= 48 ? `${Math.round(hours / 24)} ngày` : `${hours} giờ`;
  },
} as const;
