import { KINH_GUI } from './letterhead.ts';
import { isBlank, nextWritten } from './lines.ts';

/** The bodies a document is addressed to, and where the list stands. */
export interface AddresseeList {
  readonly label: string;
  readonly entries: readonly string[];
  /** The first line after the list. */
  readonly end: number;
}

const LABEL = new RegExp(`^\\s*(?:[-–*•]\\s*)?(${KINH_GUI.source})\\s*:?[ \\t]*`, 'u');
const TELEGRAM = /^\s*(.{0,150}?)(?<!\p{L})(điện|ĐIỆN)\s*:[ \t]*(?!\d)/u;
const TELEGRAM_SENDER =
  /^(?:\p{Lu}[\p{Lu}\s.,&–-]*|(?:Chủ tịch|Thủ tướng|Giám đốc|Bộ trưởng|Trưởng|Ban|UBND|Ủy ban|Văn phòng|Sở).*)$/u;
const BULLET = /^\s*(?:[-–—+*•●▪◦]\s*|\(?\d{1,3}[.)]\s+)(?=\S)/u;
const INNER_BULLET = /;\s+[-–+•]\s+/u;
const BODY_OPENER =
  /^(?:Căn cứ|Thực hiện|Trên cơ sở|Theo|Để|Nhằm|Xét|Ngày|Trong|Vừa qua|Hiện nay|Tiếp|Qua|Phúc đáp|Trả lời|Sau khi|Được|Từ|Với|Nhân|Đề nghị|Yêu cầu|I\.|1\.)(?!\p{L})/u;
const LONG_LINE = 60;

/** Whether a line opens the list of addressees. */
export function isAddresseeLabel(line: string): boolean {
  return LABEL.test(line);
}

/** Whether a line is the "… điện:" of a công điện. */
export function isTelegramLabel(line: string): boolean {
  const found = TELEGRAM.exec(line);
  if (found === null) return false;
  const sender = (found[1] ?? '').trim();
  return sender === '' || TELEGRAM_SENDER.test(sender);
}

function clean(entry: string): string {
  return entry
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[;.,\s]+$/u, (end) => (end.startsWith('...') ? '...' : ''));
}

/** Decides whether an unmarked line still belongs to the list. */
function goesOn(
  current: string,
  line: string,
  afterBlank: boolean,
  hasBullets: boolean,
): 'join' | 'new' | 'end' {
  const text = line.trim();
  const isLower = /^\p{Ll}/u.test(text);
  if (/;\s*(?:và)?$/u.test(current))
    return hasBullets && !isLower && text.length > LONG_LINE * 2 ? 'end' : 'new';
  if (current === '') return 'new';
  if (/\.$/u.test(current)) return 'end';
  if (isLower) return 'join';
  if (afterBlank || BODY_OPENER.test(text) || text.length >= LONG_LINE * 2) return 'end';
  return 'join';
}

/**
 * Reads the list that starts on line `at`: one addressee on the label's own line, or one per bullet.
 *
 * A bullet is not split at an inner semicolon. Bullets may be wrapped, numbered or missing.
 */
export function readAddressees(lines: readonly string[], at: number): AddresseeList {
  const first = lines[at] ?? '';
  const labelled = LABEL.exec(first) ?? TELEGRAM.exec(first);
  const label = labelled?.[0] ?? '';
  const entries: string[] = [];
  let current = first.slice(label.length).trim();
  let hasBullets = BULLET.test(current);
  current = current.replace(BULLET, '');
  let afterBlank = false;
  let end = at + 1;
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    const again = LABEL.exec(line);
    const marked =
      again !== null ||
      (BULLET.test(line) && isListed(lines, next, current, hasBullets, afterBlank));
    const verdict = marked ? 'new' : goesOn(current, line, afterBlank, hasBullets);
    if (verdict === 'end') break;
    if (verdict === 'new') {
      if (current !== '') entries.push(current);
      if (marked && again === null) hasBullets = true;
      current = line
        .slice(again?.[0].length ?? 0)
        .replace(BULLET, '')
        .trim();
    } else {
      current = `${current} ${line.trim()}`;
    }
    afterBlank = false;
    end = next + 1;
  }
  entries.push(current);
  return {
    label: label.trim(),
    entries: entries
      .flatMap((entry) => entry.split(INNER_BULLET))
      .map(clean)
      .filter((entry) => entry !== ''),
    end,
  };
}

/** A marked line after a finished list is the first item of the body, not one more addressee. */
function isListed(
  lines: readonly string[],
  at: number,
  current: string,
  hasBullets: boolean,
  afterBlank: boolean,
): boolean {
  if (current === '') return true;
  if (!/\.$/u.test(current)) return true;
  if (!hasBullets) return false;
  const line = lines[at] ?? '';
  const isShort = line.trim().length < LONG_LINE * 2 && /[;.]$/u.test(line.trim());
  return !afterBlank && isShort && !/:$/u.test(nextWritten(lines, at));
}
