import { formatDay, formatMoment } from '../format.ts';
import type { Messages } from '../messages.ts';

export const amendment: Messages['amendment'] = {
  correction: (issuer) => `✏️ CORRECTION – ${issuer}`,
  recall: (issuer) => `⛔ DIRECTIVE RECALLED – ${issuer}`,
  about: (number, symbol, issuedOn, code) =>
    `Directive ${number}/${symbol} of ${formatDay(issuedOn)} (Code: ${code})`,
  reason: (reason) => `Reason: ${reason}`,
  nothingMore:
    'Please do not act on it or pass it on; nothing has to be acknowledged or reported any more.',
  takeRepostDown: 'If its short message was posted, please take the post down.',
  corrected: (at) => `✏️ CORRECTED at ${formatMoment(at)} – see the correction below`,
  recalled: (at) => `⛔ RECALLED at ${formatMoment(at)}`,
  replacedBy: (number, symbol, issuedOn, code) =>
    `♻️ REPLACED by directive ${number}/${symbol} of ${formatDay(issuedOn)} (Code: ${code})`,
  replaces: (number, symbol, issuedOn, code) =>
    `♻️ Replaces directive ${number}/${symbol} of ${formatDay(issuedOn)} (Code: ${code})`,
  shortMessageRecalled: '⛔ This message has been recalled.',
};
