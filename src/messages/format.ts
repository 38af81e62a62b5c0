import { dayOf, dayParts, timeOf, weekdayOf } from '../domain/day.ts';

/** '10/9/2024' of '2024-09-10'. */
export function formatDay(day: string): string {
  const { year, month, day: date } = dayParts(day);
  return `${date}/${month}/${year}`;
}

/** '17h00' in Asia/Ho_Chi_Minh. */
export function formatHour(moment: Date): string {
  return timeOf(moment).replace(':', 'h');
}

/** '17h00 10/9/2024'; the last second of a day is left out: '10/9/2024'. */
export function formatMoment(moment: Date): string {
  const day = formatDay(dayOf(moment));
  return timeOf(moment) === '23:59' ? day : `${formatHour(moment)} ${day}`;
}

/** '9h05 phút 30 giây' is too long for a button: '9h05:30' in Asia/Ho_Chi_Minh. */
export function formatSecond(moment: Date): string {
  return `${formatHour(moment)}:${String(moment.getUTCSeconds()).padStart(2, '0')}`;
}

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

/** 'thứ Ba' of a moment. */
export function weekdayName(moment: Date): string {
  return weekdays[weekdayOf(dayOf(moment)) - 1] ?? '';
}

/** 'thứ Ba 24/9' of a moment. */
export function formatWeekday(moment: Date): string {
  const { month, day } = dayParts(dayOf(moment));
  return `${weekdayName(moment)} ${day}/${month}`;
}

const weekdaysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 'Tuesday' of a moment. */
export function weekdayNameEn(moment: Date): string {
  return weekdaysEn[weekdayOf(dayOf(moment)) - 1] ?? '';
}

/** 'Tuesday 24/9' of a moment. */
export function formatWeekdayEn(moment: Date): string {
  const { month, day } = dayParts(dayOf(moment));
  return `${weekdayNameEn(moment)} ${day}/${month}`;
}

/** '1,4 MB' or '312 KB'. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;
}
