import { foldTone } from '../fold-tone.ts';
import type { Urgency } from './document.ts';

const LETTERS: readonly (readonly [RegExp, Urgency])[] = [
  [/^(?:ĐỘKHẨN)?HỎATỐC(?:HẸNGIỜ.*)?$/u, 'hoa_toc'],
  [/^(?:ĐỘKHẨN)?THƯỢNGKHẨN$/u, 'thuong_khan'],
  [/^(?:ĐỘKHẨN)?KHẨN$/u, 'khan'],
];
const MAX_CELL = 60;

/**
 * Reads a cell that holds an urgency mark and nothing else; `undefined` for any other cell.
 *
 * Small letters count only after "Độ khẩn:".
 */
export function urgencyOf(cell: string): Urgency | undefined {
  if (cell.length > MAX_CELL) return undefined;
  const isLabelled = /^\W*độ\s+khẩn/iu.test(cell);
  const letters = foldTone((isLabelled ? cell.toUpperCase() : cell).replace(/[^\p{L}]/gu, ''));
  return LETTERS.find(([pattern]) => pattern.test(letters))?.[1];
}
