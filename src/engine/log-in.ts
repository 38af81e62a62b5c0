import { isHeldElsewhere } from '../store/account-leases.ts';
import type { Engine } from './engine.ts';

/** How soon it is tried again that came to a process without the account. */
const passOnMs = 500;

/** Has an account that waits before it logs in do so at once; one that is connected stays as it is. */
export async function logIn(engine: Engine, accountId: string): Promise<{ asked: number }> {
  const channel = engine.channels.get(accountId);
  if (!channel?.retryNow) return { asked: 0 };
  if (channel.health().state !== 'stopped') {
    channel.retryNow();
    return { asked: 1 };
  }
  const { db, machine, processId: owner, stopping } = engine;
  const now = machine.now();
  if (!stopping?.aborted && (await isHeldElsewhere(db, accountId, { owner, now }))) {
    const at = new Date(now.getTime() + passOnMs);
    await engine.jobs.enqueue({ job: 'log-in', accountId }, at);
  }
  return { asked: 0 };
}
