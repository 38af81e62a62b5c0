import { nextChats, policyFor } from '../domain/network-policy.ts';
import { chatsOf } from '../store/chats.ts';
import { lockDirective, versionsById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import {
  cancelUnsent,
  isBeingSent,
  networkAttempts,
  type UnreachedRow,
  unreached,
} from '../store/failovers.ts';
import { ownNetworkPolicies, someFailOver } from '../store/network-policies.ts';
import { commit } from './commit.ts';
import type { Engine } from './engine.ts';
import { writeDeliveries } from './fan-out.ts';

/** Older directives are left to staff, who have been told that they did not arrive. */
const lookBackMs = 24 * 3_600_000;

/**
 * Gives directives to the next network of organisations that the first has not reached in time. What
 * waited on the first is cancelled, so that it never arrives on both.
 */
export async function failOver(engine: Engine): Promise<number> {
  if (engine.settings.networks.policy === 'all' && !(await someFailOver(engine.db))) return 0;
  const since = new Date(engine.clock.now().getTime() - lookBackMs);
  let moved = 0;
  for (const row of await unreached(engine.db, since)) moved += await failOverOne(engine, row);
  return moved;
}

function failOverOne(engine: Engine, row: UnreachedRow): Promise<number> {
  return commit(engine, async (tx, wake) => {
    const directive = await lockDirective(tx, row.directiveId);
    const [version] = await versionsById(tx, [row.versionId]);
    if (!directive || !version || (await isBeingSent(tx, row))) return 0;
    const attempts = await networkAttempts(tx, row.versionId, row.organisationId);
    const all = await chatsOf(tx, [row.organisationId], 'receive');
    const own = await ownNetworkPolicies(tx, [row.organisationId]);
    const policy = policyFor(engine.settings.networks, own.get(row.organisationId));
    const chats = nextChats(all, attempts, policy, engine.machine.now());
    if (chats.length === 0) return 0;
    await cancelUnsent(tx, row);
    await writeDeliveries(engine, tx, wake, {
      directive,
      version,
      receive: chats,
      shortMessages: [],
    });
    await recordEvent(tx, {
      at: engine.clock.now(),
      actor: { system: 'fail-over' },
      action: 'network-changed',
      subject: { kind: 'directive', id: directive.id },
      detail: { organisationId: row.organisationId, to: chats[0]?.driver },
    });
    return 1;
  });
}
