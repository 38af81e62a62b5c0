import type { AckStatus, AckWay } from '../../domain/acknowledgement.ts';
import type { Reach, ReportVerdict } from '../../domain/tracking.ts';
import { formatMoment } from '../format.ts';

const reaches: Readonly<Record<Reach, string>> = {
  delivered: 'Đã gửi đến',
  uncertain: 'Chưa chắc chắn đã đến',
  waiting: 'Đang chờ gửi',
  failed: 'Không gửi được',
  cancelled: 'Đã hủy, chưa gửi',
  'no-chat': 'Chưa có kênh nhận',
};

const statuses: Readonly<Record<AckStatus, string>> = {
  delivered: 'Đã đến',
  rejected: 'Từ chối tiếp nhận',
  acknowledged: 'Đã tiếp nhận',
  assigned: 'Đã phân công',
  in_progress: 'Đang xử lý',
  done: 'Hoàn thành',
  recall_requested: 'Đề nghị lấy lại',
  recall_accepted: 'Đồng ý lấy lại',
  recall_refused: 'Từ chối lấy lại',
};

const ways: Readonly<Record<AckWay, string>> = {
  button: 'Bấm nút',
  'deep-link': 'Đường liên kết',
  code: 'Nhắn mã hoặc nhắn tin',
  quote: 'Trả lời tin',
  reaction: 'Bày tỏ trên tin',
  'native-reminder': 'Lịch nhắc của ứng dụng',
  phone: 'Điện thoại',
  report: 'Nộp báo cáo',
};

const verdicts: Readonly<Record<ReportVerdict, string>> = {
  'on-time': 'Đúng hạn',
  late: 'Trễ hạn',
  overdue: 'Quá hạn, chưa báo cáo',
  waiting: 'Chưa báo cáo, còn hạn',
  waived: 'Không phải báo cáo nữa',
};

/** The report on a directive: in the chat, and the tracking sheet (sổ theo dõi). */
export const report = {
  button: '📊 Báo cáo',
  title: (reference: string, moment: Date) => `📊 ${reference} – tính đến ${formatMoment(moment)}`,
  delivered: (count: number, total: number) => `📤 Đã gửi đến ${count}/${total} đơn vị`,
  acknowledged: (count: number, total: number) => `📬 Đã tiếp nhận ${count}/${total}`,
  pending: (count: number, over: number) =>
    `📭 Chưa tiếp nhận ${count}${over > 0 ? `, trong đó quá hạn ${over}` : ''}`,
  reports: (onTime: number, late: number) => `📄 Báo cáo: đúng hạn ${onTime} · trễ hạn ${late}`,
  owing: (waiting: number, overdue: number) =>
    `   chưa báo cáo, còn hạn ${waiting} · quá hạn ${overdue}`,
  extended: (count: number) => `   đã gia hạn ${count}`,
  notReached: '⚠️ Chưa gửi đến được:',
  notReachedLine: (organisation: string, why: string) => `– ${organisation}: ${why}`,
  more: (count: number) => `… và ${count} đơn vị khác, xem tệp kèm theo`,
  fileName: (reference: string) => `So theo doi ${reference}`,
  reach: (reach: Reach) => reaches[reach],
  /** Why a card did not go out, from the product's own reasons; anything else is the network's. */
  because: (reason: string) => {
    if (reason === 'chat-gone') return 'bot đã bị gỡ khỏi nhóm hoặc nhóm không còn';
    if (reason === 'gave-up') return 'mạng không nhận trong thời gian cho phép';
    if (reason.startsWith('chat-of-another') || reason === 'chat-rebound')
      return 'nhóm đã chuyển cho đơn vị khác';
    return 'ứng dụng nhắn tin không nhận';
  },
  status: (status: AckStatus) => statuses[status],
  way: (way: AckWay) => ways[way],
  verdict: (verdict: ReportVerdict) => verdicts[verdict],
  nil: 'không phát sinh',
  extendedTo: (at: Date) => `gia hạn đến ${formatMoment(at)}`,
  act: 'Thực hiện',
  inform: 'Để biết',
  sheet: 'Sổ theo dõi',
  columns: {
    number: 'STT',
    organisation: 'Đơn vị',
    code: 'Mã định danh',
    role: 'Vai trò',
    reach: 'Tình trạng gửi',
    deliveredAt: 'Gửi đến lúc',
    acknowledgedAt: 'Tiếp nhận lúc',
    acknowledgedBy: 'Người tiếp nhận',
    acknowledgedAs: 'Vai trò người tiếp nhận',
    way: 'Hình thức',
    dueAt: 'Hạn báo cáo',
    submittedAt: 'Báo cáo lúc',
    verdict: 'Kết quả báo cáo',
    statusCode: 'Mã trạng thái (edXML)',
    status: 'Trạng thái',
    reason: 'Lý do',
  },
} as const;
