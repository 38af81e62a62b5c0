import { weekdayOf } from '../domain/day.ts';
import type { Deadline } from '../domain/deadline/deadline.ts';
import type { Circulation, Urgency } from '../domain/document/document.ts';
import type { SecrecyFinding, SecrecyMark } from '../domain/secrecy.ts';
import type { UnreadableReason } from '../ports/extract.ts';
import { formatDay } from './format.ts';

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

const urgencies: Readonly<Record<Urgency, string>> = {
  none: 'thường',
  khan: 'KHẨN',
  thuong_khan: 'THƯỢNG KHẨN',
  hoa_toc: 'HỎA TỐC',
};

const circulations: Readonly<Record<Circulation, string>> = {
  normal: 'bình thường',
  internal: 'LƯU HÀNH NỘI BỘ – không gửi báo chí, không đăng công khai',
  return_after_reading: 'XEM XONG TRẢ LẠI – không gửi báo chí, không đăng công khai',
  draft: 'DỰ THẢO – không gửi báo chí, không đăng công khai',
};

const marks: Readonly<Record<SecrecyMark, string>> = {
  mat: 'MẬT',
  toi_mat: 'TỐI MẬT',
  tuyet_mat: 'TUYỆT MẬT',
};

const rules: Readonly<Record<SecrecyFinding['rule'], string>> = {
  labelled: 'sau chữ «Độ mật»',
  own_cell: 'đứng riêng một ô',
  header_cell: 'trong phần đầu văn bản',
  appendix_head: 'ở đầu phụ lục',
  copy_number: 'cạnh số bản',
  file_name: 'trong tên tệp',
};

const reasons: Readonly<Record<UnreadableReason, string>> = {
  scan: 'tệp là ảnh chụp hoặc bản quét, không có lớp chữ. Đề nghị dùng bản có chữ hoặc nhập tay.',
  'legacy-doc': 'tệp theo định dạng Word cũ. Đề nghị lưu lại dưới dạng DOCX hoặc PDF.',
  encrypted: 'tệp có mật khẩu. Đề nghị bỏ mật khẩu.',
  damaged: 'tệp hỏng hoặc bị cắt cụt. Đề nghị dùng bản còn nguyên vẹn.',
  'too-large': 'tệp quá lớn. Đề nghị chia nhỏ tệp.',
  'zip-bomb': 'tệp nở ra quá lớn khi giải nén. Đề nghị xuất lại tệp.',
  timeout: 'đọc tệp quá lâu. Đề nghị xuất lại thành PDF hoặc dán toàn văn.',
  'not-a-document': 'tệp không phải văn bản DOCX, PDF hoặc văn bản thuần.',
  empty: 'tệp không có chữ nào.',
};

const blockers: Readonly<Record<string, string>> = {
  number_missing: 'Văn bản chưa có số. Văn thư cần nhập số trước khi phát hành.',
  issue_date_missing: 'Văn bản chưa có ngày ban hành. Văn thư cần nhập ngày trước khi phát hành.',
};

const warnings: Readonly<Record<string, (detail: string) => string>> = {
  number_missing: () => 'Chưa có số văn bản.',
  issue_date_missing: () => 'Chưa có ngày ban hành.',
  no_deadline: () => 'Không thấy thời hạn nào.',
  numbering_starts_without_I: () => 'Các mục La Mã không bắt đầu từ I.',
  footnotes_interleaved: (notes) => `Chú thích ${notes} nằm xen giữa nội dung; đã tách ra.`,
  suspected_misprint: (words) => `Có thể in sai, đã giữ nguyên: ${words}`,
  citation_year_conflict: (which) =>
    `Năm trong ký hiệu và năm trong ngày của văn bản dẫn chiếu không khớp: ${which}`,
  attachments_listed_but_not_supplied: () => 'Có nêu tài liệu gửi kèm nhưng tệp này không có.',
  recipient_without_listing: (who) => `Có trong Nơi nhận nhưng không có trong Kính gửi: ${who}`,
  circulation_restricted: () => 'Văn bản hạn chế lưu hành.',
  calendar_not_official: (year) =>
    `Lịch nghỉ năm ${year} chưa được công bố; hạn tính theo ngày có thể thay đổi.`,
  symbol_hyphen_lost: () => 'Ký hiệu có thể mất dấu gạch nối.',
  degraded_text: () => 'Chữ trong tệp bị hỏng một phần. Đề nghị đối chiếu với bản chính.',
};

