import type { Citation } from './document.ts';
import type { Piece } from './lay-out.ts';
import { isoDay } from './place-date.ts';
import { findReferences, type Reference } from './references.ts';

const DATE =
  /^\s*,?\s*(?:(?:ký|ban hành|đề)\s+)?ngày\s*(?:(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})|(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}))/iu;
const OF = /^\s*,?\s*của\s+/u;
const ISSUER_END =
  /[,;.:()"“”]|\s(?=(?:ban hành|triển khai|quy định|hướng dẫn|phê duyệt|sửa đổi|thực hiện|yêu cầu|đề nghị|tiếp tục|giao|chỉ đạo|thông báo|tổ chức|có hiệu lực|được|đã|đang|trên địa bàn|tại|gửi|nêu|trước|để|nhằm|đến|theo|kèm|cho|khi|là|phải|cần|phát động|tăng cường|bổ sung|thay thế|công bố|ngày|trong đó|như|v\/v|do|nêu trên)(?!\p{L})|về(?!\p{L})|(?:và|hoặc)\s+(?:các\s+)?(?:số|Nghị quyết|Chỉ thị|Kết luận|Quyết định|Thông tư|Nghị định|Luật|Công văn|Văn bản|Kế hoạch|Hướng dẫn|Công điện|Thông báo|Báo cáo|Tờ trình)(?!\p{L})|và\s+(?:ý kiến|chỉ đạo|đề nghị|tình hình|thực tế)(?!\p{L}))/gu;
const NAMED_AFTER_ABOUT =
  /(?:Ban Chỉ đạo|Ban Chỉ huy|Ủy ban|Uỷ ban|Hội đồng|Tổ công tác|Nhóm công tác|Tiểu ban)(?:\s\p{L}+){0,2}$/u;
const SUBORDINATE =
  /^(?:Cục|Tổng cục|Vụ|Chi cục|Trung tâm|Viện|Phòng|Văn phòng|Thanh tra)(?!\p{L})/u;
const SUPERIOR =
  /^,\s+((?:Bộ|Sở|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Văn phòng)\s[^,;.:()]{2,80}?)(?=[;.)]|\s+về(?!\p{L})|$)/u;
const BETWEEN = /^\s*(?:,|;|và|,\s*và)?\s*$/u;
const MAX_ISSUER = 160;

interface Found {
  readonly reference: Reference;
  readonly date: string | null;
  readonly issuer: string | null;
  /** Where date and issuer end. */
  readonly end: number;
}

function readIssuer(text: string): string | null {
  const window = text.slice(0, MAX_ISSUER);
  for (const stop of window.matchAll(ISSUER_END)) {
    const issuer = window.slice(0, stop.index).trimEnd();
    const rest = window.slice(stop.index);
    if (/^\s*về(?!\p{L})/u.test(rest) && NAMED_AFTER_ABOUT.test(issuer)) continue;
    const superior =
      rest.startsWith(',') && SUBORDINATE.test(issuer)
        ? SUPERIOR.exec(text.slice(stop.index))
        : null;
    if (superior !== null) return `${issuer}, ${superior[1] ?? ''}`;
    return issuer === '' ? null : issuer;
  }
  return window.trim() === '' ? null : window.trim();
}

function readDate(text: string): { readonly date: string | null; readonly length: number } {
  const found = DATE.exec(text);
  if (found === null) return { date: null, length: 0 };
  const [all, d, m, y, sd, sm, sy] = found;
  return { date: isoDay(d ?? sd ?? '', m ?? sm ?? '', y ?? sy ?? ''), length: all.length };
}

/** Reads what follows a reference: its date, then its issuer, or the other way round. */
function readAround(text: string, reference: Reference, until: number): Found {
  let at = reference.end;
  const first = readDate(text.slice(at, Math.min(until, at + 80)));
  at += first.length;
  const of = OF.exec(text.slice(at, at + 12));
  if (of === null) return { reference, date: first.date, issuer: null, end: at };
  const start = at + of[0].length;
  const issuer = readIssuer(text.slice(start, until));
  at = start + (issuer?.length ?? 0);
  const second =
    first.date === null
      ? readDate(text.slice(at, Math.min(until, at + 80)))
      : { date: null, length: 0 };
  return { reference, date: first.date ?? second.date, issuer, end: at + second.length };
}

/** Citations of one paragraph; a list "A, B và C của X" shares the issuer that stands at its end. */
function readParagraph(text: string): readonly Found[] {
  const references = findReferences(text);
  const found = references.map((reference, at) =>
    readAround(text, reference, references[at + 1]?.start ?? text.length),
  );
  for (let at = found.length - 2; at >= 0; at -= 1) {
    const [here, next] = [found[at], found[at + 1]];
    if (here === undefined || next === undefined || here.issuer !== null) continue;
    if (BETWEEN.test(text.slice(here.end, next.reference.start)))
      found[at] = { ...here, issuer: next.issuer };
  }
  return found;
}

/**
 * Reads every other document the text names, each once, in the order of first appearance.
 *
 * The body wins over a footnote as the place. The document's own reference is no citation.
 */
export function readCitations(
  pieces: readonly Piece[],
  ownReference: string | null,
): readonly Citation[] {
  const known = new Map<string, Citation & { count: number }>();
  for (const piece of pieces) {
    if (piece.zone !== 'body' && piece.zone !== 'footnote' && piece.zone !== 'appendix') continue;
    const where = piece.zone === 'footnote' ? `footnote:${piece.mark ?? ''}` : piece.zone;
    for (const { reference, date, issuer } of readParagraph(piece.text)) {
      if (reference.reference === ownReference) continue;
      const before = known.get(reference.reference);
      known.set(reference.reference, {
        reference: reference.reference,
        date: before?.date ?? date,
        issuer: before?.issuer ?? issuer,
        type: before?.type ?? reference.type,
        where: where === 'body' ? where : (before?.where ?? where),
        count: (before?.count ?? 0) + 1,
      });
    }
  }
  return [...known.values()].map(({ count, ...citation }) => ({
    ...citation,
    ...(count > 1 && { occurrences: count }),
  }));
}

/** Whether the year inside a reference (03/2019/TT-X) differs from the year of its date. */
export function hasYearConflict({ reference, date }: Citation): boolean {
  const year = /\/((?:19|20)\d{2})\//.exec(reference)?.[1];
  return year !== undefined && date !== null && !date.startsWith(year);
}
