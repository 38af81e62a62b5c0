import { nextPartState } from '../domain/delivery.ts';
import type { Database } from '../ports/database.ts';
import { recordEvent } from '../store/event-log.ts';
import { markTwin, settlePart } from '../store/part-ends.ts';
import { lockPart, resendOf } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { refreshProgress } from './refresh-progress.ts';

/**
 * Takes a press, a reply, a reaction or an echo as proof that a chat has a part, and keeps the message
 * id it shows.
 *
 * When the part had been sent again because nobody knew, both copies are out there: the later one is
 * marked as the twin.
 */
export async function proveDelivery(
  engine: Engine,
  tx: Database,
  wake: Wake,
  proof: {
    readonly partId: string;
    /** '' when the id that was shown does not hold any more. */
    readonly messageId: string;
    readonly by: 'press' | 'reply' | 'reaction' | 'echo';
  },
): Promise<void> {
  const part = await lockPart(tx, proof.partId);
  if (!part) return;
  const event = proof.by === 'echo' ? 'sent' : 'acknowledged';
  const state = nextPartState(part.state, event);
  const isNews = part.messageId === null && proof.messageId !== '';
  const learnt = isNews ? { messageId: proof.messageId } : {};
  if (state === undefined && !isNews) return;
  await settlePart(tx, part.id, { ...(state ? { state } : {}), ...learnt, settleAt: null });
  // Only now is there something to take hold of.
  if (part.removal === 'wanted') wake({ job: 'deliver', accountId: part.accountId });
  if (part.state !== 'uncertain') return;
  await recordEvent(tx, {
    at: engine.clock.now(),
    actor: { system: 'deliver' },
    action: 'uncertain-part-proved',
    subject: { kind: 'part', id: part.id },
    detail: { by: proof.by },
  });
  await refreshProgress(engine, tx, wake, part);
  const twin = await resendOf(tx, part.id);
  if (!twin) return;
  await markTwin(tx, twin.id, engine.machine.now());
  wake({ job: 'deliver', accountId: twin.accountId });
}
