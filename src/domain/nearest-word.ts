/** The word at most two slips (inserted, dropped, changed letters) away; undefined when none is that near. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  let best: { readonly word: string; readonly slips: number } | undefined;
  for (const word of words) {
    const slips = slipsBetween(typed, word);
    if (slips <= 2 && slips < word.length && slips < (best?.slips ?? 3)) best = { word, slips };
  }
  return best?.word;
}

/** Levenshtein distance. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
