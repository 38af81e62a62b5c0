import { foldLetters, type SecrecyMark } from './secrecy-word.ts';

const DEGREE: Readonly<Record<string, SecrecyMark>> = {
  tuyệt: 'tuyet_mat',
  tuyet: 'tuyet_mat',
  tối: 'toi_mat',
  toi: 'toi_mat',
};
const COMPOUND_BEFORE = /^(?:bảo|bí|cơ|ong|đường|túi|sỏi|thân|giải|nước|dịch|gan|rỉ)$/u;
const COMPOUND_AFTER = /^(?:khẩu|độ|ong|mã|thư|vụ|danh|thiết|mía|nghị)$/u;
const NEUTRAL =
  /^(?:\d+[a-z]?|cv|cd|qd|qđ|kh|bc|tb|ct|vb|nq|ttr|hd|gm|so|số|ban|bản|tl|scan|signed|final|v\d+)$/u;

/**
 * Finds a secrecy mark in a file name.
 *
 * "mật" with its marks counts unless it is half of another word (bảo mật, mật khẩu). Without marks,
 * "toi mat" and "tuyet mat" count; "mat" alone counts in brackets, or when everything beside it is a
 * number or the abbreviation of a document type, because it also spells mặt, mất and mắt.
 */
export function findMarkInFileName(fileName: string): SecrecyMark | undefined {
  const name = foldLetters(fileName.normalize('NFC'))
    .replace(/^.*[\\/]/, '')
    .replace(/(?:\.[A-Za-z0-9]{1,5}){1,2}$/, '')
    .toLowerCase();
  const bracketed = /[[({]\s*(?:(tuyet|toi)[\s_-]*)?mat\s*[\])}]/.exec(name);
  if (bracketed !== null) return DEGREE[bracketed[1] ?? ''] ?? 'mat';

  const tokens =
    name.replace(/(?<!\p{L})m[\s_.-]+ậ[\s_.-]+t(?!\p{L})/gu, 'mật').match(/[\p{L}\d]+/gu) ?? [];
  for (const [at, token] of tokens.entries()) {
    const joined = /^(tuyệt|tối|tuyet|toi)?(mật|mat)$/u.exec(token);
    if (joined === null) continue;
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    const degree = DEGREE[joined[1] ?? before ?? ''];
    if (degree !== undefined) return degree;
    if (joined[2] === 'mật') {
      if (COMPOUND_BEFORE.test(before ?? '') || COMPOUND_AFTER.test(after ?? '')) continue;
      return 'mat';
    }
    if ([before, after].every((word) => word === undefined || NEUTRAL.test(word))) return 'mat';
  }
  return undefined;
}
