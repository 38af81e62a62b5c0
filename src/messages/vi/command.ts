import type { ObligationKind } from '../../domain/obligation.ts';
import { formatMoment } from '../format.ts';

const owed: Readonly<Record<ObligationKind, string>> = {
  acknowledge: 'Xác nhận tiếp nhận',
  report: 'Nộp báo cáo',
  task: 'Thực hiện nhiệm vụ',
};

/** Commands: their one-line descriptions and answers. */
export const command = {
  describe: {
    start: 'Bắt đầu, liên kết tài khoản',
    help: 'Các lệnh có thể dùng',
    send: 'Soạn và phát hành văn bản',
    drill: 'Soạn văn bản diễn tập: mọi tin đều ghi DIỄN TẬP',
    drafts: 'Bản nháp đang soạn',
    status: 'Tình trạng gửi và tiếp nhận; có thể thêm số văn bản, ví dụ 1234',
    pending: 'Ai chưa tiếp nhận, chưa báo cáo; có thể thêm số văn bản, ví dụ 1234',
    invite: 'Cấp đường liên kết cho người, nhóm, kênh',
    leave: 'Báo nghỉ, cử người làm thay',
    people: 'Nhân sự: cử người làm thay, thôi nhiệm vụ; có thể thêm tên đơn vị',
    language: 'Đổi ngôn ngữ: thêm vi hoặc en',
    owed: 'Việc đơn vị còn phải làm',
    stop: 'Dừng nhận tin, hủy liên kết tài khoản',
  },
  helpHeader: 'Các lệnh:',
  helpLine: (name: string, text: string) => `/${name} – ${text}`,
  unknown: (nearest: string | undefined) =>
    nearest
      ? `Không có lệnh này. Có phải /${nearest}? Gõ /help để xem các lệnh.`
      : 'Không có lệnh này. Gõ /help để xem các lệnh.',
  privateOnly: 'Lệnh này chỉ dùng trong tin nhắn riêng với bot.',
  /** `names` are roles. */
  onlyFor: (names: readonly string[]) =>
    `Lệnh này dành cho: ${names.join('; ')}. Nếu cần quyền này, đề nghị liên hệ quản trị viên. Gõ /help để xem các lệnh dùng được.`,
  noRole:
    'Tài khoản này hiện không giữ vai trò nào ở đơn vị nào. Nếu còn phụ trách công việc, đề nghị liên hệ quản trị viên để nhận đường liên kết mới.',
  boundOnly:
    'Tài khoản này chưa liên kết với đơn vị nào. Đề nghị mở đường liên kết do quản trị viên cấp; nếu chưa có, đề nghị văn thư đơn vị liên hệ cơ quan ban hành.',
  notUnderstood:
    'Chưa rõ nội dung này. Để báo cáo, đề nghị trả lời đúng tin văn bản. Gõ /help để xem các lệnh.',
  languageSet: 'Đã chuyển sang tiếng Việt.',
  languageUsage: 'Cách dùng: /language vi hoặc /language en',
  notFound: (reference: string) =>
    `Không tìm thấy văn bản «${reference}» của cơ quan. Có thể gõ số, số/ký hiệu hoặc mã, ví dụ: /status 1234`,
  owedNothing: 'Đơn vị không còn việc nào phải làm.',
  owedLine: (
    kind: ObligationKind,
    reference: string,
    code: string,
    subject: string,
    due: Date | undefined,
    overdue: boolean,
  ) =>
    `${overdue ? '🔴' : '•'} ${owed[kind]} – ${reference} (Mã ${code}), V/v ${subject}${due ? ` – hạn ${formatMoment(due)}${overdue ? ' (quá hạn)' : ''}` : ''}`,
  owedHeader: 'Việc còn phải làm, gần hạn nhất trước:',
} as const;
