/**
 * The word that was meant: the only one that begins with `typed`, or else the nearest by slips (a
 * letter changed, dropped, added, or swapped with its neighbour): one in a short word, two in a
 * longer one. Undefined when none is that near.
 */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const begun = typed.length < 2 ? [] : words.filter((word) => word.startsWith(typed));
  if (begun.length === 1) return begun[0];
  let best: { readonly word: string; readonly slips: number } | undefined;
  for (const word of words) {
    const slips = slipsBetween(typed, word);
    if (slips <= slipsAllowed(word) && slips < (best?.slips ?? 3)) best = { word, slips };
  }
  return best?.word;
}

function slipsAllowed(word: string): number {
  if (word.length < 3) return 0;
  return word.length < 5 ? 1 : 2;
}

/** The optimal string alignment distance: Levenshtein with neighbours swapped as one slip. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + same,
          isSwap ? (before[j - 2] ?? 0) + 1 : 3,
        ),
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
