import { foldTone } from '../fold-tone.ts';
import type { Circulation } from './document.ts';

const DECORATION = /^[^\p{L}]+|[^\p{L}]+$/gu;
const INTERNAL = /^(?:TÀI LIỆU )?LƯU HÀNH NỘI BỘ$/iu;
const RETURN = /^(?:XEM XONG TRẢ LẠI|ĐỌC XONG TRẢ LẠI|THU HỒI SAU KHI HỌP)$/iu;
const DRAFT =
  /^(?:BẢN )?DỰ THẢO(?: LẦN(?: THỨ)?(?: (?:\d{1,2}|I{1,3}|MỘT|HAI|BA|BỐN))?)?(?:\s*[-(]?\s*NGÀY[\d\s/.-]*)?$/iu;
const MAX_CELL = 60;

function cellsOf(line: string): readonly string[] {
  if (line.length > 300) return [];
  return line
    .split(/\t|\s{2,}|[|│]/u)
    .map((cell) => foldTone(cell).replaceAll('*', '').replace(DECORATION, '').replace(/\s+/g, ' '))
    .filter((cell) => cell !== '' && cell.length <= MAX_CELL);
}

/** Finds the mark that keeps a document away from press and public; each must be a cell of its own. */
export function findCirculation(text: string): Circulation {
  let found: Circulation = 'normal';
  for (const line of text.normalize('NFC').split(/\r\n?|\n/)) {
    for (const cell of cellsOf(line)) {
      if (RETURN.test(cell)) return 'return_after_reading';
      if (INTERNAL.test(cell)) found = 'internal';
      else if (
        DRAFT.test(cell) &&
        cell.charAt(0) === cell.charAt(0).toUpperCase() &&
        found === 'normal'
      ) {
        found = 'draft';
      }
    }
  }
  return found;
}
