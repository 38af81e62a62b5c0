import { setTimeout as pause } from 'node:timers/promises';

/** Reads until `read` brings something other than `undefined`; throws when it never does in time. */
export async function eventually<T>(
  what: string,
  read: () => T | undefined | Promise<T | undefined>,
  withinMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`${what} did not happen in ${withinMs} ms`);
    await pause(5);
  }
}
