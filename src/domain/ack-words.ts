/**
 * Reads a short message as an acknowledgement or as a choice from a numbered list.
 *
 * Every word has to be known: a sentence that merely contains "đã nhận" says something else. Words
 * count with their diacritics or with none at all, since many people type none.
 */
import { foldTone } from './fold-tone.ts';
import { parseShortCode } from './short-code.ts';

export type AckWords =
  | { readonly type: 'acknowledge'; readonly code?: string }
  /** The number somebody picked from a list. */
  | { readonly type: 'choice'; readonly n: number };

/** Longer messages say more than "received". */
const MAX_LENGTH = 90;

/**
 * What a phrase does: D is the keyword printed on cards; V says "understood", K "ok", R "received",
 * which may name what; X is "confirm", a request in the mouth of others; Q needs a code beside it.
 * O was received; L, and S, announce a code; P, and S, a choice. B, M (the speaker) and T (an office)
 * stand before, Y is a person spoken to, A and Z follow, N urges.
 */
type Role = 'D' | 'V' | 'K' | 'R' | 'X' | 'Q' | 'O' | 'L' | 'S' | 'P' | Around;
type Around = 'B' | 'M' | 'T' | 'Y' | 'A' | 'Z' | 'N';

const PHRASES: readonly (readonly [Role, string])[] = [
  ['D', 'dn, đn'],
  ['V', 'rõ, đã rõ, nghe rõ, đã xác nhận'],
  ['K', 'ô kê'],
  ['R', 'đã nhận, danhan, đã tiếp nhận, nhận được, đã nhận được, đã nhận đủ, nhận rồi'],
  ['X', 'xn, xác nhận, tiếp nhận'],
  ['Q', 'nhận'],
  ['O', 'văn bản, công văn, chỉ đạo, thông báo, thông tin, công điện, giấy mời, cv, vb'],
  ['L', 'mã, mã số, vb số, cv số, văn bản số, công văn số, văn bản mã, công văn mã'],
  ['S', 'số'],
  ['P', 'chọn, chọn số, mục, phương án, lựa chọn, chọn mục, chọn phương án'],
  ['B', 'dạ, vâng, thưa, kính thưa, báo cáo'],
  ['M', 'em, tôi, mình, chúng tôi, chúng em, bên em, đơn vị em, đơn vị tôi, xã em, phường em'],
  ['T', 'đơn vị, cơ quan, xã, phường, văn phòng, văn thư'],
  ['Y', 'anh, chị, sếp, các anh, các chị, anh chị, thủ trưởng, lãnh đạo'],
  ['A', 'rồi, luôn, cảm ơn, xin cảm ơn, cám ơn, thanks, thank, tks, trân trọng'],
  ['Z', 'ạ'],
  ['N', 'nhé, nha'],
];

/** A person is spoken to before the verb only after a greeting: "anh đã nhận" is about somebody else. */
const ACKNOWLEDGEMENT =
  /^(?:BY*|M|T)*(?:[LS]?C)?(?:BY*|M|T)*(?:[DVKXQ]|RO*)+[AZNYM]*(?:[LS]?C)?[AZNYM]*$/;
