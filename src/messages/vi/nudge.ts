import { formatMoment } from '../format.ts';

/** How staff have those reminded who still owe something. */
export const nudge = {
  button: '🔔 Nhắc',
  title: (reference: string, count: number) =>
    `🔔 Nhắc theo ${reference}: ${count} đơn vị, mỗi đơn vị một tin`,
  who: (names: readonly string[]) => `Sẽ nhắc: ${names.join('; ')}`,
  sample: (text: string) => `Nội dung: «${text}»`,
  unreachable: (names: readonly string[]) =>
    `☎️ Không nhắc được qua ứng dụng, đề nghị gọi điện (${names.length}): ${names.join('; ')}`,
  later: (at: Date) => `🌙 Đang giờ nghỉ: lời nhắc sẽ gửi lúc ${formatMoment(at)}`,
  onlyWhoOwe: 'Đơn vị nào hoàn thành trước khi tin được gửi thì không bị nhắc.',
  go: (count: number) => `🔔 Nhắc ${count} đơn vị`,
  done: (reference: string, count: number) =>
    `🔔 Đã gửi lời nhắc theo ${reference} đến ${count} đơn vị.`,
  planned: (reference: string, count: number, at: Date) =>
    `🌙 Đã đặt lời nhắc theo ${reference} cho ${count} đơn vị, gửi lúc ${formatMoment(at)}. Chỉ nhắc đơn vị lúc đó còn chưa xong.`,
  tooSoon: (reference: string, by: string, at: Date, from: Date) =>
    `${by} đã nhắc theo ${reference} lúc ${formatMoment(at)}. Có thể nhắc lại từ ${formatMoment(from)}.`,
  paused: (reference: string) =>
    `${reference} đang tạm dừng nên không nhắc. Đề nghị bấm «Gửi tiếp» trước.`,
  ended: (reference: string) => `${reference} đã kết thúc, không còn gì để nhắc.`,
  nobody: (reference: string) => `✅ ${reference}: không còn đơn vị nào phải nhắc.`,
} as const;
