/** Is told what went wrong and what was attempted, in words and ids that may stand in a log. */
export type ReportError = (error: unknown, what: string) => void;

/** Reports what the handler throws. The error goes no further: what a store keeps, others can read. */
export async function reporting(
  onError: ReportError,
  what: string,
  handler: () => Promise<void>,
): Promise<void> {
  try {
    await handler();
  } catch (error) {
    onError(error, what);
    throw new Error(`${what} failed; the log says why`);
  }
}

/** Reports the same trouble at most every ten seconds: a server that is away is noticed many times. */
export function withoutRepeats(onError: ReportError): ReportError {
  const lastAt = new Map<string, number>();
  return (error, what) => {
    const key = `${what} ${error instanceof Error ? error.message : error}`;
    const now = Date.now();
    if (now - (lastAt.get(key) ?? 0) < 10_000) return;
    // Messages may hold anything, so the memory of them is bounded.
    if (lastAt.size > 100) lastAt.clear();
    lastAt.set(key, now);
    onError(error, what);
  };
}