const CHOICE = /^[BM]*[PS]?#[ZN]*$/;
/** "10%", "+1", "1/2" are no choices. */
const ARITHMETIC = /[%$+\-−/*=₫€<>]/;

/** "8h30", "100k", "12tr": people agree to times and sums with the same words. */
const MEASURE = /^\d+(?:(?:h|g|tr|m)\d*|k|kg|km|cm|mm|ha|kw|gb|mb|ml|p)$/;
const OKAY = /^[oô]+k+(?:[eê]+|i+e?|[ae]y|el+a+|la+h*)?$/;

/** What the words say; `undefined` when they say anything else. */
export function readAckWords(text: string): AckWords | undefined {
  const words = wordsOf(text);
  if (words === undefined) return undefined;
  const reading = readRoles(words);
  if (reading === undefined) return undefined;
  const { roles, code, number } = reading;

  if (CHOICE.test(roles) && number !== undefined && !ARITHMETIC.test(text)) {
    return { type: 'choice', n: number };
  }
  if (!ACKNOWLEDGEMENT.test(roles) || isRequest(roles)) return undefined;
  if (roles.includes('Q') && code === undefined) return undefined;
  return { type: 'acknowledge', ...(code !== undefined && { code }) };
}

/** "Xác nhận nhé", "rõ nhé", "đơn vị xác nhận" and two codes at once ask or tell others. */
function isRequest(roles: string): boolean {
  return /[XV].*N|[TY].*X|C.*C/.test(roles);
}

/** The words as typed, without emoji and punctuation; `undefined` for questions and long texts. */
function wordsOf(text: string): readonly string[] | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/^\s*@\S+/, '')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3/gu, ' ')
    .trim();
  if (plain.length > MAX_LENGTH || /[?？]/.test(plain)) return undefined;
  const words = plain
    // A hyphen inside a code is somebody's idea of tidiness.
    .replace(/[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+/gu, (compound) => {
      const joined = compound.replaceAll(/[-_]/g, '');
      return asCode(joined) === undefined ? compound : joined;
    })
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
    .flatMap(unglue);
  return words.length === 0 ? undefined : words;
}

/** "dn12k7" is two words. */
function unglue(word: string): readonly string[] {
  const parts = /^(dn|đn|xn|ok)(.{4})$/iu.exec(word);
  const [, verb = '', code = ''] = parts ?? [];
  return asCode(code) === undefined ? [word] : [verb, code];
}

/** A code with at least one digit typed as such: "thoi" and "lien" would pass for codes as well. */
function asCode(word: string): string | undefined {
  return /\d/.test(word) ? parseShortCode(word) : undefined;
}

interface Reading {
  /** One letter per phrase, C for a code, # for a number. */
  readonly roles: string;
  readonly code: string | undefined;
  readonly number: number | undefined;
}

function readRoles(words: readonly string[]): Reading | undefined {
  let roles = '';
  let code: string | undefined;
  let number: number | undefined;
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    const phrase = longestPhrase(words, at);
    if (phrase !== undefined) {
      roles += phrase.role;
      at += phrase.length;
      continue;
    }
    const typed = asTypedCode(word, roles.includes('D'));
    if (typed !== undefined) {
      roles += 'C';
      code = typed;
    } else if (/^\d{1,2}$/.test(word)) {
      roles += '#';
      number = Number(word);
    } else return undefined;
    at += 1;
  }
  return { roles, code, number };
}

/** After the printed keyword anything that can be a code is one; elsewhere it has to look like one. */
function asTypedCode(word: string, isKeyword: boolean): string | undefined {
  if (isKeyword && word === word.toUpperCase()) return parseShortCode(word);
  return !isKeyword && MEASURE.test(word.toLowerCase()) ? undefined : asCode(word);
}

function longestPhrase(
  words: readonly string[],
  at: number,
): { readonly role: Role; readonly length: number } | undefined {
  const lower = words.slice(at, at + LONGEST).map((word) => foldTone(word.toLowerCase()));
  if (OKAY.test(lower[0] ?? '')) return { role: 'K', length: 1 };
  for (let length = lower.length; length > 0; length -= 1) {
    const role = LEXICON.find(
      ([, phrase]) =>
        phrase.length === length &&
        phrase.every((word, index) => lower[index] === word || lower[index] === bare(word)),
    )?.[0];
    if (role !== undefined) return { role, length };
  }
  return undefined;
}

/** A word as somebody types it who types no diacritics. */
function bare(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

const LEXICON: readonly (readonly [Role, readonly string[]])[] = PHRASES.flatMap(
  ([role, phrases]) =>
    phrases.split(', ').map((phrase) => [role, phrase.split(' ').map(foldTone)] as const),
);
const LONGEST = Math.max(...LEXICON.map(([, phrase]) => phrase.length));
