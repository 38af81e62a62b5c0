import type { AckPolicy } from '../../domain/acknowledgement.ts';
import { dayOf } from '../../domain/day.ts';
import type { ReleaseBlocker } from '../../domain/directive.ts';
import type { Circulation, Urgency } from '../../domain/document/document.ts';
import type { UnreadableReason } from '../../ports/extract.ts';
import { formatBytes, formatDay, formatMoment, weekdayName } from '../format.ts';

const urgencies: Readonly<Record<Urgency, string>> = {
  none: 'Thường',
  khan: '⚡ Khẩn',
  thuong_khan: '⚡ Thượng khẩn',
  hoa_toc: '🚨 Hỏa tốc',
};

const policies: Readonly<Record<AckPolicy, string>> = {
  none: 'Không cần',
  'any-one': 'Một người của đơn vị',
  leader: 'Lãnh đạo',
  each: 'Từng người',
};

const circulations: Readonly<Record<Exclude<Circulation, 'normal'>, string>> = {
  internal: 'Lưu hành nội bộ',
  return_after_reading: 'Xem xong trả lại',
  draft: 'Dự thảo',
};

const unreadable: Readonly<Record<UnreadableReason, string>> = {
  scan: 'là bản quét không có lớp chữ: tệp vẫn được gửi kèm, đề nghị nhập số, ngày, trích yếu bằng tay.',
  'not-a-document':
    'không phải văn bản đọc được chữ: tệp vẫn được gửi kèm, đề nghị nhập số, ngày, trích yếu bằng tay.',
  empty: 'trống nên không được đính kèm.',
  timeout:
    'đọc quá lâu nên không kiểm tra được và không được đính kèm. Đề nghị xuất lại thành PDF hoặc dán toàn văn.',
  'too-large':
    'quá lớn nên không kiểm tra được và không được đính kèm. Đề nghị chia nhỏ tệp hoặc dán toàn văn.',
  'legacy-doc':
    'là định dạng .doc cũ nên không kiểm tra được và không được đính kèm. Đề nghị lưu lại thành DOCX hoặc PDF rồi gửi lại.',
  encrypted:
    'có mật khẩu nên không kiểm tra được và không được đính kèm. Đề nghị bỏ mật khẩu rồi gửi lại.',
  damaged: 'bị hỏng nên không được đính kèm. Đề nghị gửi lại bản còn nguyên vẹn.',
  'zip-bomb': 'có cấu trúc nén bất thường nên không được đính kèm. Đề nghị xuất lại tệp.',
};

const flags: Readonly<Record<string, string>> = {
  year_inferred: 'năm do hệ thống suy ra',
  needs_anchor: 'chưa có ngày cụ thể',
  needs_issue_date: 'chưa có ngày ban hành để tính',
  no_fixed_time: 'không nêu ngày cụ thể',
  same_day: 'ngay trong ngày ban hành',
  vague: 'cách nói ước chừng',
  due_on_non_working_day: 'rơi vào ngày nghỉ',
  weekday_contradicts_date: 'thứ và ngày không khớp nhau',
  extension: 'gia hạn',
  lunar: 'âm lịch',
};

