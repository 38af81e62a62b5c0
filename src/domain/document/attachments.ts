import type { Piece } from './lay-out.ts';

const LABEL =
  /^(?:[-–+*•]\s*)?\(?\s*(?:(?:Các\s+)?(?:Tài liệu|Hồ sơ|Văn bản|Biểu mẫu|File|Phụ lục)\s+)?(?:được\s+)?(?:gửi kèm(?: theo)?|kèm theo|đính kèm)(?:\s+(?:gồm(?: có)?|bao gồm|Công văn này|văn bản này))?\s*:\s*/iu;
const INLINE =
  /\((?:[Cc]ó|[Gg]ửi kèm(?: theo)?|[Kk]èm theo|[Đđ]ính kèm)\s*:?\s+([^()]{3,200}?)(?:\s+(?:gửi\s+)?(?:kèm theo|đính kèm|gửi kèm))?\s*\)/gu;
const NUMBERED = /(?:^|[;.,]?\s+)\(\d{1,2}\)\s+/u;
const LISTED = /^(?:[-–+•]\s*|\d{1,2}[.)]\s*|\(\d{1,2}\)\s*|[a-zđ]\)\s*)(?=\S)/u;

function clean(name: string): string {
  return name.replace(/[;.,\s]+$/u, '').trim();
}

function split(names: string): readonly string[] {
  const numbered = names.split(NUMBERED);
  return numbered.length > 1 ? numbered : names.split(/;\s+/u);
}

/**
 * Reads the names of what was sent along: after "Tài liệu gửi kèm:", or in brackets "(Gửi kèm …)".
 *
 * The head of an appendix, which repeats the document's own reference, names no attachment.
 */
export function readAttachments(
  pieces: readonly Piece[],
  ownReference: string | null,
): readonly string[] {
  const body = pieces.filter(({ zone }) => zone === 'body');
  const names: string[] = [];
  for (const [at, { text }] of body.entries()) {
    const label = LABEL.exec(text);
    if (label !== null) {
      const rest = text.slice(label[0].length);
      if (rest !== '')
        names.push(
          ...split(rest.replace(/\)\s*\.?$/u, (end) => (label[0].includes('(') ? '' : end))),
        );
      else {
        for (const next of body.slice(at + 1)) {
          if (!LISTED.test(next.text)) break;
          names.push(next.text.replace(LISTED, ''));
        }
      }
      continue;
    }
    if (!text.includes('(')) continue;
    for (const [, name = ''] of text.matchAll(INLINE)) {
      if (ownReference === null || !name.includes(ownReference)) names.push(name);
    }
  }
  return [...new Set(names.map(clean).filter((name) => name !== ''))];
}
