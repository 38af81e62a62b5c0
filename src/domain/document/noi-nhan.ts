import type { NoiNhanEntry } from './document.ts';

const BULLET = /^(?:[-–—+•*●▪◦]|\d{1,2}[.)])\s*/u;
const PURPOSE = /^(.*\S)\s*\(\s*([^()]{1,80}?)\s*\)$/u;
const PURPOSE_WORD =
  /^(?:\p{Ll}|(?:Để|Đăng|Báo cáo|Thực hiện|Phối hợp|Biết|Đưa|Theo dõi|Chỉ đạo|B\/c|T\/h|P\/h|Đ\/tải)(?!\p{L}))/u;
const COPIES = /^\d|^\p{Ll}?\d/u;

/**
 * Reads one entry of Nơi nhận.
 *
 * The purpose is the printed word in brackets; a name or a number of copies in brackets belongs to the text.
 */
export function readNoiNhanEntry(printed: string): NoiNhanEntry {
  const text = printed
    .replace(BULLET, '')
    .replace(/[;.,\s]+$/u, '')
    .trim();
  if (/^Lưu(?!\p{L})/u.test(text)) return { text, purpose: 'luu' };
  const [, body, purpose] = PURPOSE.exec(text) ?? [];
  if (body === undefined || purpose === undefined) return { text, purpose: null };
  if (!PURPOSE_WORD.test(purpose) || COPIES.test(purpose) || /^qua (?!.*\/)/u.test(purpose))
    return { text, purpose: null };
  return { text: body, purpose };
}

/** Whether an entry only stands for the list of Kính gửi or of an article. */
export function isReferral(entry: NoiNhanEntry): boolean {
  return /^Như (?:trên|[Đđ]iều|[Kk]ính gửi|[Mm]ục)/u.test(entry.text);
}

/** Cuts a list that was printed on one line into its entries. */
export function splitEntries(printed: string): readonly string[] {
  const pieces = printed.split(/;\s+(?=[-–•+]\s)/u);
  return pieces.length > 1 || BULLET.test(printed) ? pieces : printed.split(/;\s+(?=\p{Lu})/u);
}
