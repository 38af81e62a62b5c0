import { foldName } from './fold-name.ts';

const GENERAL =
  /^(?:(?:đề nghị|yêu cầu|các|cơ quan|đơn vị|địa phương|tổ chức|cấp|ngành|sở|ban|có liên quan|liên quan|thuộc|trực thuộc|tỉnh|trên|nói trên|nêu trên|theo|nhận|được)(?: |$))+$/u;
const NOUN = /(?:cơ quan|đơn vị|địa phương|tổ chức)/u;

/** Whether printed words name nobody in particular: "các cơ quan, đơn vị, địa phương" are all addressees. */
export function isGeneral(words: string): boolean {
  const name = foldName(words);
  return NOUN.test(name) && GENERAL.test(name);
}
