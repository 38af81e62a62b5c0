import { formatHour, formatMoment, formatWeekday } from '../../messages/format.ts';
import type { PlayResult } from './result.ts';
import type { MemberRecord } from './rows.ts';

/** The phases of a play, as the display names them. */
export const phases = {
  joining: 'Liên kết tài khoản, nhóm, kênh',
  composing: 'Soạn và phát hành',
  answering: 'Tiếp nhận, báo cáo, nhắc hạn',
  done: 'Kết thúc',
} as const;

export type Phase = keyof typeof phases;

/** What the display says. */
export const words = {
  title: (province: string) => `Truyền Đạt – trình diễn với ${province} giả định`,
  now: (at: Date, phase: Phase) => `${formatHour(at)} ${formatWeekday(at)} · ${phases[phase]}`,
  joined: 'Đã liên kết',
  delivered: 'Đã gửi',
  acknowledged: 'Đã tiếp nhận',
  reported: 'Đã báo cáo',
  more: (reminders: number, reposts: number, overdue: number) =>
    `Nhắc hạn ${reminders} · đăng lại thông điệp ${reposts} · quá hạn ${overdue}`,
  starting: 'Khởi động bot, hồ sơ và hàng đợi…',
  continued: (at: Date) => `Tiếp tục buổi trình diễn dở dang từ ${formatMoment(at)}`,
  plan: (reference: string, by: Date | undefined) =>
    `Phát hành ${reference}${by ? `, hạn báo cáo ${formatMoment(by)}` : ''}`,
  unmatched: (line: string) => `Không tìm thấy trong danh bạ, bỏ qua: «${line}»`,
  bot: 'Bot',
  ended: 'Bấm Ctrl+C để kết thúc.',
  seconds: (ms: number) => `${(ms / 1000).toFixed(1).replace('.', ',')} giây`,
  summary: ({
    audience,
    deliveries,
    acknowledgements,
    submissions,
    reposts,
    reminders,
    overdue,
    unexpectedMessages,
  }: PlayResult) =>
    [
      `${audience} đơn vị nhận`,
      `đã gửi ${deliveries.sent}/${deliveries.total}`,
      `tiếp nhận ${acknowledgements}`,
      `báo cáo ${submissions}`,
      `đăng lại ${reposts}`,
      `nhắc hạn ${reminders}`,
      `quá hạn ${overdue}`,
      `tin sai chỗ ${unexpectedMessages}`,
    ].join(' · '),
  table: {
    heading: ['Đơn vị', 'Văn bản', 'Tiếp nhận', 'Báo cáo', 'Nhắc', 'Đăng lại'],
    total: (reference: string, subject: string) => `${reference} – V/v ${subject}`,
  },
} as const;

/** How one organisation of the audience ended, column by column. */
export function endOfMember(member: MemberRecord): readonly string[] {
  return [
    member.name,
    deliveryOf(member),
    acknowledgementOf(member),
    reportOf(member),
    member.reminders > 0 ? String(member.reminders) : '',
    member.reposted ? 'đã đăng' : '',
  ];
}

function deliveryOf({ chats, unsent, role }: MemberRecord): string {
  if (chats === 0) return 'chưa có kênh';
  if (unsent > 0) return 'chưa gửi được';
  return role === 'inform' ? 'đã gửi (để biết)' : 'đã gửi';
}

function acknowledgementOf({ owesAck, acknowledgedAt, acknowledgedLate }: MemberRecord): string {
  if (!owesAck) return '—';
  if (!acknowledgedAt) return 'chưa tiếp nhận';
  return `${formatMoment(acknowledgedAt)}${acknowledgedLate ? ' (trễ)' : ''}`;
}

function reportOf(member: MemberRecord): string {
  if (!member.owesReport) return '—';
  if (member.isOverdue) return 'QUÁ HẠN';
  if (member.reportOpen) return 'chưa báo cáo';
  const late = member.reportedLate ? ' (trễ)' : '';
  return member.reported === 'nil' ? `không phát sinh${late}` : `đã báo cáo${late}`;
}
