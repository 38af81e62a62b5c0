import type { Outcome } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { endEdit, endRemoval, markStale, restoreEdit } from '../store/part-edits.ts';
import { settlePart } from '../store/part-ends.ts';
import type { ClaimedCall } from './claim-calls.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import type { FinishedCall } from './finished-call.ts';
import { holdBack } from './hold-back.ts';
import { retireChat } from './retire-chat.ts';

/** Edits are repeated until they succeed: doing one twice changes nothing. */
export async function recordEdit(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { call, item, outcome }: FinishedCall,
): Promise<void> {
  const { part } = call;
  await endEdit(tx, part.id);
  switch (outcome.type) {
    case 'sent':
      if (item) await settlePart(tx, part.id, { shownHash: item.hash });
      return;
    case 'not-sent':
    case 'uncertain':
      return changeAgain(engine, tx, wake, call, outcome);
    case 'refused':
      engine.log.warn({ partId: part.id, reason: outcome.reason }, 'a card could not be edited');
      return;
  }
}

/** Removals too: one whose answer got lost finds the message gone the next time. */
export async function recordRemoval(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { call, outcome }: FinishedCall,
): Promise<void> {
  const { part } = call;
  await endEdit(tx, part.id);
  switch (outcome.type) {
    case 'sent':
      return endRemoval(tx, part.id, { removal: 'removed' });
    case 'not-sent':
    case 'uncertain':
      return changeAgain(engine, tx, wake, call, outcome);
    case 'refused': {
      const { reason } = outcome;
      await endRemoval(tx, part.id, { removal: 'kept', reason });
      engine.log.warn({ partId: part.id, reason }, 'a message could not be taken back');
      if (outcome.chatIsGone) await retireChat(engine, tx, wake, part.chatId);
      // What stays is edited to say what became of it, where the network can.
      else await markStale(tx, { partIds: [part.id] }, engine.machine.now());
      wake({ job: 'deliver', accountId: part.accountId });
      return;
    }
  }
}

/** Asks for an edit or a removal once more; doing it twice changes nothing. */
async function changeAgain(
  engine: Engine,
  tx: Database,
  wake: Wake,
  call: ClaimedCall,
  outcome: Outcome & { readonly type: 'not-sent' | 'uncertain' },
): Promise<void> {
  const { part } = call;
  const now = engine.machine.now();
  if (outcome.type === 'not-sent') await holdBack(tx, call, outcome, now);
  const afterMs = Math.max(1_000, (outcome.type === 'not-sent' && outcome.afterMs) || 5_000);
  const at = new Date(now.getTime() + afterMs);
  await restoreEdit(tx, part.id, at);
  wake({ job: 'deliver', accountId: part.accountId }, at);
}
