import type { Outcome } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { moveChat } from '../store/chats.ts';
import { blockPace } from '../store/pace.ts';
import { accountKey, type ClaimedCall, chatKey } from './claim-calls.ts';
import type { Engine } from './engine.ts';
import type { FinishedCall } from './finished-call.ts';

/** Makes others wait as the network asked; true when the chat moved and may be tried at its new id. */
export async function holdBack(
  tx: Database,
  { part }: ClaimedCall,
  outcome: Outcome & { readonly type: 'not-sent' },
  now: Date,
): Promise<boolean> {
  const hasMoved = outcome.movedTo ? await moveChat(tx, part.chatId, outcome.movedTo) : false;
  if (!outcome.afterMs || !outcome.scope) return hasMoved;
  const key = outcome.scope === 'account' ? accountKey(part.accountId) : chatKey(part.chatId);
  await blockPace(tx, key, { now, until: new Date(now.getTime() + outcome.afterMs) });
  return hasMoved;
}

/** A pause that a network wants outlives this process, whatever became of the part. */
export async function keepQuiet(
  { machine }: Engine,
  tx: Database,
  { call, outcome }: FinishedCall,
): Promise<void> {
  if (outcome.type !== 'uncertain' || !outcome.quietMs) return;
  const now = machine.now();
  const until = new Date(now.getTime() + outcome.quietMs);
  await blockPace(tx, accountKey(call.part.accountId), { now, until });
}