/** The dialogue by which staff compose and release a directive. */
export const compose = {
  /** What is shown for a field that is empty. */
  empty: '—',
  title: (office: string) => `✍️ Soạn văn bản – ${office}`,
  line: {
    reference: (reference: string, isDoubtful: boolean) =>
      `${isDoubtful ? '❔ ' : ''}Số/ký hiệu: ${reference}`,
    issuedOn: (day: string, isDoubtful: boolean) =>
      `${isDoubtful ? '❔ ' : ''}Ngày: ${formatDay(day)}`,
    noDay: 'Ngày: —',
    subject: (subject: string, isDoubtful: boolean) =>
      `${isDoubtful ? '❔ ' : ''}Trích yếu: ${subject}`,
    urgency: (urgency: Urgency) => `Độ khẩn: ${urgencies[urgency]}`,
    circulation: (circulation: Exclude<Circulation, 'normal'>) =>
      `🔒 ${circulations[circulation]}: không gửi báo chí, kênh công khai`,
    files: (files: readonly { readonly name: string; readonly bytes: number }[]) =>
      `📎 ${files.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(', ')}`,
    moreFiles: (count: number) => `   và ${count} tệp nữa`,
    checking: (count: number) => `⏳ Đang kiểm tra ${count} tệp…`,
    text: (length: number, isSent: boolean) =>
      `📃 Toàn văn dán vào: ${length} ký tự${isSent ? '' : ' (không gửi vì đã có tệp)'}`,
    noContent: '📎 Chưa có tệp hoặc toàn văn',
    audience: (count: number, inform: number, groups: readonly string[]) =>
      [
        `Nơi nhận: ${count} đơn vị`,
        inform > 0 ? ` (${inform} nhận để biết)` : '',
        groups.length > 0 ? ` · ${groups.join(', ')}` : '',
      ].join(''),
    withoutChat: (names: readonly string[], more: number) =>
      `⚠️ Chưa có kênh nhận: ${names.join(', ')}${more > 0 ? ` và ${more} đơn vị nữa` : ''}`,
    notPublic: (names: readonly string[], more: number) =>
      `⛔ Không gửi văn bản này tới báo chí, kênh công khai: ${names.join(', ')}${more > 0 ? ` và ${more} đơn vị nữa` : ''}`,
    successor: (words: string, names: readonly string[]) =>
      `↪️ «${words}» nay là: ${names.join(', ')}`,
    unmatched: (words: string) => `❓ Chưa rõ nơi nhận: «${words}»`,
    acknowledge: (policy: AckPolicy, due: Date | undefined) =>
      `Xác nhận: ${policies[policy]}${due ? ` · trước ${formatMoment(due)}` : ''}`,
    noReport: 'Hạn báo cáo: không yêu cầu báo cáo',
    noDeadline: 'Hạn báo cáo: —',
    deadline: (phrase: string, isConfirmed: boolean) =>
      `${isConfirmed ? '✔' : '❔'} Hạn báo cáo: ${phrase}`,
    deadlineDate: (due: Date, isFirst: boolean) =>
      `   → ${isFirst ? 'kỳ đầu ' : ''}hết ${formatMoment(due)} (${weekdayName(due)})`,
    deadlineAt: (due: Date, isFirst: boolean) =>
      `   → ${isFirst ? 'kỳ đầu ' : ''}${formatMoment(due)} (${weekdayName(due)})`,
    deadlineFromReceipt: (isAcknowledged: boolean, due: Date) =>
      `   → tính từ khi ${isAcknowledged ? 'từng đơn vị xác nhận tiếp nhận' : 'phát hành'}; nếu ngay bây giờ: ${formatMoment(due)} (${weekdayName(due)})`,
    deadlineFor: (words: readonly string[], count: number) =>
      `   ${count === 0 ? '⚠️ ' : ''}Áp dụng cho ${count} đơn vị${words.length > 0 ? ` (${words.join('; ')})` : ''}`,
    flag: (flag: string) => {
      const [code = '', detail = ''] = flag.split(':');
      const words = flags[code];
      return words ? `   ⚠️ ${words}${detail ? `: ${detail}` : ''}` : '';
    },
    reminders: (moments: readonly Date[]) =>
      `🔔 Nhắc báo cáo: ${moments.map((moment) => formatMoment(moment)).join(' · ')}`,
    shortMessage: (length: number, max: number) => `📣 Thông điệp ngắn: ${length}/${max} ký tự`,
    missing: (fields: readonly string[]) => `➡️ Còn thiếu: ${fields.join(', ')}`,
    ready: '✅ Đủ thông tin, mời xem trước',
    printedReference: (reference: string) => `⚠️ Trong văn bản ghi số ${reference}`,
    printedDay: (day: string) => `⚠️ Trong văn bản ghi ngày ${formatDay(day)}`,
    printedIssuer: (issuer: string) => `⚠️ Trong văn bản ghi cơ quan ban hành: ${issuer}`,
    doubtful: '❔ Đọc từ văn bản nhưng chưa chắc chắn, đề nghị xác nhận',
  },
  ask: {
    content:
      '👉 Gửi tệp văn bản (PDF, DOCX) hoặc dán toàn văn. Cũng có thể gõ trước số/ký hiệu, ví dụ: 1234/SNN-PCTT',
    reference: '👉 Gõ số/ký hiệu, ví dụ: 1234/SNN-PCTT',
    number: (symbol: string) => `👉 Gõ số văn bản (ký hiệu ${symbol}), ví dụ: 1234`,
    date: '👉 Gõ ngày ban hành, ví dụ: 10/9/2024, hoặc «hôm nay»',
    subject: '👉 Gõ trích yếu, ví dụ: tăng cường phòng, chống lụt bão',
    urgency: '👉 Chọn loại văn bản và độ khẩn',
    addressee: (words: string) =>
      `👉 «${words}» là đơn vị nào trong danh bạ? Chọn bên dưới, gõ tên để tìm, hoặc bỏ qua.`,
    audience: '👉 Chọn nhóm nhận, hoặc gõ tên đơn vị để tìm (không cần dấu)',
    find: '👉 Gõ tên đơn vị, không cần dấu, ví dụ: ubnd xa tan',
    found: (query: string, count: number) => `🔎 «${query}»: ${count} đơn vị`,
    members: (count: number) => `📋 Danh sách nhận: ${count} đơn vị. Bấm để thêm, bớt.`,
    ack: '👉 Ai của đơn vị nhận phải xác nhận? Gõ hạn xác nhận nếu khác, ví dụ: 17h00 25/9/2024',
    deadlines: '👉 Xác nhận từng hạn đọc được, bỏ hạn không đúng, hoặc nhập hạn khác',
    deadline: '👉 Chọn hạn báo cáo hoặc gõ, ví dụ: 17h00 25/9/2024, hoặc 25/9/2024',
    short: (source: string, room: number) =>
      `👉 Gõ thông điệp ngắn để các kênh đăng lại, tối đa ${room} ký tự. Dòng nguồn tự thêm: ${source}`,
    office: '👉 Soạn với danh nghĩa cơ quan nào?',
    openDraft: (subject: string, at: Date) =>
      `📝 Đang có bản nháp «${subject}» lúc ${formatMoment(at)}. Tiếp tục bản này hay soạn mới?`,
    cancel: '❗ Hủy hẳn bản nháp này? Nội dung đã nhập sẽ không dùng lại được.',
  },
  wrong: {
    reference: 'Chưa đúng số/ký hiệu. Ví dụ: 1234/SNN-PCTT',
    date: 'Chưa đúng ngày. Ví dụ: 10/9/2024 hoặc «hôm nay»',
    dateFuture: (day: string) => `Ngày ban hành không thể sau hôm nay (${formatDay(day)}).`,
    subject: 'Trích yếu phải có từ 5 đến 500 ký tự. Ví dụ: tăng cường phòng, chống lụt bão',
    notFound: (query: string) =>
      `Không có đơn vị nào khớp «${query}» trong danh bạ. Ví dụ: ubnd xa tan`,
    deadline: 'Chưa đúng hạn. Ví dụ: 17h00 25/9/2024 hoặc trước ngày 25/9/2024',
    deadlinePast: 'Hạn này đã qua. Đề nghị nhập một thời điểm sau hiện tại, ví dụ: 17h00 25/9/2024',
    short: (over: number) =>
      `Thông điệp ngắn dài quá ${over} ký tự (đã tính dòng nguồn). Đề nghị rút gọn.`,
    shortRestricted:
      'Văn bản có dấu hạn chế lưu hành nên không được kèm thông điệp cho kênh công khai.',
    shortNeedsIdentity:
      'Đề nghị nhập số/ký hiệu và ngày ban hành trước: thông điệp phải ghi nguồn.',
    pressOnly: 'Đề nghị dùng các nút trên phiếu, hoặc chọn mục cần sửa rồi gõ.',
    tooManyFiles: (max: number) => `Mỗi văn bản tối đa ${max} tệp.`,
  },
  deadline: {
    phrase: (day: string, time: string | null) =>
      time
        ? `chậm nhất ${time.replace(':', 'h')} ngày ${formatDay(day)}`
        : `chậm nhất ngày ${formatDay(day)}`,
  },
  field: {
    content: 'tệp hoặc toàn văn',
    reference: 'số/ký hiệu',
    date: 'ngày ban hành',
    subject: 'trích yếu',
    addressees: 'nơi nhận chưa rõ',
    audience: 'nơi nhận',
    deadlines: 'hạn báo cáo',
  },
  source: (issuer: string, reference: string, day: string) =>
    `(Nguồn: ${issuer} – ${reference} ngày ${formatDay(day)})`,
  network: { telegram: 'Telegram', 'zalo-zca': 'Zalo' },
  preview: {
    title: '👁 Xem trước – đơn vị nhận sẽ thấy:',
    sample: (organisation: string, number: number, count: number) =>
      `┌ Mẫu ${number}/${count}: ${organisation}`,
    end: '└',
    button: (label: string) => `[${label}]`,
    shortMessage: '┌ Thông điệp ngắn:',
    summary: '📊 Tổng hợp',
    network: (network: string, chats: number) => `${network}: ${chats} nhóm/kênh`,
    fileUnfit: (network: string, name: string, bytes: number, maxBytes: number) =>
      bytes > maxBytes
        ? `⛔ ${network} không nhận tệp «${name}» (${formatBytes(bytes)}): giới hạn ${formatBytes(maxBytes)}. Đề nghị nén, chia nhỏ hoặc bỏ tệp.`
        : `⛔ ${network} không nhận loại tệp «${name}» (${formatBytes(bytes)}, giới hạn ${formatBytes(maxBytes)}). Đề nghị đổi sang PDF hoặc bỏ tệp.`,
    textSplit: (network: string, messages: number) =>
      `${network}: toàn văn gửi thành ${messages} tin nối tiếp`,
    blocked: '⛔ Chưa phát hành được («Quay lại» để sửa):',
    cut: '…',
  },
  blocker: (blocker: ComposeBlockerName): string => {
    switch (blocker) {
      case 'number-missing':
        return 'Thiếu số/ký hiệu: bấm «Số/ký hiệu» để nhập.';
      case 'issue-date-missing':
        return 'Thiếu ngày ban hành: bấm «Ngày» để nhập.';
      case 'subject-missing':
        return 'Thiếu trích yếu: bấm «Trích yếu» để nhập.';
      case 'content-missing':
        return 'Chưa có tệp hoặc toàn văn: bấm «Nội dung» rồi gửi tệp hoặc dán văn bản.';
      case 'audience-empty':
        return 'Chưa có nơi nhận: bấm «Nơi nhận» để chọn.';
      case 'deadline-unconfirmed':
        return 'Còn hạn báo cáo chưa xác nhận: bấm «Hạn báo cáo» để xác nhận hoặc bỏ.';
      case 'deadline-past':
        return 'Hạn báo cáo đã qua: bấm «Hạn báo cáo» để bỏ hoặc nhập hạn mới.';
      case 'short-message-too-long':
        return 'Thông điệp ngắn quá dài: bấm «Thông điệp ngắn» để rút gọn.';
      case 'short-message-restricted':
        return 'Văn bản hạn chế lưu hành không được kèm thông điệp ngắn: bấm «Thông điệp ngắn» để bỏ.';
      case 'audience-public':
        return 'Văn bản hạn chế lưu hành không được gửi báo chí, kênh công khai: bấm «Nơi nhận» để bỏ các đơn vị này.';
      case 'declaration-missing':
        return 'Chưa cam kết: đề nghị đánh dấu ô «Không thuộc danh mục bí mật nhà nước», rồi bấm «Phát hành».';
      case 'files-checking':
        return 'Tệp đang được kiểm tra: đợi trong giây lát.';
      case 'field-doubtful':
        return 'Còn thông tin đọc chưa chắc chắn: bấm mục ghi ❔ rồi xác nhận.';
      case 'addressee-unsettled':
        return 'Còn nơi nhận chưa rõ: bấm «Nơi nhận» để chọn hoặc bỏ qua.';
      case 'acknowledge-past':
        return 'Hạn xác nhận đã qua: bấm «Xác nhận» để chọn lại.';
      case 'file-unfit':
        return 'Có tệp mà mạng của nơi nhận không nhận: bấm «Nội dung» để thay hoặc bỏ tệp.';
      case 'card-too-long':
        return 'Trích yếu, hạn báo cáo và tên tệp quá dài cho một tin trên mạng của nơi nhận: bấm «Trích yếu» hoặc «Hạn báo cáo» để rút gọn.';
      case 'foreign-issuer':
        return 'Văn bản do cơ quan khác ban hành: chỉ cơ quan ban hành mới được phát hành văn bản này.';
      case 'no-approver':
        return 'Cần người thứ hai duyệt nhưng cơ quan chưa có người duyệt nào khác liên lạc được: đề nghị quản trị viên cấp liên kết bằng «/moi duyet».';
      case 'replaced-ended':
        return 'Văn bản được thay thế đã thu hồi hoặc đã có văn bản thay thế: đề nghị hủy bản nháp này.';
      case 'schedule-past':
        return 'Giờ hẹn phát hành đã qua: bấm «Hẹn giờ phát hành» để chọn lại.';
      case 'not-permitted':
        return 'Tài khoản này hiện không có quyền phát hành cho cơ quan: đề nghị liên hệ quản trị viên.';
    }
  },
  released: (reference: string, code: string, count: number) =>
    `🚀 Đã phát hành ${reference} đến ${count} đơn vị · Mã ${code}`,
  saved: (subject: string) => `💾 Đã lưu nháp «${subject}». Gõ /drafts để mở lại.`,
  cancelled: '✖️ Đã hủy bản nháp.',
  notStarted: 'Đã bỏ yêu cầu soạn mới. Bản nháp trước vẫn đang mở.',
  movedBelow: '📝 Phiếu soạn ở bên dưới.',
  startedOver: '✍️ Đã mở bản soạn mới; bản trước được lưu nháp.',
  continued: '📝 Tiếp tục bản nháp trước.',
  untitled: 'chưa có trích yếu',
  noPermission:
    'Tài khoản này không có quyền soạn văn bản của cơ quan ban hành nào. Đề nghị liên hệ quản trị viên.',
  drafts: {
    none: 'Không có bản nháp nào. Gõ /send để soạn văn bản.',
    title: (count: number) => `📝 Bản nháp (${count}):`,
    line: (number: number, what: string, at: Date, isOpen: boolean) =>
      `${number}. ${what} – ${formatMoment(at)}${isOpen ? ' (đang soạn)' : ''}`,
    open: (number: number, what: string) => `${number}. ${what}`,
  },
  upload: {
    unreadable: (name: string, reason: UnreadableReason) => `⚠️ Tệp «${name}» ${unreadable[reason]}`,
    refused:
      '⛔ Một tệp có dấu hiệu mang độ mật nên không được tiếp nhận và không được lưu lại. Văn bản mật chỉ gửi theo quy định về bảo vệ bí mật nhà nước. Đề nghị xóa tin chứa tệp. Bản nháp không có tệp này.',
    tooLarge: (limit: string) =>
      `⛔ Một tệp vượt quá giới hạn ${limit} nên không được đính kèm. Đề nghị chia nhỏ tệp.`,
    executable: (name: string) =>
      `⛔ Tệp «${name}» là chương trình, mã lệnh hoặc có chứa macro nên không được đính kèm. Đề nghị gửi văn bản dưới dạng DOCX hoặc PDF.`,
    archive: (name: string) =>
      `⛔ Tệp «${name}» là tệp nén nên không kiểm tra được nội dung và không được đính kèm. Đề nghị giải nén rồi gửi từng tệp.`,
    failed: '⛔ Chưa tải được một tệp từ mạng. Đề nghị gửi lại tệp.',
  },
  button: {
    reference: '✏️ Số/ký hiệu',
    date: '✏️ Ngày',
    subject: '✏️ Trích yếu',
    urgency: '⚡ Loại, độ khẩn',
    content: '📎 Nội dung',
    audience: '👥 Nơi nhận',
    ack: '✍️ Xác nhận',
    deadlines: '⏰ Hạn báo cáo',
    short: '📣 Thông điệp ngắn',
    office: '🏛 Cơ quan',
    preview: '👁 Xem trước',
    resume: '▶️ Nhập tiếp phần còn thiếu',
    back: '⬅️ Quay lại',
    save: '💾 Lưu nháp',
    cancel: '✖️ Hủy',
    cancelForGood: '✖️ Hủy hẳn',
    done: '✔ Xong',
    today: 'Hôm nay',
    confirm: '✔ Đúng',
    skip: '✖️ Bỏ qua',
    removeFile: (name: string) => `🗑 ${name}`,
    removeText: '🗑 Bỏ toàn văn',
    urgencyOf: (urgency: Urgency, isChosen: boolean) =>
      `${isChosen ? '● ' : ''}${urgencies[urgency]}`,
    policyOf: (policy: AckPolicy, isChosen: boolean) =>
      `${isChosen ? '● ' : ''}${policies[policy]}`,
    group: (name: string, count: number, isChosen: boolean) =>
      `${isChosen ? '☑' : '☐'} ${name} (${count})`,
    organisation: (name: string, role: 'act' | 'inform' | undefined) =>
      `${role === 'act' ? '☑' : role === 'inform' ? 'ℹ️' : '☐'} ${name}`,
    find: '🔎 Tìm đơn vị',
    members: (count: number) => `📋 Danh sách (${count})`,
    earlier: '◀',
    later: '▶',
    confirmDeadline: (number: number) => `✔ Hạn ${number} đúng`,
    dropDeadline: (number: number) => `✖️ Bỏ hạn ${number}`,
    addDeadline: '➕ Nhập hạn khác',
    noReport: 'Không yêu cầu báo cáo',
    dueToday: '17h00 hôm nay',
    dueInDays: (count: number, due: Date) => `+${count} ngày làm việc (${formatDay(dayOf(due))})`,
    ackDefault: 'Hạn mặc định',
    ackAt: (due: Date) => formatMoment(due),
    removeShort: '🗑 Bỏ thông điệp',
    declare: (isChosen: boolean) => `${isChosen ? '☑' : '☐'} Không thuộc danh mục bí mật nhà nước`,
    release: '🚀 Phát hành',
    continue: '▶️ Tiếp tục',
    startOver: '🆕 Soạn mới',
  },
} as const;

type ComposeBlockerName =
  | ReleaseBlocker
  | 'files-checking'
  | 'field-doubtful'
  | 'addressee-unsettled'
  | 'acknowledge-past'
  | 'file-unfit'
  | 'card-too-long'
  | 'foreign-issuer'
  | 'not-permitted'
  | 'schedule-past'
  | 'no-approver'
  | 'replaced-ended';
