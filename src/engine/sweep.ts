import { randomUUID } from 'node:crypto';
import { nextPartState } from '../domain/delivery.ts';
import type { Database } from '../ports/database.ts';
import { unfinishedFanOuts } from '../store/audience.ts';
import { chatById } from '../store/chats.ts';
import { dueDrafts } from '../store/drafts.ts';
import { recordEvent } from '../store/event-log.ts';
import { failPartsOfGoneChats } from '../store/gone-chats.ts';
import { dropOldUpdates, waitingUpdates } from '../store/inbox.ts';
import { expiredClaims, mayStillGo, nextAttention } from '../store/part-claims.ts';
import { markProgressStale, restoreLostEdits } from '../store/part-edits.ts';
import { settlePart, unsettledParts } from '../store/part-ends.ts';
import { insertParts, lockPart, type PartRow } from '../store/parts.ts';
import { lateReminders } from '../store/reminders.ts';
import { waitingUploads } from '../store/uploads.ts';
import { announceFileAgain } from './announce-file-again.ts';
import { askNativeReminders } from './ask-native-reminders.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { failOver } from './fail-over.ts';
import { settleUncertain } from './record-outcomes.ts';
import { refreshProgress } from './refresh-progress.ts';
import { settleNativeReminders } from './settle-native-reminders.ts';

const batchSize = 200;

/** Of what is kept no longer, so much goes with each sweep: more than comes in. */
const dropAtOnce = 2_000;

/**
 * Finds rows that nothing moves any more and sets them going again: claims whose holder is gone, parts
 * whose wait for evidence is over, and rows whose wake-up got lost. Drops what is kept no longer. Safe at
 * any time, from any process.
 */
export async function sweep(engine: Engine): Promise<Record<string, number>> {
  const expired = await settleExpiredClaims(engine);
  const resent = await resendUnproved(engine);
  const unreachable = await failUnreachable(engine);
  await failOver(engine);
  await askNativeReminders(engine);
  await settleNativeReminders(engine);
  const edits = await restoreLostEdits(engine.db, engine.machine.now());
  const now = engine.clock.now();
  let woken = 0;
  for (const accountId of engine.channels.keys()) {
    const next = await nextAttention(engine.db, accountId);
    if (next && next.getTime() <= engine.machine.now().getTime()) {
      await engine.jobs.enqueue({ job: 'deliver', accountId });
      woken += 1;
    }
    if ((await waitingUpdates(engine.db, accountId)) > 0) {
      await engine.jobs.enqueue({ job: 'process-inbox', accountId });
      woken += 1;
    }
  }
  for (const versionId of await unfinishedFanOuts(engine.db)) {
    await engine.jobs.enqueue({ job: 'fan-out', versionId });
    woken += 1;
  }
  for (const uploadId of await waitingUploads(engine.db, batchSize)) {
    await engine.jobs.enqueue({ job: 'fetch-upload', uploadId });
    woken += 1;
  }
  for (const { id, revision } of await dueDrafts(engine.db, now, batchSize)) {
    await engine.jobs.enqueue({ job: 'release-draft', draftId: id, fence: revision });
    woken += 1;
  }
  const reminders = await lateReminders(engine.db, now, batchSize);
  if (reminders > 0) await engine.jobs.enqueue({ job: 'remind', dueBy: now.toISOString() });
  const kept = new Date(now.getTime() - engine.settings.keepUpdatesMs);
  const dropped = await dropOldUpdates(engine.db, kept, dropAtOnce);
  return { expired, resent, unreachable, edits, woken, reminders, dropped };
}

/** A fan-out and the news that a chat is gone may pass each other: nobody would ever send these. */
function failUnreachable(engine: Engine): Promise<number> {
  return commit(engine, async (tx, wake) => {
    const deliveryIds = await failPartsOfGoneChats(tx);
    const accounts = await markProgressStale(tx, deliveryIds, engine.machine.now());
    for (const accountId of accounts) wake({ job: 'deliver', accountId });
    return deliveryIds.length;
  });
}

/** A claim whose lease ran out belongs to nobody: the message may be out there. */
async function settleExpiredClaims(engine: Engine): Promise<number> {
  const rows = await expiredClaims(engine.db, engine.machine.now(), batchSize);
  for (const row of rows) {
    await commit(engine, async (tx, wake) => {
      const part = await lockPart(tx, row.id);
      if (part?.state !== 'sending' || part.fence !== row.fence) return;
      await settleUncertain(engine, tx, { part }, 'claim expired');
      await refreshProgress(engine, tx, wake, part);
    });
  }
  return rows.length;
}

async function resendUnproved(engine: Engine): Promise<number> {
  const rows = await unsettledParts(engine.db, engine.machine.now(), batchSize);
  for (const row of rows) await commit(engine, (tx, wake) => resendOnce(engine, tx, wake, row.id));
  return rows.length;
}

/** Queues the one marked copy of a part that no evidence has come for. A resend is never sent again. */
async function resendOnce(engine: Engine, tx: Database, wake: Wake, id: string): Promise<void> {
  const part = await lockPart(tx, id);
  if (part?.state !== 'uncertain' || nextPartState(part.state, 'sent') === undefined) return;
  await settlePart(tx, part.id, { settleAt: null });
  if (part.resendOf !== null || !(await mayBeRepeated(tx, part))) return;
  await queueResend(engine, tx, wake, part);
  await refreshProgress(engine, tx, wake, part);
  await recordEvent(tx, {
    at: engine.clock.now(),
    actor: { system: 'sweep' },
    action: 'part-resent',
    subject: { kind: 'part', id: part.id },
    detail: { reason: part.reason },
  });
}

/**
 * Whether a copy would still make sense. In a public channel a marked copy would stand beside the
 * issuer's words, so staff decide there.
 */
async function mayBeRepeated(tx: Database, part: PartRow): Promise<boolean> {
  if (!(await mayStillGo(tx, part.deliveryId))) return false;
  return (await chatById(tx, part.chatId))?.kind !== 'channel';
}

/** Queues the one marked copy of a part and ends its wait for evidence; a second one is not possible. */
export async function queueResend(
  engine: Engine,
  tx: Database,
  wake: Wake,
  part: PartRow,
): Promise<void> {
  const now = engine.machine.now();
  await settlePart(tx, part.id, { settleAt: null });
  await announceFileAgain(engine, tx, wake, part);
  await insertParts(tx, [copyOf(part)], {
    now,
    giveUpAt: new Date(now.getTime() + engine.settings.delivery.giveUpMs),
  });
  wake({ job: 'deliver', accountId: part.accountId });
}

function copyOf(part: PartRow) {
  return {
    id: randomUUID(),
    chatId: part.chatId,
    accountId: part.accountId,
    position: part.position,
    kind: part.kind,
    lane: part.lane,
    resendOf: part.id,
    ...(part.deliveryId ? { deliveryId: part.deliveryId } : {}),
    ...(part.subjectId ? { subjectId: part.subjectId } : {}),
    ...(part.about ? { about: part.about } : {}),
    ...(part.replyTo ? { replyTo: part.replyTo } : {}),
    ...(part.content ? { content: part.content } : {}),
  };
}
