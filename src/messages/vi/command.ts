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
    report:
      'Báo cáo tình hình và sổ theo dõi (XLSX); có thể thêm số văn bản, ví dụ 1234, hoặc 1234 json',
    remind: 'Nhắc đơn vị chưa xong; có thể thêm số văn bản, ví dụ 1234',
    invite: 'Cấp đường liên kết cho người, nhóm, kênh',
    leave: 'Báo nghỉ, cử người làm thay',
    people: 'Nhân sự: cử người làm thay, thôi nhiệm vụ; có thể thêm tên đơn vị',
    logIn: 'Lấy mã QR mới để tài khoản Zalo đăng nhập lại',
    language: 'Đổi ngôn ngữ: thêm vi hoặc en',
    owed: 'Việc đơn vị còn phải làm',
    stop: 'Dừng nhận tin, hủy liên kết tài khoản',
  },
  explain: {
    start: 'Mở đường liên kết do quản trị viên cấp, hoặc gõ mã kèm theo.\nVí dụ: /start j_Ab3dEf',
    help: 'Gõ một mình để xem các lệnh; thêm tên lệnh để xem cách dùng.\nVí dụ: /help status',
    send: 'Gửi tệp văn bản hoặc dán nội dung vào tin nhắn riêng với bot; hoặc gõ lệnh, có thể kèm số/ký hiệu. Chưa có gì được gửi đi trước khi bấm nút phát hành.\nVí dụ: /send 15/STL-PCTT',
    drill:
      'Như lệnh soạn văn bản, nhưng mọi tin gửi đi đều ghi DIỄN TẬP và không thể phát hành thật.\nVí dụ: /dientap',
    drafts:
      'Liệt kê bản nháp đang mở, đã lưu, và bản nháp của đồng nghiệp đã thôi hoặc đang nghỉ; bấm để soạn tiếp.\nVí dụ: /drafts',
    status:
      'Gõ một mình để xem các văn bản mới nhất; thêm số, số/ký hiệu hoặc mã để có phiếu theo dõi tự cập nhật.\nVí dụ: /status 15/STL-PCTT',
    pending:
      'Nêu tên đơn vị chưa tiếp nhận, chưa báo cáo, quá hạn trước.\nVí dụ: /pending 15/STL-PCTT',
    remind:
      'Xem trước sẽ nhắc đơn vị nào, nội dung gì, rồi mới gửi. Mỗi văn bản nhắc cách nhau ít nhất 2 giờ; giờ nghỉ thì gửi vào sáng hôm sau, trừ hỏa tốc.\nVí dụ: /remind 15/STL-PCTT',
    report:
      'Tóm tắt tình hình và sổ theo dõi dạng XLSX; thêm chữ json để lấy dữ liệu kèm mã trạng thái edXML.\nVí dụ: /report 15/STL-PCTT json',
    owed: 'Việc đơn vị còn phải làm, gần hạn nhất trước. Dùng được cả trong nhóm của đơn vị.\nVí dụ: /viec',
    leave:
      'Chọn người làm thay cùng đơn vị và ngày nghỉ; có hiệu lực khi người đó đồng ý. Gõ lại để xem hoặc kết thúc sớm.\nVí dụ: /nghi',
    people:
      'Xem người của đơn vị; bấm tên để cử người làm thay hoặc cho thôi nhiệm vụ.\nVí dụ: /nhansu UBND xã An Phú',
    invite:
      'Cấp đường liên kết dùng một lần; gõ một mình để xem các vai trò.\nVí dụ: /moi vanthu UBND xã An Phú',
    logIn:
      'Dùng khi mã QR hết hạn hoặc tài khoản đã đăng nhập ở nơi khác; mã mới được gửi ngay tới các quản trị viên. Tài khoản đang kết nối thì giữ nguyên.\nVí dụ: /dangnhap',
    language:
      'Đổi ngôn ngữ lời của bot trong tin nhắn này; văn bản giữ nguyên.\nVí dụ: /language en',
    stop: 'Hủy liên kết tài khoản với mọi đơn vị; những gì đã ghi nhận vẫn được giữ.\nVí dụ: /dung',
  },
  section: {
    issuing: '📤 Phát hành, theo dõi',
    organisation: '📥 Việc của đơn vị',
    people: '👥 Nhân sự',
    general: 'ℹ️ Chung',
  },
  helpMore: (name: string) => `Cách dùng một lệnh: /help ${name}`,
  alsoNamed: (others: readonly string[]) =>
    others.length > 0 ? `Gõ cách khác: ${others.map((name) => `/${name}`).join(', ')}` : '',
  meant: (name: string) => `Có phải lệnh /${name}? Đề nghị bấm hoặc gõ lệnh đó, có dấu / ở trước.`,
  helpLine: (name: string, text: string) => `/${name} – ${text}`,
  unknown: (nearest: string | undefined) =>
    nearest
      ? `Không có lệnh này. Có phải /${nearest}? Gõ /help để xem các lệnh.`
      : 'Không có lệnh này. Gõ /help để xem các lệnh.',
  privateOnly:
    'Lệnh này chỉ dùng trong tin nhắn riêng với bot. Đề nghị mở tin nhắn riêng và gõ ở đó.',
  /** `names` are roles. */
  onlyFor: (names: readonly string[]) =>
    `Lệnh này dành cho: ${names.join('; ')}. Nếu cần quyền này, đề nghị liên hệ quản trị viên. Gõ /help để xem các lệnh dùng được.`,
  noRole:
    'Tài khoản này hiện không giữ vai trò nào ở đơn vị nào. Nếu còn phụ trách công việc, đề nghị liên hệ quản trị viên để nhận đường liên kết mới.',
  boundOnly:
    'Tài khoản này chưa liên kết với đơn vị nào. Đề nghị mở đường liên kết do quản trị viên cấp; nếu chưa có, đề nghị văn thư đơn vị liên hệ cơ quan ban hành.',
  notUnderstood:
    'Chưa rõ nội dung này. Để báo cáo, đề nghị trả lời đúng tin văn bản. Gõ /help để xem các lệnh.',
  logInAsked: (account: string) =>
    `Đã yêu cầu tài khoản ${account} đăng nhập lại. Nếu cần quét mã QR, mã mới được gửi ngay tới các quản trị viên. Tài khoản đang kết nối thì giữ nguyên.`,
  noLogIn: 'Không có tài khoản nào đăng nhập bằng mã QR.',
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
  owedMore: (count: number) => `… và ${count} việc khác`,
  owedHeader: 'Việc còn phải làm, gần hạn nhất trước:',
} as const;
