import type { PositionRole } from '../../domain/acknowledgement.ts';
import type { HandlingState } from '../../domain/handling.ts';
import { formatMoment } from '../format.ts';
import { card } from './card.ts';

const states: Readonly<Record<HandlingState, string>> = {
  delivered: 'Chưa tiếp nhận',
  rejected: 'Đã từ chối tiếp nhận',
  acknowledged: 'Đã tiếp nhận',
  assigned: 'Đã phân công',
  in_progress: 'Đang xử lý',
  done: 'Hoàn thành',
};

/** What an organisation's people do with a directive besides acknowledging and reporting. */
export const handling = {
  menu: (reference: string, organisation: string, state: HandlingState) =>
    `☰ ${reference} – ${organisation}: ${states[state]}`,
  buttons: {
    reject: '↩️ Từ chối tiếp nhận',
    assign: '👤 Phân công',
    reassign: '👤 Phân công người khác',
    start: '🛠 Đang xử lý',
    finish: '🏁 Hoàn thành',
    extend: '⏳ Xin gia hạn',
    feedback: '💬 Phản hồi',
    withdraw: '↶ Rút lại bước vừa ghi',
    accept: '✅ Nhận việc',
    decline: '✖️ Từ chối',
  },
  menuOpen: 'Danh sách việc đã có ở tin bên dưới.',
  inPrivate: 'Đề nghị mở tin nhắn riêng với bot và gõ /viec.',
  notNow: (state: HandlingState) =>
    `Không làm được bước này: văn bản đang ở bước ${states[state]}. Đề nghị bấm lại «${card.buttons.more}».`,
  notPermitted: 'Tài khoản này không được làm việc đó cho đơn vị. Đề nghị liên hệ lãnh đạo đơn vị.',
  before: (state: HandlingState, role: PositionRole, name: string, at: Date) =>
    `${states[state]}: đã được ghi trước đó, ${card.role(role)} ${name}, ${formatMoment(at)}.`,
  letOff: 'Cơ quan ban hành đã đồng ý: đơn vị không phải xử lý văn bản này.',
  takenBy: (role: PositionRole, name: string, at: Date) =>
    `Đơn vị đã tiếp nhận trước đó: ${card.role(role)} ${name}, ${formatMoment(at)}`,
  started: (reference: string) => `🛠 Đã ghi: đang xử lý ${reference}.`,
  finished: (reference: string) => `🏁 Đã ghi: hoàn thành ${reference}.`,
  finishedOwing: (reference: string) =>
    `🏁 Đã ghi: hoàn thành ${reference}. Đơn vị vẫn còn phải nộp báo cáo.`,
  withdrawn: (state: HandlingState, reference: string) =>
    `↶ Đã rút lại bước ${states[state]} của ${reference}.`,

  askReason: (reference: string, organisation: string) =>
    `Lý do ${organisation} từ chối tiếp nhận ${reference}?`,
  reasons: ['Gửi nhầm đơn vị', 'Không thuộc thẩm quyền của đơn vị'],
  rejected: (reference: string) =>
    `↩️ Đã ghi từ chối tiếp nhận ${reference} và báo cơ quan ban hành. Trong khi chờ, đơn vị không bị nhắc.`,

  whom: (reference: string) => `Phân công ${reference} cho ai?`,
  person: (name: string, role: PositionRole) => `${name} (${card.role(role)})`,
  nobodyElse: 'Đơn vị chưa có người nào khác đã liên kết. Đề nghị đăng ký đầu mối cho đơn vị.',
  asked: (name: string, reference: string) => `👤 Đã hỏi ${name} nhận việc theo ${reference}.`,
  askedBefore: (name: string, by: string, at: Date) =>
    `${name} đã được phân công trước đó (${by}, ${formatMoment(at)}). Muốn đổi, đề nghị bấm «Phân công người khác».`,
  youAreAsked: (name: string, by: string, role: PositionRole, reference: string) =>
    `👤 ${name} được ${card.role(role)} ${by} phân công xử lý ${reference}.`,
  subject: (subject: string) => `V/v ${subject}`,
  due: (due: Date) => `⏰ Hạn báo cáo: ${formatMoment(due)}`,
  notYours:
    'Việc này được phân công cho người khác, không có gì thay đổi. Đề nghị để người được phân công trả lời.',
  noLongerAsked: 'Việc phân công này không còn hiệu lực. Đề nghị xem tin văn bản.',
  accepted: (name: string, reference: string) =>
    `✅ ${name} đã nhận việc theo ${reference}. Nhắc hạn sẽ gửi cho người được phân công; đơn vị vẫn là nơi phải báo cáo.`,
  declined: (name: string, reference: string) =>
    `✖️ ${name} không nhận việc theo ${reference}. Việc trở lại đơn vị, đề nghị phân công người khác.`,
  left: (name: string, reference: string) =>
    `👤 ${name} không còn ở đơn vị. Việc theo ${reference} trở lại đơn vị, đề nghị phân công người khác.`,
  takenBack: (name: string, reference: string) => `↶ Không còn phân công ${reference} cho ${name}.`,

  which: (reference: string) => `Xin gia hạn báo cáo nào theo ${reference}?`,
  report: (phrase: string, due: Date) => `${phrase} (hạn ${formatMoment(due)})`,
  askExtension: (reference: string, due: Date) =>
    `Hạn báo cáo theo ${reference} là ${formatMoment(due)}. Xin gia hạn đến ngày nào, vì sao? Ví dụ: 20/1/2026, do mưa lũ chia cắt đường`,
  extensionUntil: (until: Date) => `Xin gia hạn đến ${formatMoment(until)}.`,
  askExtensionReason: (until: Date) => `Lý do xin gia hạn đến ${formatMoment(until)}?`,
  extensionBadDate: 'Chưa đọc được ngày. Ví dụ: 20/1/2026, do mưa lũ chia cắt đường',
  extensionNotLater: (due: Date) =>
    `Ngày xin gia hạn phải sau hạn hiện nay (${formatMoment(due)}) và chưa qua.`,
  extensionAsked: (reference: string, until: Date) =>
    `⏳ Đã xin gia hạn báo cáo theo ${reference} đến ${formatMoment(until)}. Kết quả sẽ báo tại đây; trước đó hạn cũ vẫn tính.`,
  extensionAskedBefore: (name: string, at: Date) =>
    `Đã có người xin gia hạn, chờ cơ quan ban hành: ${name}, ${formatMoment(at)}.`,
  nothingToExtend: 'Đơn vị không còn báo cáo nào có hạn để xin gia hạn.',

  askFeedback: (reference: string) =>
    `Nội dung phản hồi về ${reference}? Nội dung được chuyển nguyên văn đến cơ quan ban hành.`,
  feedback: (reference: string, organisation: string, role: PositionRole, name: string) =>
    `💬 Phản hồi về ${reference} – ${organisation}, ${card.role(role)} ${name}. Trả lời tin này để gửi lại đơn vị:`,
  feedbackSent: (reference: string) =>
    `💬 Đã chuyển phản hồi về ${reference} đến cơ quan ban hành.`,
  feedbackUnheard:
    '⚠️ Đã ghi phản hồi, nhưng cơ quan ban hành chưa có ai nhận tin riêng. Đề nghị gọi điện.',
  answer: (office: string, reference: string, name: string) =>
    `💬 ${office} trả lời phản hồi của ${name} về ${reference}:`,
  answerSent: (organisation: string) => `💬 Đã chuyển trả lời đến ${organisation}.`,
  answerUnheard: (organisation: string) =>
    `⚠️ Không còn gửi được đến nơi ${organisation} đã phản hồi. Đề nghị liên hệ đơn vị bằng cách khác.`,
  answeredBy: (name: string, organisation: string) => `💬 ${name} đã trả lời ${organisation}:`,

  openCard: (reference: string, code: string) => `📄 ${reference} (Mã ${code})`,
  mine: '👤',
  here: (reference: string) => `⬆️ Phiếu của ${reference} ở tin được trả lời.`,
  cardGone: 'Phiếu này không còn. Đề nghị xem văn bản trên Trục liên thông/Hệ thống QLVB.',
} as const;
