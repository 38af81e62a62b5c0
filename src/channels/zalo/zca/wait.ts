/** Resolves after `ms`, or at once when `signal` is aborted. Never rejects. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/** A call that did not end in time, or that nobody waits for any more. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** Awaits `promise` for at most `ms`; what comes later is ignored. */
export function within<T>(ms: number, signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      end();
      reject(new DeadlineError(signal.aborted ? 'the connection ended' : `no end in ${ms} ms`));
    };
    const timer = setTimeout(giveUp, ms);
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    signal.addEventListener('abort', giveUp);
    promise.then(resolve, reject).finally(end);
    if (signal.aborted) giveUp();
  });
}
