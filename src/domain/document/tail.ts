import { isBlank } from './lines.ts';
import {
  isCapacityOrPosition,
  isSignedNote,
  personName,
  signatureStart,
} from './signature-words.ts';

/** The end of a document: the distribution list and the signature block, their columns undone. */
export interface Tail {
  readonly start: number;
  /** The first line after the tail. */
  readonly end: number;
  readonly label: string | null;
  /** The entries of Nơi nhận as printed, with bullet and closing mark. */
  readonly entries: readonly string[];
  /** Authority lines, position and name, from top to bottom. */
  readonly signature: readonly string[];
}

const LABEL = /^[*\s]*Nơi\s+nhận\s*(?::|$)\s*/iu;
const BULLET = /^[-–—+•*●▪◦]\s*(?=\S)/u;
const LUU = /^(?:[-–—+•*]\s*)?Lưu(?!\p{L})\s*:?/u;
const AFTER_LUU = /^(.*?(?<=\p{L}|\)|\d)[.;])\s+(\p{Lu}.*)$/u;
const APPENDIX_HEAD =
  /^\s*(?:PHỤ LỤC|Phụ lục|BIỂU MẪU|BIỂU SỐ|MẪU SỐ|Mẫu số|DANH SÁCH|DANH MỤC|ĐỀ CƯƠNG)(?!\p{L})/u;
const CAPITALS = /\p{Lu}{2}/u;
const MAX_BACK = 16;
const MAX_ENTRY = 300;

function isCapital(cell: string): boolean {
  return CAPITALS.test(cell) && cell === cell.toUpperCase();
}

/** Cuts a row of the tail into cells; a signature flattened behind an entry is cut off it. */
export function cutTailRow(row: string): readonly string[] {
  return row
    .split(/\t|\s{2,}|[|│]/u)
    .flatMap((cell) => cutFlattened(cell.trim()))
    .filter((cell) => cell !== '');
}

function cutFlattened(cell: string): readonly string[] {
  if (cell.length > MAX_ENTRY * 4) return [cell];
  const named = /^(.*\p{Lu}{2}[.,]?) (\p{Lu}[\p{L}.’']*(?: \p{Lu}[\p{L}.’']*){1,6})$/u.exec(cell);
  if (
    named !== null &&
    signatureStart(named[1] ?? '') !== undefined &&
    personName(named[2] ?? '')
  ) {
    return [...cutFlattened(named[1] ?? ''), named[2] ?? ''];
  }
  const start = signatureStart(cell);
  if (start !== undefined)
    return [...cutFlattened(cell.slice(0, start).trim()), ...unstack(cell.slice(start).trim())];
  if (LUU.test(cell)) {
    const [, luu, rest] = AFTER_LUU.exec(cell) ?? [];
    if (luu !== undefined && rest !== undefined && personName(rest)) return [luu, rest];
  }
  if (BULLET.test(cell) || LABEL.test(cell)) {
    const [, entry, rest] = /^(.*;)\s+([^;]+)$/u.exec(cell) ?? [];
    if (entry !== undefined && rest !== undefined && (isSignedNote(rest) || personName(rest)))
      return [entry, rest];
  }
  return [cell];
}

/** Cuts lines of a signature block that were stacked and came out on one row. */
function unstack(cell: string): readonly string[] {
  return cell
    .replace(
      /(?<!(?:PHÓ|QUYỀN|Q\.|TRỰC|TM\.?|KT\.?|TL\.?|TUQ\.?|ĐỒNG)\s?)\s+(?=(?:TM|KT|TL|TUQ)\.|PHÓ (?:TRƯỞNG|GIÁM|CHỦ|CHÁNH|CỤC|TỔNG|BÍ|HIỆU|VIỆN|CHI))/gu,
      '\n',
    )
    .split('\n');
}

function isSignatureLine(line: string): boolean {
  const cell = line.trim();
  return (
    isCapacityOrPosition(cell) ||
    isSignedNote(cell) ||
    personName(cell) !== undefined ||
    isCapital(cell)
  );
}

function findLabel(lines: readonly string[], from: number): number {
  const found: number[] = [];
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (
      line.length < MAX_ENTRY * 8 &&
      /nơi\s+nhận/iu.test(line) &&
      cutTailRow(line).some((cell) => LABEL.test(cell))
    ) {
      found.push(at);
    }
  }
  const isList = (at: number) =>
    lines
      .slice(at, at + 6)
      .some((line) => /Như (?:trên|kính gửi|[Đđ]iều)|Lưu\s*:|^\s*[-–•+*]/u.test(line));
  return found.find(isList) ?? found[0] ?? -1;
}

function findStart(lines: readonly string[], from: number, label: number): number {
  if (label < 0) return findSignature(lines, from);
  let start = label;
  let hasPosition = false;
  for (let at = label - 1; at >= Math.max(from, label - MAX_BACK); at -= 1) {
    const line = lines[at] ?? '';
    if (isBlank(line)) continue;
    if (!isSignatureLine(line)) break;
    hasPosition ||= isCapacityOrPosition(line.trim());
    start = at;
  }
  return hasPosition ? start : label;
}

function findSignature(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.length > MAX_ENTRY || !CAPITALS.test(line)) continue;
    const cells = cutTailRow(line);
    if (!cells.some(isCapacityOrPosition)) continue;
    const below = lines
      .slice(at + 1, at + 14)
      .flatMap((line) => (line.length > 80 ? [] : cutTailRow(line)));
    if (cells.concat(below).some((cell) => personName(cell) !== undefined)) return at;
  }
  return lines.length;
}

/** Finds and reads the tail of a document; `from` is the first line of the body. */
export function readTail(lines: readonly string[], from: number): Tail {
  const labelAt = findLabel(lines, from);
  const start = findStart(lines, from, labelAt);
  const entries: string[] = [];
  const signature: string[] = [];
  let label: string | null = null;
  let hasName = false;
  let hasLuu = false;
  let end = start;

  const take = (cell: string): boolean => {
    const rest = cell.replace(LABEL, '');
    if (rest !== cell) {
      label = 'Nơi nhận:';
      return rest === '' || take(rest);
    }
    if (isCapacityOrPosition(cell)) {
      if (hasName) return false;
      signature.push(cell);
      return true;
    }
    if (isSignedNote(cell)) return true;
    const last = entries.at(-1);
    const isOpen = last !== undefined && !/[;.]$/u.test(last) && !LUU.test(last);
    if (!hasName && signature.length > 0 && personName(cell, true) && !BULLET.test(cell)) {
      signature.push(cell);
      hasName = true;
      return true;
    }
    if (label !== null && (BULLET.test(cell) || LUU.test(cell)) && !(hasLuu && hasName)) {
      entries.push(cell);
      hasLuu ||= LUU.test(cell);
      return true;
    }
    if (isCapital(cell) && signature.length > 0 && !hasName && !APPENDIX_HEAD.test(cell)) {
      signature[signature.length - 1] = `${signature.at(-1) ?? ''} ${cell}`;
      return true;
    }
    if (label === null || hasLuu || cell.length > MAX_ENTRY) {
      if (hasName || !personName(cell) || label === null) return false;
      signature.push(cell);
      hasName = true;
      return true;
    }
    if (isOpen) entries[entries.length - 1] = `${last} ${cell}`;
    else entries.push(cell);
    return true;
  };

  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isBlank(line)) continue;
    if (APPENDIX_HEAD.test(line) || line.length > MAX_ENTRY * 8) break;
    const cells = cutTailRow(line);
    if (!cells.map(take).includes(true)) break;
    end = at + 1;
  }
  return { start, end, label, entries, signature };
}
