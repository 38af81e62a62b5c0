import type { LeaveFault, LeaveRefusal } from '../../domain/leave-period.ts';
import { formatDay } from '../format.ts';

/** 'ngày 5/1/2026' or 'từ 5/1/2026 đến hết 9/1/2026'. */
function period(from: string, to: string): string {
  return from === to ? `ngày ${formatDay(from)}` : `từ ${formatDay(from)} đến hết ${formatDay(to)}`;
}

const faults: Readonly<Record<LeaveFault, string>> = {
  unreadable: 'Chưa rõ ngày. Đề nghị gõ như: 20/1, hoặc 20/1-25/1, hoặc đến 25/1, hoặc 3 ngày.',
  past: 'Ngày này đã qua. Đề nghị gõ ngày từ hôm nay trở đi.',
  reversed: 'Ngày kết thúc ở trước ngày bắt đầu. Đề nghị gõ lại, ví dụ: 20/1-25/1.',
  'too-long':
    'Thời gian dài quá một năm. Nếu thôi nhiệm vụ, đề nghị quản trị viên hoặc lãnh đạo dùng lệnh /nhansu.',
};

/** The people of an organisation: who is away, who stands in, who leaves. */
export const people = {
  /** A name on a card or in a report. */
  named: (name: string, absent: string | null) => (absent ? `${name} (thay ${absent})` : name),
  period: (from: string, to: string) => period(from, to),
  back: '⬅️ Quay lại',
  cancel: '✖️ Hủy',
  nobodyElse: (organisation: string) =>
    `Chưa có người nào khác của ${organisation} liên kết với bot nên chưa cử được người làm thay. Đề nghị quản trị viên cấp đường liên kết bằng lệnh /moi.`,
  arranged: (substitute: string, absent: string, from: string, to: string, isAgreed: boolean) =>
    `🗓 ${substitute} làm thay ${absent} ${period(from, to)}${isAgreed ? '' : ' (chờ người làm thay đồng ý)'}`,
  whoStandsIn: (name: string) =>
    `🗓 Nghỉ: ${name}. Ai làm thay? Đề nghị bấm hoặc gõ tên người cùng đơn vị.`,
  whichColleague: (typed: string) =>
    `Không rõ «${typed}» là ai trong đơn vị. Đề nghị bấm tên trên phiếu, hoặc gõ đủ họ tên.`,
  whenAway: (name: string, substitute: string) =>
    `🗓 ${substitute} làm thay ${name}. Nghỉ khi nào? Đề nghị bấm, hoặc gõ ngày như: 20/1, 20/1-25/1, đến 25/1, 3 ngày.`,
  confirmLeave: (
    name: string,
    substitute: string,
    organisation: string,
    from: string,
    to: string,
  ) => [
    `🗓 ${name} nghỉ ${period(from, to)}. Người làm thay: ${substitute} (${organisation}).`,
    `Trong thời gian này ${substitute} làm được mọi việc của ${name} ở đơn vị; tin nhắc riêng gửi đến người làm thay; mỗi việc ghi rõ là thay ${name}. Hết hạn thì tự kết thúc.`,
    'Chỉ có hiệu lực khi người làm thay đồng ý. Gửi đề nghị?',
  ],
  askNow: '✅ Gửi đề nghị',
  leaveAsked: (name: string, substitute: string, from: string, to: string) =>
    `⏳ Đã đề nghị ${substitute} làm thay ${name} ${period(from, to)}. Có hiệu lực khi ${substitute} đồng ý; gõ /nghi để xem hoặc kết thúc sớm.`,
  leaveNotArranged: 'Đã hủy, không có gì thay đổi.',
  leaveRefused: (outcome: LeaveRefusal, substitute: string) => {
    const said: Readonly<Record<typeof outcome, string>> = {
      'not-allowed':
        'Tài khoản này không cử người làm thay được ở đây. Đề nghị liên hệ lãnh đạo đơn vị hoặc quản trị viên.',
      'not-colleagues': `${substitute} không còn cùng đơn vị. Đề nghị chọn người khác.`,
      'own-substitute': 'Không tự cử mình làm thay được. Đề nghị chọn người khác.',
      covered:
        'Những ngày này đã có người làm thay. Đề nghị gõ /nghi và kết thúc lần trước, hoặc chọn ngày khác.',
      'substitute-away': `${substitute} cũng nghỉ trong những ngày này. Đề nghị chọn người khác hoặc ngày khác.`,
      unreachable: `${substitute} chưa mở tin nhắn riêng với bot. Đề nghị người đó gõ /start trong tin nhắn riêng với bot, rồi gửi lại đề nghị.`,
    };
    return said[outcome];
  },
  periodFault: (fault: LeaveFault) => faults[fault],
  askSubstitute: (
    name: string,
    organisation: string,
    names: readonly string[],
    from: string,
    to: string,
  ) => [
    `🗓 Đề nghị làm thay ${name} (${names.join('; ')}, ${organisation}) ${period(from, to)}.`,
    'Nếu đồng ý: trong thời gian này làm được mọi việc của người đó ở đơn vị, nhận tin nhắc thay, và mỗi việc ghi tên cả hai. Có thể kết thúc sớm bất cứ lúc nào.',
  ],
  standIn: '✅ Nhận làm thay',
  standNotIn: '✖️ Không nhận',
  youStandIn: 'Đã nhận làm thay.',
  youDeclined: 'Đã từ chối làm thay.',
  standInAgreed: (substitute: string, absent: string, from: string, to: string) =>
    `✅ ${substitute} đã nhận làm thay ${absent} ${period(from, to)}.`,
  standInDeclined: (substitute: string, absent: string, from: string, to: string) =>
    `✖️ ${substitute} không nhận làm thay ${absent} ${period(from, to)}. Đề nghị gõ /nghi để cử người khác.`,
  standInEnded: (substitute: string, absent: string, by: string) =>
    `🗓 ${substitute} thôi làm thay ${absent} kể từ bây giờ (người kết thúc: ${by}).`,
  standInSettled: (state: 'asked' | 'agreed' | 'declined' | 'ended') => {
    switch (state) {
      case 'asked':
        return 'Thời gian làm thay đã qua, không có gì thay đổi.';
      case 'agreed':
        return 'Đã nhận làm thay trước đó, không có gì thay đổi. Gõ /nghi để xem.';
      case 'declined':
        return 'Đã từ chối làm thay trước đó, không có gì thay đổi.';
      case 'ended':
        return 'Việc làm thay này đã kết thúc trước đó, không có gì thay đổi.';
    }
  },
  endEarly: '⏹ Kết thúc sớm',
  endOf: (substitute: string) => `⏹ Thôi làm thay: ${substitute}`,
  endNotAllowed:
    'Chỉ người nghỉ, người làm thay, lãnh đạo đơn vị hoặc quản trị viên kết thúc được. Đề nghị báo một trong những người này.',
  title: (organisation: string, count: number) =>
    `👥 ${organisation}: ${count} người đang liên kết với bot`,
  nobody: (organisation: string) =>
    `Chưa có người nào của ${organisation} liên kết với bot. Cấp đường liên kết: /moi vanthu ${organisation}`,
  line: (
    ordinal: number,
    name: string,
    names: readonly string[],
    substitute: string | undefined,
    until: string | undefined,
  ) =>
    `${ordinal}. ${name} – ${names.join('; ')}${substitute && until ? ` (nghỉ đến hết ${formatDay(until)}, ${substitute} làm thay)` : ''}`,
  open: (ordinal: number, name: string) => `${ordinal}. ${name}`,
  person: (name: string, organisation: string) => `👤 ${name}, ${organisation}`,
  sendAway: '🗓 Nghỉ, cử người làm thay',
  endRole: (name: string) => `⏹ Thôi: ${name}`,
  confirmEnd: (name: string, held: string, organisation: string) => [
    `⏹ ${name} thôi: ${held}, ${organisation}?`,
    'Quyền này hết ngay. Những gì đã ghi nhận vẫn được giữ; bản nháp đang mở có thể giao cho đồng nghiệp (lệnh /drafts).',
  ],
  endNow: '⏹ Xác nhận thôi',
  roleEnded: (name: string, held: string, organisation: string) =>
    `Đã ghi: ${name} thôi ${held}, ${organisation}.`,
  roleEndedForPerson: (held: string, organisation: string) =>
    `⏹ Tài khoản này đã thôi: ${held}, ${organisation}. Nếu nhầm, đề nghị liên hệ quản trị viên hoặc lãnh đạo đơn vị.`,
  lastAdministrator: (organisation: string) =>
    `Không thay đổi: ${organisation} phải còn ít nhất một quản trị viên. Đề nghị mời quản trị viên khác trước: /moi quantri ${organisation}`,
  leftTitle: '📝 Bản nháp của đồng nghiệp đã thôi hoặc đang nghỉ:',
  leftLine: (ordinal: number, what: string, author: string) => `${ordinal}. ${what} – ${author}`,
  takeOver: (ordinal: number) => `📝 Tiếp tục soạn bản ${ordinal}`,
  takenByYou: 'Đã chuyển bản nháp sang đây. Đề nghị xem phiếu mới nhất.',
  takenOver: 'Bản nháp này đã có người soạn, không có gì thay đổi. Gõ /drafts để xem các bản nháp.',
  handedOver: (name: string) => `📝 ${name} tiếp tục soạn bản nháp này.`,
  notYoursToManage: (organisation: string) =>
    `Chỉ lãnh đạo hoặc quản trị viên của ${organisation} xem được nhân sự ở đó. Đề nghị liên hệ cơ quan đó.`,
} as const;