const recurrences: Readonly<Record<string, string>> = {
  DAILY: 'hằng ngày',
  WEEKLY: 'hằng tuần',
  MONTHLY: 'hằng tháng',
  YEARLY: 'hằng năm',
};

const longDay = (day: string): string => `${weekdays[weekdayOf(day) - 1]} ${formatDay(day)}`;

/** 'hết thứ Hai 25/5/2026' or '10h30 thứ Hai 18/5/2026' of an ISO moment in +07:00. */
function until(moment: string): string {
  const time = moment.slice(11, 16);
  const day = longDay(moment.slice(0, 10));
  return time === '23:59' ? `hết ${day}` : `${time.replace(':', 'h')} ${day}`;
}

function when(deadline: Deadline): string {
  const { kind, dueAt, firstDueAt, recurrence, anchor } = deadline;
  switch (kind) {
    case 'immediate':
      return 'ngay sau khi nhận';
    case 'event':
      return 'tính từ khi có sự việc';
    case 'recurring': {
      const every = recurrences[/FREQ=(\w+)/.exec(recurrence ?? '')?.[1] ?? ''] ?? 'định kỳ';
      return firstDueAt === null ? every : `${every}, kỳ tới: ${until(firstDueAt)}`;
    }
    case 'absolute':
    case 'period':
    case 'relative':
      if (dueAt !== null) return until(dueAt);
      return anchor === 'receipt' ? 'tính từ ngày nhận văn bản' : 'chưa tính được ngày';
  }
}

/** The words of `truyen-dat read`. */
export const viRead = {
  usage:
    'Cách dùng: truyen-dat read TỆP [--json]\nTỆP là văn bản DOCX, PDF có lớp chữ hoặc văn bản thuần; «-» đọc từ đầu vào chuẩn.',
  cannotOpen: (file: string) =>
    `Không mở được tệp «${file}». Đề nghị kiểm tra đường dẫn và quyền đọc.`,
  unreadable: (reason: UnreadableReason) => `Không đọc được: ${reasons[reason]}`,
  unreadableByError: 'Không đọc được: chương trình đọc tệp không hoạt động.',
  refused: ({ mark, rule }: SecrecyFinding) =>
    `Từ chối: có dấu độ mật ${marks[mark]} (${rules[rule]}). Nội dung không được đọc, không được lưu. Văn bản mật chỉ gửi theo quy định về bảo vệ bí mật nhà nước.`,
  labels: {
    file: 'Tệp',
    reference: 'Số, ký hiệu',
    date: 'Ngày ban hành',
    issuer: 'Cơ quan ban hành',
    type: 'Loại văn bản',
    subject: 'Trích yếu',
    urgency: 'Độ khẩn',
    circulation: 'Lưu hành',
    recipients: { kinh_gui: 'Kính gửi', dien: 'Điện', noi_nhan: 'Kính gửi' },
    signer: 'Người ký',
  },
  headings: {
    tasks: 'VIỆC PHẢI LÀM',
    deadlines: 'THỜI HẠN',
    attachments: 'TÀI LIỆU GỬI KÈM',
    citations: 'VĂN BẢN DẪN CHIẾU',
    noiNhan: 'NƠI NHẬN',
    blockers: 'CHƯA PHÁT HÀNH ĐƯỢC',
    warnings: 'LƯU Ý',
  },
  missing: '(chưa có)',
  noRecipients: '(không có; xem Nơi nhận)',
  none: '(không có)',
  blankNumber: (symbol: string) => `(chưa có số)/${symbol}`,
  day: longDay,
  urgency: (urgency: Urgency) => urgencies[urgency],
  circulation: (circulation: Circulation) => circulations[circulation],
  due: (deadline: Deadline) => `Hạn: ${when(deadline)} – ghi trong văn bản: «${deadline.phrase}»`,
  when,
  supersedes: (phrase: string) => `thay thời hạn «${phrase}»`,
  collaborators: (units: readonly string[]) => `Phối hợp: ${units.join('; ')}`,
  citation: (type: string | null, reference: string) => `${type ?? 'Văn bản'} số ${reference}`,
  citedDay: (day: string) => `ngày ${formatDay(day)}`,
  citedIssuer: (issuer: string) => `của ${issuer}`,
  blocker: (code: string) => blockers[code] ?? code,
  warning: (warning: string) => {
    const [code = '', ...detail] = warning.split(':');
    return warnings[code]?.(detail.join(':')) ?? warning;
  },
  publishable: 'Đủ điều kiện phát hành.',
} as const;
