import { formatMoment } from '../format.ts';

/** How staff correct, replace and recall a directive, and what became of it. */
export const amend = {
  button: '✏️ Đính chính, thay thế, thu hồi',
  menu: (reference: string) =>
    `${reference}: chọn việc cần làm. Mỗi việc được xem trước rồi mới gửi.\n✏️ Đính chính: sửa sai sót, nghĩa vụ giữ nguyên.\n♻️ Thay thế: phát hành văn bản mới thay văn bản này.\n⛔ Thu hồi: văn bản không còn hiệu lực thực hiện, gỡ tin đã gửi.`,
  choose: { corrects: '✏️ Đính chính', replaces: '♻️ Thay thế', recalls: '⛔ Thu hồi' },
  ask: {
    corrects: (reference: string) =>
      `✏️ Đính chính ${reference}: đề nghị nhập nội dung đính chính, hoặc gửi tệp văn bản đính chính. Nội dung được chuyển nguyên văn đến những nơi đã nhận văn bản.`,
    recalls: (reference: string) =>
      `⛔ Thu hồi ${reference}: đề nghị nhập lý do. Lý do được gửi đến những nơi đã nhận văn bản.`,
  },
  preview: {
    corrects: '👁 Xem trước đính chính – nơi nhận sẽ thấy:',
    recalls: '👁 Xem trước thu hồi – nơi nhận sẽ thấy:',
  },
  fetching: '⏳ Đang tải và kiểm tra tệp…',
  audience: (count: number) => `👥 Gửi đến ${count} nhóm đã nhận hoặc có thể đã nhận văn bản`,
  following: (count: number) =>
    `⏳ ${count} nhóm đang chờ nhận văn bản: sẽ nhận đính chính sau khi văn bản đến`,
  notSentYet: (count: number) => `✖️ ${count} nhóm chưa nhận: hủy, không gửi gì`,
  channelsNot: (count: number) =>
    `📣 ${count} kênh công khai đã đăng thông điệp ngắn: đính chính không tự đăng lên kênh`,
  channelsToo: (count: number) => `📣 ${count} kênh công khai: gỡ thông điệp ngắn đã đăng`,
  obligationsStay: 'Việc xác nhận, báo cáo và hạn giữ nguyên.',
  recallEnds: 'Tin đã gửi được gỡ nếu mạng còn cho phép; mọi việc còn nợ và lời nhắc chấm dứt.',
  go: {
    corrects: '✅ Không thuộc bí mật nhà nước – Phát đính chính',
    recalls: '⛔ Thu hồi ngay',
  },
  done: {
    corrects: (reference: string, at: Date) =>
      `✏️ Đã phát đính chính ${reference} lúc ${formatMoment(at)}.`,
    recalls: (reference: string, at: Date) =>
      `⛔ Đã thu hồi ${reference} lúc ${formatMoment(at)}. Kết quả từng nơi ở phiếu theo dõi.`,
  },
  overtaken: (by: string, at: Date) =>
    `Vừa có đính chính khác của ${by} lúc ${formatMoment(at)}. Chưa gửi gì; đề nghị xem lại rồi bấm lần nữa.`,
  replacing: (reference: string, isAskedAgain: boolean) =>
    `♻️ Thay thế ${reference}: nghĩa vụ và lời nhắc của văn bản cũ chấm dứt; xác nhận tiếp nhận ${isAskedAgain ? 'hỏi lại từ đầu' : 'đã có được giữ nguyên'}.`,
  askAgain: (isAskedAgain: boolean) => (isAskedAgain ? '☑ Hỏi xác nhận lại' : '☐ Hỏi xác nhận lại'),
  recalledBefore: (reference: string, by: string, at: Date) =>
    `${reference} đã được ${by} thu hồi lúc ${formatMoment(at)}, không có gì thay đổi.`,
  replacedBefore: (reference: string, successor: string, by: string, at: Date) =>
    `${reference} đã được ${by} thay thế bằng ${successor} lúc ${formatMoment(at)}, không có gì thay đổi.`,
  /** What became of a recall, chat by chat. */
  ledger: {
    button: '⛔ Kết quả thu hồi',
    summary: (removed: number, kept: number, before: number, open: number) =>
      `Đã gỡ ${removed} · không gỡ được ${kept} · đã tiếp nhận trước đó ${before}${open > 0 ? ` · đang gỡ ${open}` : ''}`,
    title: (reference: string, at: Date, by: string) =>
      `⛔ Kết quả thu hồi ${reference} (lúc ${formatMoment(at)}, ${by}):`,
    line: (organisation: string, chat: string, what: string) =>
      `${organisation} – ${chat}: ${what}`,
    end: {
      removed: '✅ đã gỡ',
      'not-removed': '⚠️ không gỡ được',
      'under-way': '⏳ đang gỡ',
    },
    before: (role: string, name: string, at: Date) =>
      `👤 đã tiếp nhận trước khi thu hồi (${role} ${name}, ${formatMoment(at)})`,
    because: {
      'chat-gone': 'bot không còn trong nhóm hoặc nhóm đã đổi đơn vị',
      moved: 'nhóm đã nâng cấp, tin cũ không còn truy cập được',
      'too-late': 'mạng không cho gỡ, thường do quá thời hạn',
      unproved: 'chưa chắc tin đã đến, không biết để gỡ',
    },
    told: 'đã gửi thông báo thu hồi',
    notTold: 'chưa gửi được thông báo thu hồi, đề nghị gọi điện',
    none: 'Không nơi nào đã nhận văn bản; phần chưa gửi đã hủy.',
  },
} as const;
