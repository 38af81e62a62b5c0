const MIN_LENGTH = 8;

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

/** Whether one letter was added, dropped, changed or swapped with its neighbour; digits never count as slips. */
function isOneLetterOff(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && long[start] === short[start]) start += 1;
  let tail = 0;
  while (
    tail < short.length - start &&
    long[long.length - 1 - tail] === short[short.length - 1 - tail]
  )
    tail += 1;
  const left = long.slice(start, long.length - tail);
  const right = short.slice(start, short.length - tail);
  if (/\d/.test(left + right)) return false;
  const isSwap =
    left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return isSwap || (left.length <= 1 && right.length <= 1);
}

/** Whether two folded names differ by one slip of the pen: one letter, or the marks on one word. */
export function isNearName(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < MIN_LENGTH) return false;
  if (isOneLetterOff(a, b)) return true;
  if (bare(a) !== bare(b)) return false;
  const [left, right] = [a.split(' '), b.split(' ')];
  return left.filter((word, at) => word !== right[at]).length === 1;
}

/** How much two folded names share, from 0 to 1, by words without their marks. */
export function likeness(a: string, b: string): number {
  const left = new Set(bare(a).split(' '));
  const right = new Set(bare(b).split(' '));
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  return (2 * shared) / (left.size + right.size || 1);
}
