import type { Messages } from '../messages.ts';

export const question: Messages['question'] = {
  toPerson: (name) => `👤 ${name}:`,
  replyHere: '↩️ Please reply to this very message.',
  letBe: '✖️ Never mind',
  wasLetBe: 'Left as it was, nothing has changed.',
  wordsOnly: 'Please answer in words.',
  othersQuestion: 'This question is for somebody else, nothing has changed.',
  noLongerOpen: 'This question is closed, nothing has changed. Please press the button again.',
};
