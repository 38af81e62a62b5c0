import { nextPartState, retryAfterMs, uncertainPolicy } from '../domain/delivery.ts';
import type { Outcome } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { openAmendments } from '../store/amendments.ts';
import { recordEvent } from '../store/event-log.ts';
import { rememberRemoteFile } from '../store/files.ts';
import { delayPace, lockAccountPaces } from '../store/pace.ts';
import { mayStillGo } from '../store/part-claims.ts';
import { markProgressStale } from '../store/part-edits.ts';
import { markTwin, settlePart, settleSent } from '../store/part-ends.ts';
import { lockPart, type PartRow, resendOf } from '../store/parts.ts';
import { alertDeliveryFailed } from './alert-staff.ts';
import { accountKey, type ClaimedCall, chatKey } from './claim-calls.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import type { FinishedCall } from './finished-call.ts';
import { holdBack, keepQuiet } from './hold-back.ts';
import { recordEdit, recordRemoval } from './record-changes.ts';
import type { RenderedPart } from './render-parts.ts';
import { retireChat } from './retire-chat.ts';

/** The pace of a chat has this much to spare before a network minds. */
const lateMs = 50;

/** Records how calls ended, the ordinary ones together, and plans what follows from the others. */
export async function recordOutcomes(
  engine: Engine,
  finished: readonly FinishedCall[],
): Promise<void> {
  await commit(engine, async (tx, wake) => {
    const account = finished[0]?.call.part.accountId;
    const sent = finished.filter(isOrdinarySend).map(({ call, item, outcome }) => ({
      id: call.part.id,
      fence: call.fence,
      messageId: outcome.messageId,
      shownHash: item.hash,
    }));
    // The lock comes first, though both travel together.
    const [, ids] = await Promise.all([
      account && lockAccountPaces(tx, [accountKey(account)]),
      settleSent(tx, sent, engine.clock.now()),
    ]);
    const settled = new Set(ids);
    for (const end of finished) {
      if (settled.has(end.call.part.id) && isOrdinarySend(end)) continue;
      await keepQuiet(engine, tx, end);
      switch (end.call.action) {
        case 'send':
          await recordSend(engine, tx, wake, end);
          break;
        case 'edit':
          await recordEdit(engine, tx, wake, end);
          break;
        case 'remove':
          await recordRemoval(engine, tx, wake, end);
      }
    }
    const deliveryIds = finished.flatMap(({ call }) =>
      call.action === 'edit' ? [] : (call.part.deliveryId ?? []),
    );
    const [amendments, accounts] = await Promise.all([
      openAmendments(tx, deliveryIds),
      markProgressStale(tx, deliveryIds, engine.machine.now()),
      delayPace(tx, lateChats(engine, finished)),
    ]);
    for (const versionId of amendments) wake({ job: 'fan-out', versionId });
    // Whoever made the calls looks again after this; a progress card may be another account's.
    for (const accountId of accounts) {
      if (accountId !== account) wake({ job: 'deliver', accountId });
    }
  });
}

/**
 * The chats whose next call has to come later than booked, because this one may have arrived later;
 * with the moment from which on they are free.
 */
function lateChats(engine: Engine, finished: readonly FinishedCall[]): ReadonlyMap<string, Date> {
  const late = new Map<string, Date>();
  for (const { call, item, endedAt } of finished) {
    const driver = engine.channels.get(call.part.accountId)?.driver;
    if (!item || !driver || endedAt.getTime() - call.at.getTime() < lateMs) continue;
    const { privateChat } = engine.settings.pacing[driver];
    if (item.chat.kind !== 'private' || privateChat.everyMs < lateMs) continue;
    late.set(chatKey(call.part.chatId), new Date(endedAt.getTime() + privateChat.everyMs));
  }
  return late;
}

function isOrdinarySend(end: FinishedCall): end is FinishedCall & {
  readonly item: RenderedPart;
  readonly outcome: Outcome & { readonly type: 'sent' };
} {
  return (
    end.call.action === 'send' &&
    end.item !== undefined &&
    end.outcome.type === 'sent' &&
    end.outcome.fileId === undefined
  );
}

