import type { ApprovalReason } from '../../domain/approval.ts';
import { formatDay, formatMoment, formatSecond, weekdayName } from '../format.ts';

const reasons: Readonly<Record<ApprovalReason, string>> = {
  recipients: 'số đơn vị nhận lớn',
  urgency: 'độ khẩn',
  public: 'có đăng báo chí hoặc kênh công khai',
};

/** What lies between a finished draft and its release: a second person, a moment, a way back. */
export const sending = {
  drill: '🟨 DIỄN TẬP',
  drillDraft: '🟨 DIỄN TẬP: mọi tin gửi đi đều ghi «DIỄN TẬP»; bản này không thể phát hành thật',
  kind: (name: string) => `Loại: ${name}`,
  people: (author: string, approver: string) => `👥 Soạn: ${author} · Duyệt: ${approver}`,
  /** On the draft's own card. */
  submitted: (at: Date, names: readonly string[]) =>
    `📨 Đã trình duyệt lúc ${formatMoment(at)}. Chờ: ${names.join(', ')}`,
  needed: (why: readonly ApprovalReason[], names: readonly string[]) =>
    `👥 Cần người thứ hai duyệt (${why.map((one) => reasons[one]).join('; ')}): ${names.join(', ')}`,
  scheduled: (at: Date, count: number) =>
    `⏱ Hẹn phát hành lúc ${formatMoment(at)} (${weekdayName(at)}) đến ${count} đơn vị. Chưa có tin nào được gửi.`,
  goingOut: (reference: string, count: number, at: Date) =>
    `⏳ Phát hành ${reference} đến ${count} đơn vị lúc ${formatSecond(at)}. Chưa có tin nào được gửi.`,
  approvedBy: (name: string) => `✅ Duyệt: ${name}`,
  returned: (name: string, reason: string, at: Date) =>
    `↩️ ${name} trả lại lúc ${formatMoment(at)}: ${reason}`,
  onSchedule: (at: Date) => `⏱ Hẹn phát hành: ${formatMoment(at)} (${weekdayName(at)})`,
  releasedBefore: (name: string, reference: string, day: string) =>
    `♻️ Tệp «${name}» đã phát hành theo ${reference}, ngày ${formatDay(day)}`,
  button: {
    kind: (name: string, isChosen: boolean) => `${isChosen ? '● ' : ''}${name}`,
    submit: '📨 Trình duyệt',
    releaseAt: (at: Date) => `⏱ Phát hành lúc ${formatMoment(at)}`,
    undo: (until: Date) => `↩️ Hoàn tác (đến ${formatSecond(until)})`,
    unschedule: '↩️ Hủy hẹn, sửa tiếp',
    now: '🚀 Phát hành ngay',
    withdraw: '↩️ Rút lại để sửa',
    schedule: '⏱ Hẹn giờ phát hành',
    noSchedule: '🚀 Không hẹn giờ',
    at: (moment: Date) => `${formatMoment(moment)} (${weekdayName(moment)})`,
    testCopy: '🧪 Gửi thử cho người soạn',
    testCopyToMe: '🧪 Gửi bản thử để xem',
    approve: '✅ Duyệt và phát hành',
    approveAt: (at: Date) => `✅ Duyệt, phát hành lúc ${formatMoment(at)}`,
    giveBack: '↩️ Trả lại',
    lists: '⭐ Danh sách đã lưu',
    keepList: '💾 Lưu nơi nhận thành danh sách',
    list: (name: string, count: number) => `⭐ ${name} (${count})`,
    dropList: (name: string) => `🗑 ${name}`,
  },
  ask: {
    schedule: '👉 Chọn hoặc gõ thời điểm phát hành, ví dụ: 17h00, hoặc 8h ngày 30/9',
    lists: '👉 Chọn danh sách để thêm vào nơi nhận',
    noLists: 'Cơ quan chưa lưu danh sách nào.',
    listName: '👉 Gõ tên danh sách, ví dụ: Các xã ven sông. Trùng tên thì thay danh sách cũ.',
    reason: (reference: string) =>
      `👉 Lý do trả lại ${reference}? Người soạn sẽ thấy nguyên văn lý do này.`,
  },
  wrong: {
    schedule: 'Chưa đúng thời điểm. Ví dụ: 17h00, hoặc 8h ngày 30/9',
    schedulePast: 'Thời điểm này đã qua. Đề nghị chọn một thời điểm sau hiện tại.',
    scheduleFar: 'Chỉ hẹn trong vòng 90 ngày.',
    listName: 'Tên danh sách phải có từ 2 đến 60 ký tự.',
    listEmpty: 'Chưa có nơi nhận nào để lưu.',
    reason: 'Lý do phải có ít nhất 5 ký tự để người soạn biết cần sửa gì.',
  },
  listKept: (name: string, count: number) => `⭐ Đã lưu danh sách «${name}» (${count} đơn vị).`,
  listDropped: (name: string) => `🗑 Đã bỏ danh sách «${name}».`,
  /** The approver's card. */
  approval: {
    title: (reference: string, author: string, office: string) =>
      `📨 Trình duyệt ${reference} – ${author}, ${office}`,
    why: (why: readonly ApprovalReason[]) =>
      `Cần người thứ hai: ${why.map((one) => reasons[one]).join('; ')}`,
    subject: (subject: string) => `V/v ${subject}`,
    approved: (reference: string, name: string, at: Date) =>
      `✅ ${reference}: ${name} đã duyệt lúc ${formatMoment(at)}`,
    returned: (reference: string, name: string, reason: string) =>
      `↩️ ${reference}: ${name} đã trả lại. Lý do: ${reason}`,
    withdrawn: (reference: string) => `↩️ ${reference}: người soạn đã rút lại để sửa`,
    undone: (reference: string, name: string) =>
      `↩️ ${reference}: ${name} đã hoàn tác, chưa có tin nào được gửi`,
    released: (reference: string, code: string, name: string) =>
      `🚀 ${reference} đã phát hành · Mã ${code} · Duyệt: ${name}`,
    blocked: (reference: string) => `⛔ ${reference} chưa phát hành được, người soạn đã được báo`,
  },
  /** What somebody who pressed is told. */
  answer: {
    submitted: 'Đã trình duyệt.',
    approved: 'Đã duyệt.',
    undone: 'Đã hoàn tác. Chưa có tin nào được gửi, bản nháp mở lại như cũ.',
    withdrawn: 'Đã rút lại, bản nháp mở lại để sửa.',
    tooLate:
      'Văn bản đã phát hành nên không hoàn tác được. Đề nghị dùng các nút trên phiếu theo dõi.',
    ownDraft: 'Người soạn không tự duyệt văn bản của mình. Đề nghị người khác của cơ quan duyệt.',
    decidedBefore: (name: string, at: Date) =>
      `${name} đã duyệt văn bản này trước đó, lúc ${formatMoment(at)}.`,
    noLongerSubmitted:
      'Văn bản này không còn chờ duyệt: đã được trả lại, rút lại hoặc sửa. Đề nghị xem phiếu mới nhất.',
    testSent: (count: number) =>
      count === 0
        ? '🧪 Chưa đủ thông tin hoặc nơi nhận để gửi thử.'
        : `🧪 Đã gửi bản thử: ${count} tin.`,
    returned: 'Đã trả lại, người soạn đã được báo.',
  },
  /** What the author, and who else must know, is written. */
  notice: {
    approved: (reference: string, name: string, at: Date) =>
      `✅ ${name} đã duyệt ${reference}. Phát hành lúc ${formatSecond(at)}.`,
    returned: (reference: string, name: string, reason: string) =>
      `↩️ ${name} trả lại ${reference}. Lý do: ${reason}\nBản nháp được giữ để sửa và trình lại (/drafts).`,
    undone: (reference: string, name: string) =>
      `↩️ ${name} đã hoàn tác việc phát hành ${reference}. Chưa có tin nào được gửi, bản nháp được giữ nguyên (/drafts).`,
    blocked: (reference: string, at: Date, why: readonly string[]) =>
      `⛔ ${reference} chưa phát hành theo hẹn lúc ${formatMoment(at)}:\n${why.map((one) => `– ${one}`).join('\n')}\nBản nháp được giữ lại: gõ /drafts để sửa.`,
    approvalMissing: 'Nay cần người thứ hai duyệt: mở bản nháp và bấm «Trình duyệt».',
    approverLeft: 'Người duyệt nay không còn quyền duyệt: cần trình duyệt lại.',
  },
  blockedCard: (reference: string) =>
    `⛔ ${reference} chưa phát hành theo hẹn. Bản nháp được giữ lại: gõ /drafts để sửa.`,
  drafts: {
    submitted: ' (chờ duyệt)',
    scheduled: (at: Date) => ` (hẹn phát hành ${formatMoment(at)})`,
  },
  test: {
    mark: '🧪 BẢN THỬ – chưa phát hành',
    fileBelow: '🧪 BẢN THỬ – tệp ở tin bên dưới',
    end: (count: number) => `🧪 Hết bản thử (${count} tin). Phiếu soạn ở phía trên.`,
  },
} as const;
