const SEGMENT = String.raw`[A-ZĐ][\p{L}\d&.]{0,30}`;
const SYMBOL = `${SEGMENT}(?:\\s?-\\s?${SEGMENT}){0,5}`;
const PARTY_TYPE = 'NQ|QĐ|CT|KL|QC|QyĐ|TB|HD|CTr|KH|ĐA|BC|TTr|CV|CĐ|TT';
const REFERENCE = new RegExp(
  `(?<num>\\d(?<![\\p{L}\\d/]\\d)\\d{0,4}[a-zđ]?)\\s?(?:/\\s?(?<year>(?:19|20)\\d{2})\\s?/\\s?(?<s1>${SYMBOL})|/\\s?(?<s2>${SYMBOL})|\\s?-\\s?(?<pt>${PARTY_TYPE})/(?<po>${SYMBOL}))`,
  'gu',
);
const NOUN =
  '[Nn]ghị quyết(?: liên tịch)?|[Cc]hỉ thị|[Kk]ết luận|[Qq]uy định|[Qq]uyết định|[Tt]hông tư(?: liên tịch)?|[Nn]ghị định|[Bb]ộ luật|[Ll]uật|[Pp]háp lệnh|[Ll]ệnh|' +
  '[Cc]ông văn|[Vv]ăn bản|[Kk]ế hoạch|[Hh]ướng dẫn|[Cc]hương trình|[Cc]ông điện|[Tt]hông báo|[Bb]áo cáo|[Tt]ờ trình|[Gg]iấy mời|[Đđ]ề án|[Qq]uy chế|[Pp]hương án|[Bb]iên bản|[Tt]hông cáo|[Hh]ợp đồng|[Tt]hông tri|[Pp]hiếu chuyển';
const BEFORE = new RegExp(`(?:(?<noun>${NOUN})\\s+)?(?<so>[Ss]ố\\s*:?\\s*)?$`, 'u');
const CITED = /^\s*,?\s*(?:ký\s+)?(?:ngày|của)(?!\p{L})/u;
const ROAD = /^(?:QL|TL|ĐT|ĐH|HL)\d/u;
const MAX_BEFORE = 40;

/** One place where a text names another document by its reference. */
export interface Reference {
  /** As cited, stray blanks removed. */
  readonly reference: string;
  readonly year: string | null;
  /** The noun before it ("Kế hoạch"), as printed. */
  readonly type: string | null;
  /** Where the noun or the number begins, and where the reference ends, in the text given. */
  readonly start: number;
  readonly end: number;
}

/** Finds references in one paragraph. A road (12/QL14) or a bare fraction is none. */
export function findReferences(text: string): readonly Reference[] {
  if (!/\d\s?[/-]/.test(text)) return [];
  const found: Reference[] = [];
  for (const match of text.matchAll(REFERENCE)) {
    const { year, s1, s2, pt, po, num = '' } = match.groups ?? {};
    const before = BEFORE.exec(text.slice(Math.max(0, match.index - MAX_BEFORE), match.index));
    const noun = before?.groups?.noun ?? null;
    const end = match.index + match[0].length - (/[.&]+$/u.exec(match[0])?.[0].length ?? 0);
    const isNamed = noun !== null || before?.groups?.so !== undefined;
    const symbol = (s1 ?? s2 ?? po ?? '').replace(/\s/gu, '').replace(/[.&]+$/u, '');
    const follows =
      found.at(-1) !== undefined &&
      /^[\s,;]*(?:và\s*)?$/u.test(text.slice(found.at(-1)?.end, match.index));
    if (symbol === '' || ROAD.test(symbol)) continue;
    if (!isNamed && !follows && !CITED.test(text.slice(end, end + 20))) continue;
    if (!isNamed && !/\p{Lu}{2}|\p{Lu}-\p{Lu}/u.test(symbol)) continue;
    const lead = pt === undefined ? `/${year === undefined ? '' : `${year}/`}` : `-${pt}/`;
    found.push({
      reference: `${num}${lead}${symbol}`,
      year: year ?? null,
      type: noun ?? (follows ? (found.at(-1)?.type ?? null) : null),
      start: match.index - (before?.[0].length ?? 0),
      end,
    });
  }
  return found;
}