async function recordSend(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { call, item, outcome }: FinishedCall,
): Promise<void> {
  const part = await lockPart(tx, call.part.id);
  if (!part) return;
  const now = engine.machine.now();
  // Somebody else holds it by now: only that it went out is still worth knowing.
  if (part.fence !== call.fence && outcome.type !== 'sent') return;
  switch (outcome.type) {
    case 'sent': {
      // The message id is kept even where the state has moved on: taking it back needs it.
      const state = nextPartState(part.state, 'sent');
      await settlePart(tx, part.id, {
        messageId: outcome.messageId,
        sentAt: engine.clock.now(),
        settleAt: null,
        ...(item ? { shownHash: item.hash } : {}),
        ...(state ? { state } : {}),
      });
      await rememberUpload(tx, call, outcome);
      await settleTwins(tx, wake, part, now);
      return;
    }
    case 'not-sent': {
      if (part.state !== 'sending') return;
      if (!(await mayStillGo(tx, part.deliveryId))) {
        await settlePart(tx, part.id, { state: 'cancelled', reason: outcome.reason });
        return;
      }
      const hasMoved = await holdBack(tx, call, outcome, now);
      if (now.getTime() >= part.giveUpAt.getTime() && !hasMoved) {
        await fail(engine, tx, wake, call, { type: 'refused', reason: 'gave-up' });
        return;
      }
      const afterMs = hasMoved ? 0 : (outcome.afterMs ?? retryAfterMs(part.attempt));
      const nextTryAt = new Date(now.getTime() + afterMs);
      await settlePart(tx, part.id, { state: 'queued', reason: outcome.reason, nextTryAt });
      wake({ job: 'deliver', accountId: part.accountId }, nextTryAt);
      return;
    }
    case 'refused':
      if (part.state === 'sending') await fail(engine, tx, wake, call, outcome);
      return;
    case 'uncertain':
      if (part.state === 'sending') await settleUncertain(engine, tx, call, outcome.reason);
      return;
  }
}

/** Both copies of a part are out there, or are about to be: the resend is the one to take back. */
async function settleTwins(tx: Database, wake: Wake, part: PartRow, now: Date): Promise<void> {
  const isTwin = part.resendOf !== null && part.reason === 'twin';
  const twinId = isTwin
    ? part.id
    : part.state === 'uncertain'
      ? (await resendOf(tx, part.id))?.id
      : undefined;
  if (!twinId) return;
  await markTwin(tx, twinId, now);
  wake({ job: 'deliver', accountId: part.accountId });
}

/** Keeps a part that may have arrived for evidence; what may not be repeated is let go. */
export async function settleUncertain(
  engine: Engine,
  tx: Database,
  { part }: Pick<ClaimedCall, 'part'>,
  reason: string,
): Promise<void> {
  const waits = uncertainPolicy(part.kind) === 'resend-once';
  const settleAt = new Date(engine.machine.now().getTime() + engine.settings.delivery.evidenceMs);
  await settlePart(tx, part.id, { state: 'uncertain', reason, settleAt: waits ? settleAt : null });
  await recordEvent(tx, {
    at: engine.clock.now(),
    actor: { system: 'deliver' },
    action: 'part-uncertain',
    subject: { kind: 'part', id: part.id },
    detail: { reason, kind: part.kind },
  });
}

async function fail(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { part }: ClaimedCall,
  outcome: Outcome & { readonly type: 'refused' },
): Promise<void> {
  await settlePart(tx, part.id, { state: 'failed', reason: outcome.reason });
  await recordEvent(tx, {
    at: engine.clock.now(),
    actor: { system: 'deliver' },
    action: 'part-failed',
    subject: { kind: 'part', id: part.id },
    detail: { reason: outcome.reason, kind: part.kind, chatId: part.chatId },
  });
  if (outcome.chatIsGone) {
    await retireChat(engine, tx, wake, part.chatId);
  }
  if (part.deliveryId && part.kind !== 'short-message') {
    await alertDeliveryFailed(engine, tx, wake, part);
  }
}

async function rememberUpload(
  tx: Database,
  { part }: ClaimedCall,
  outcome: Outcome & { readonly type: 'sent' },
): Promise<void> {
  if (!outcome.fileId || part.content?.type !== 'file') return;
  const { fileId } = part.content;
  await rememberRemoteFile(tx, { fileId, accountId: part.accountId, remoteId: outcome.fileId });
}
