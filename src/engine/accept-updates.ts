import { createHash } from 'node:crypto';
import { findSecrecyMark } from '../domain/secrecy.ts';
import type { RawUpdate } from '../ports/channel.ts';
import { storeUpdates } from '../store/inbox.ts';
import { recordRefusal } from '../store/refusals.ts';
import type { Engine } from './engine.ts';

/** What is stored of an update that the secrecy gate refused: who and where, never what. */
export interface RefusedUpdate {
  readonly refusedBySecrecyGate: true;
  readonly chat: {
    readonly externalId: string;
    readonly kind: 'private' | 'group' | 'channel';
    readonly threadId?: string;
  };
  readonly person?: { readonly externalId: string };
}

/**
 * Stores raw updates durably, once each, and wakes the inbox up; the only thing that happens while a
 * network waits.
 *
 * The secrecy gate looks at every text and file name first, in memory. What it refuses, or cannot
 * judge, is stored without content.
 */
export async function acceptUpdates(
  engine: Engine,
  accountId: string,
  updates: readonly RawUpdate[],
): Promise<void> {
  if (updates.length === 0) return;
  const now = engine.clock.now();
  const accepted: RawUpdate[] = [];
  const refused: { readonly update: RawUpdate; readonly mark: string; readonly rule: string }[] =
    [];
  for (const update of updates) {
    const verdict = judge(update);
    if (!verdict) accepted.push(update);
    else {
      accepted.push({ ...update, payload: withoutContent(engine, accountId, update) });
      refused.push({ update, ...verdict });
    }
  }
  await engine.db.transaction(async (tx) => {
    const added = await storeUpdates(tx, accountId, accepted, now);
    if (added === 0) return;
    for (const { update, mark, rule } of refused) {
      await recordRefusal(tx, {
        at: now,
        operator: `${accountId}:${update.chatKey}`,
        ...(update.text ? { contentSha256: sha256(update.text) } : {}),
        ...(update.fileNames?.length
          ? { fileNameSha256: sha256(update.fileNames.join('\n')) }
          : {}),
        mark,
        rule,
      });
    }
  });
  await engine.jobs.enqueue({ job: 'process-inbox', accountId });
}

/** Fails closed: a gate that throws has refused. */
function judge(update: RawUpdate): { readonly mark: string; readonly rule: string } | undefined {
  try {
    if (update.text) {
      const found = findSecrecyMark({ text: update.text });
      if (found) return found;
    }
    for (const fileName of update.fileNames ?? []) {
      const found = findSecrecyMark({ fileName });
      if (found) return found;
    }
    return undefined;
  } catch {
    return { mark: 'unknown', rule: 'gate-failed' };
  }
}

function withoutContent(engine: Engine, accountId: string, update: RawUpdate): RefusedUpdate {
  const [event] = engine.channels.get(accountId)?.parse(update.payload) ?? [];
  const chat = event?.chat ?? { externalId: update.chatKey, kind: 'private' as const };
  const { externalId, kind, threadId } = chat;
  return {
    refusedBySecrecyGate: true,
    chat: { externalId, kind, ...(threadId ? { threadId } : {}) },
    ...(event && 'person' in event ? { person: { externalId: event.person.externalId } } : {}),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
