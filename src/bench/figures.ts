/** The value below which this share of the values lies; 0 when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
  return sorted[Math.max(0, index)] ?? 0;
}

/** The middle value of several rounds. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Rounds for print. */
export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
