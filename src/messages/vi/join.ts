import type { JoinRole, JoinSubject } from '../../store/joins.ts';

const roles: Readonly<Record<JoinRole, string>> = {
  clerk: 'Văn thư',
  focal_point: 'Đầu mối',
  leader: 'Lãnh đạo',
  composer: 'Cán bộ soạn, phát hành',
  approver: 'Người duyệt',
  viewer: 'Người theo dõi',
  admin: 'Quản trị',
  receive: 'Nhóm nhận văn bản',
  'receive,repost': 'Nhóm nhận văn bản và đăng lại thông điệp',
  publish: 'Kênh công khai đăng thông điệp',
};

/** What helps whoever passes a link on, under it. */
function underLink(role: JoinRole): string {
  switch (role) {
    case 'receive':
    case 'receive,repost':
      return '\nMở trên điện thoại, chọn nhóm của đơn vị để thêm bot.';
    case 'publish':
      return '';
    case 'clerk':
    case 'focal_point':
    case 'leader':
    case 'composer':
    case 'approver':
    case 'viewer':
    case 'admin':
      return '\nChỉ chuyển cho đúng người.';
  }
}

const officials: readonly JoinRole[] = ['clerk', 'focal_point', 'leader'];

/** Binding people, groups and channels to organisations. */
export const join = {
  role: (role: JoinRole) => roles[role],
  welcome:
    'Truyền Đạt gửi văn bản chỉ đạo đến các cơ quan, đơn vị và ghi nhận việc tiếp nhận. Tài khoản này chưa liên kết với đơn vị nào. Đề nghị mở đường liên kết do quản trị viên cấp; nếu chưa có, đề nghị văn thư đơn vị liên hệ cơ quan ban hành.',
  welcomeBack: (name: string) => `Xin chào ${name}. Gõ /help để xem các lệnh.`,
  codeUnknown:
    'Đường liên kết không đúng, đã dùng hoặc đã hết hạn. Đề nghị liên hệ quản trị viên để nhận đường liên kết mới.',
  codeForGroup:
    'Đường liên kết này dành cho nhóm. Đề nghị mở trên điện thoại và chọn nhóm của đơn vị để thêm bot.',
  codeForPerson: 'Đường liên kết này dành cho một người. Đề nghị mở trong tin nhắn riêng với bot.',
  codeForGroupTyped: 'Mã này dành cho nhóm. Đề nghị gõ trong nhóm của đơn vị.',
  codeForPersonTyped:
    'Mã này dành cho một người. Đề nghị gõ trong tin nhắn riêng với tài khoản này.',
  consent: (role: JoinRole, organisation: string) => [
    `👤 Liên kết tài khoản này với: ${roles[role]}, ${organisation}`,
    'Hệ thống chỉ lưu tên, vai trò, đơn vị và mã tài khoản mạng để gửi văn bản và ghi nhận tiếp nhận. Có thể dừng bất cứ lúc nào bằng lệnh /dung.',
    'Đồng ý liên kết?',
  ],
  agree: '✅ Đồng ý',
  disagree: '✖️ Không',
  declinedByPerson: 'Đã hủy. Không có thông tin nào được liên kết.',
  waiting: (role: JoinRole, organisation: string) =>
    `⏳ Đã gửi đề nghị liên kết: ${roles[role]}, ${organisation}. Lãnh đạo đơn vị hoặc quản trị viên sẽ xác nhận.`,
  askConfirm: (subject: JoinSubject, role: JoinRole, name: string, organisation: string) =>
    subject === 'group' || subject === 'channel'
      ? `🔑 «${name}» đề nghị liên kết làm: ${roles[role]} của ${organisation}. Xác nhận?`
      : `🔑 Tài khoản «${name}» đề nghị liên kết: ${roles[role]}, ${organisation}. Xác nhận?`,
  confirm: '✅ Duyệt',
  reject: '✖️ Từ chối',
  groupOffer: (role: JoinRole, organisation: string) => [
    `🏛 Nhóm này sẽ là: ${roles[role]} của ${organisation}.`,
    'Lãnh đạo đơn vị hoặc quản trị viên bấm để xác nhận.',
  ],
  groupRight: '✅ Đúng đơn vị',
  groupWrong: '✖️ Nhầm nhóm',
  groupBound: (role: JoinRole, organisation: string) =>
    `✅ Đã xác nhận: ${roles[role]} của ${organisation}.`,
  groupRefused:
    'Đã hủy liên kết: nhầm nhóm. Nhóm này không nhận văn bản. Đề nghị quản trị viên gỡ bot khỏi nhóm.',
  channelNone:
    'Chưa thấy kênh nào. Đề nghị thêm bot làm quản trị viên của kênh (quyền đăng bài), rồi mở lại đường liên kết này.',
  channelChoose: (organisation: string) =>
    `📣 Chọn kênh công khai của ${organisation} để đăng thông điệp:`,
  bound: (role: JoinRole, organisation: string) =>
    `✅ Đã liên kết tài khoản với: ${roles[role]}, ${organisation}.${officials.includes(role) ? ' Văn bản được gửi vào nhóm của đơn vị; gõ /viec để xem việc còn phải làm.' : ''}`,
  /** What the cards say of a person who was bound. */
  settled: (role: JoinRole, organisation: string) =>
    `✅ Đã duyệt: ${roles[role]}, ${organisation}.`,
  rejected: (organisation: string) =>
    `Đề nghị liên kết với ${organisation} không được xác nhận. Đề nghị liên hệ quản trị viên.`,
  decided: 'Đề nghị này đã được xử lý.',
  done: 'Đã ghi nhận.',
  approved: 'Đã duyệt liên kết.',
  turnedDown: 'Đã từ chối liên kết.',
  notAllowed: 'Chỉ lãnh đạo đơn vị hoặc quản trị viên được xác nhận. Đề nghị báo lãnh đạo đơn vị.',
  registerOffer: (organisation: string) => `👤 Đăng ký làm đầu mối của ${organisation}?`,
  link: (role: JoinRole, organisation: string, url: string, hours: number) =>
    `🔗 Đường liên kết một lần (${roles[role]}, ${organisation}), hiệu lực ${hours} giờ:\n${url}${underLink(role)}`,
  typed: (network: string, place: 'group' | 'private', words: string) =>
    place === 'group'
      ? `${network}: mời tài khoản này vào nhóm, rồi gõ trong nhóm:\n${words}`
      : `${network}: gõ trong tin nhắn riêng với tài khoản này:\n${words}`,
  inviteUsage:
    'Cách dùng: /moi <vai trò> <đơn vị>\nNgười của đơn vị: vanthu (văn thư), daumoi (đầu mối), lanhdao (lãnh đạo)\nCơ quan ban hành: soan (soạn, phát hành), duyet (duyệt), xem (theo dõi), quantri (quản trị)\nNhóm, kênh: nhom (nhận văn bản), nhomdang (nhận và đăng lại), kenh (kênh công khai)\nVí dụ: /moi vanthu UBND xã An Phú',
  inviteUnknownOrganisation: (words: string, suggestions: readonly string[]) =>
    suggestions.length > 0
      ? `Chưa rõ đơn vị «${words}». Có phải: ${suggestions.join('; ')}?`
      : `Không tìm thấy đơn vị «${words}» trong danh bạ. Đề nghị gõ đủ tên, ví dụ: UBND xã An Phú.`,
  inviteOtherOffice: (organisation: string) =>
    `Chỉ quản trị viên của ${organisation} được cấp vai trò này. Đề nghị liên hệ quản trị viên của cơ quan đó.`,
  inviteNotAnOffice: (organisation: string) =>
    `${organisation} không phải cơ quan ban hành nên không có vai trò này. Đề nghị dùng vanthu, daumoi, lanhdao, nhom hoặc nhomdang.`,
  stopped:
    'Đã dừng: tài khoản không còn liên kết với đơn vị nào. Các xác nhận đã ghi vẫn được giữ theo quy định.',
  stoppedNothing: 'Tài khoản này chưa liên kết với đơn vị nào.',
} as const;
