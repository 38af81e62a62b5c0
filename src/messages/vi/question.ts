/** What stands around a question of the bot that is answered by typing. */
export const question = {
  toPerson: (name: string) => `👤 ${name}:`,
  replyHere: '↩️ Đề nghị trả lời đúng tin này.',
  letBe: '✖️ Thôi',
  wasLetBe: 'Đã thôi, không có gì thay đổi.',
  wordsOnly: 'Đề nghị trả lời bằng chữ.',
  othersQuestion: 'Câu hỏi này dành cho người khác, không có gì thay đổi.',
  noLongerOpen: 'Câu hỏi này đã đóng, không có gì thay đổi. Đề nghị bấm lại nút trên phiếu.',
} as const;
