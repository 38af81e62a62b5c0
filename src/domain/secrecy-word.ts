import type { Secrecy } from './document/document.ts';
import { fromTcvn3 } from './document/tcvn3.ts';
import { fromVni } from './document/vni.ts';

/** A mark that makes a document a state secret. */
export type SecrecyMark = Exclude<Secrecy, 'none'>;

/** How a mark is written: in capitals as a stamp, or in small letters as a form is filled in. */
export interface MarkWord {
  readonly mark: SecrecyMark;
  readonly isCapital: boolean;
}

const CYRILLIC: Readonly<Record<string, string>> = {
  м: 'm',
  а: 'a',
  т: 't',
  о: 'o',
  і: 'i',
  у: 'y',
  е: 'e',
  М: 'M',
  А: 'A',
  Т: 'T',
  О: 'O',
  І: 'I',
  У: 'Y',
  Е: 'E',
  Μ: 'M',
  Α: 'A',
  Τ: 'T',
  Ο: 'O',
  Ι: 'I',
  Υ: 'Y',
  Ε: 'E',
};
const FOREIGN_LETTER = new RegExp(`[${Object.keys(CYRILLIC).join('')}]`, 'gu');
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
// A vowel may have lost its dot, its roof or both to a damaged font; a breve or an acute is another word.
const MAT = 'M[ẬÂẠA]\\u0323?[TṬ]';
const TOI = 'T[ỐÔO]\\u0301?[IÍ]';
const TUYET = 'TUY[ỆÊẸE]\\u0323?[TṬ]';
const LABEL = '(?:(?:DẤU)?(?:CHỈ)?(?:MỨC)?ĐỘMẬT|DOMAT|ĐỘBẢOMẬT|DẤUMẬT|MỨCMẬT)[:.]?';
const OTHER_MARK = '(?:HỎATỐCHẸNGIỜ|HOẢTỐCHẸNGIỜ|HỎATỐC|HOẢTỐC|THƯỢNGKHẨN|KHẨN)';
const SECRET = `(?:(?<tuyet>${TUYET})|(?<toi>${TOI}))?${MAT}`;
const BARE = new RegExp(`^(?:${OTHER_MARK})?${SECRET}(?:${OTHER_MARK})?$`, 'u');
const LABELLED = new RegExp(`^${LABEL}${SECRET}$`, 'u');
const MAX_LENGTH = 90;

/** Folds letters of any width, alphabet and form into plain composed ones. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(FOREIGN_LETTER, (letter) => CYRILLIC[letter] ?? letter)
    .replaceAll('Ð', 'Đ');
}

function lettersOf(text: string): string {
  return foldLetters(text).replace(/[^\p{L}\p{M}:]/gu, '');
}

function match(pattern: RegExp, letters: string): MarkWord | undefined {
  const found = pattern.exec(letters.toUpperCase().normalize('NFC'));
  if (found === null) return undefined;
  const mark = found.groups?.tuyet ? 'tuyet_mat' : found.groups?.toi ? 'toi_mat' : 'mat';
  return { mark, isCapital: letters === letters.toUpperCase() };
}

function matchAnyCode(pattern: RegExp, cell: string): MarkWord | undefined {
  if (cell.length > MAX_LENGTH) return undefined;
  const plain = match(pattern, lettersOf(cell));
  if (plain !== undefined || !/\P{ASCII}/u.test(cell)) return plain;
  return match(pattern, lettersOf(fromTcvn3(cell))) ?? match(pattern, lettersOf(fromVni(cell)));
}

const HINT =
  /[MmМмΜ\uFF2D\uFF4D\u{1D400}-\u{1D7FF}]\P{L}{0,4}[AaÂâẬậẠạËëАаΑ\uFF21\uFF41\u{1D400}-\u{1D7FF}][\u0300-\u036FÄäÂâ]{0,2}\P{L}{0,4}[TtТтΤṬ\uFF34\uFF54\u{1D400}-\u{1D7FF}]/u;

/** A cheap test that every line with a mark passes; lines that fail it need no further look. */
export function mayHoldMark(line: string): boolean {
  return HINT.test(line);
}

/** Where such hints stand in a long line. */
export function hintsIn(line: string): readonly number[] {
  return Array.from(line.matchAll(new RegExp(HINT, 'gu')), (match) => match.index);
}

/** Reads a cell that holds nothing but a secrecy mark, in any code, spacing and decoration. */
export function readBareMark(cell: string): MarkWord | undefined {
  return matchAnyCode(BARE, cell.replaceAll(':', ''));
}

/** Reads a cell such as "Độ mật: Tối mật". */
export function readLabelledMark(cell: string): MarkWord | undefined {
  return matchAnyCode(LABELLED, cell);
}
