import { acceptUpdates } from './engine/accept-updates.ts';
import type { Engine } from './engine/engine.ts';
import type { Channel } from './ports/channel.ts';
import { holdAccount, releaseAccount } from './store/account-leases.ts';

/** Receives for one account in at most one process of several. */
export interface Receiver {
  /** Whether this process held the right to receive when the records could last be asked. */
  holds(): boolean;
  stop(): Promise<void>;
}

/** Between two tries of an account that its network refuses. */
const refusedMs = 60_000;

/**
 * Receives for an account whenever this process holds the right to, and stands by otherwise.
 *
 * The right is a lease in the records: a holder that cannot renew it in time rests before another
 * process may begin. A network that cannot be reached is tried again; one that refuses the account is
 * reported once through the log and left alone.
 */
export function startReceiver(engine: Engine, channel: Channel): Receiver {
  const { accountId } = channel;
  const leaseMs = engine.settings.receiverLeaseMs;
  const renewMs = leaseMs / 4;
  let heldUntil = 0;
  let isHolder = false;
  let isReceiving = false;
  let isStopped = false;
  let retryAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const rest = async () => {
    if (!isReceiving) return;
    isReceiving = false;
    await (channel.rest?.() ?? channel.stop());
    engine.log.info({ accountId }, 'stands by');
  };
  const hold = async (): Promise<boolean> => {
    const now = engine.machine.now();
    const until = new Date(now.getTime() + leaseMs);
    const lease = { owner: engine.processId, now, until };
    const fence = await holdAccount(engine.db, accountId, lease);
    isHolder = fence !== undefined;
    if (isHolder) heldUntil = until.getTime();
    return isHolder;
  };
  const receive = async () => {
    await channel.start((updates) => {
      // A holder that lost its right must not confirm what the next one is going to store.
      if (engine.machine.now().getTime() >= heldUntil)
        throw new Error('the right to receive ran out');
      return acceptUpdates(engine, accountId, updates);
    });
    isReceiving = true;
    engine.log.info({ accountId }, 'receives');
    // Not awaited: a queue that is away must not keep the lease from being renewed.
    engine.jobs.enqueue({ job: 'announce-commands', accountId }).catch(() => {
      engine.log.warn({ accountId }, 'commands are not suggested');
    });
  };
  const beat = async () => {
    try {
      const held = await hold();
      if (!held) await rest();
      else if (isReceiving && channel.login && channel.health().state === 'needs-login') {
        // One refusal may be a proxy's; an account that is really refused is asked for now and then.
        // A channel without a login to try waits for a person, and must not be taken away from them.
        await rest();
        retryAt = engine.machine.now().getTime() + refusedMs;
      } else if (!isReceiving && engine.machine.now().getTime() >= retryAt) await receive();
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown error';
      const isRefused = channel.health().state === 'needs-login';
      if (isRefused) retryAt = engine.machine.now().getTime() + refusedMs;
      engine.log.warn({ accountId, reason }, 'cannot receive now');
      if (engine.machine.now().getTime() >= heldUntil - renewMs) await rest();
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      running = beat();
    }, renewMs);
  };
  let running = beat();
  return {
    holds: () => isHolder,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await rest();
      await releaseAccount(engine.db, accountId, engine.processId, engine.machine.now()).catch(
        () => {},
      );
    },
  };
}
