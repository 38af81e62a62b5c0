import { nextDirectiveState } from '../domain/directive-life.ts';
import { lockDirective, setDirectiveState } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { cancelQueuedParts, extendGiveUp } from '../store/part-ends.ts';
import { directiveAccounts } from '../store/parts.ts';
import { refreshCards } from './refresh-cards.ts';
import type { Turn } from './turn.ts';

/** What staff can do to a directive that is still going out. */
export type Steering = 'pause' | 'resume' | 'cancel';

const events = { pause: 'paused', resume: 'resumed', cancel: 'cancelled' } as const;

/**
 * Pauses, resumes or cancels what has not gone out yet; what has gone out stays out.
 *
 * Takes hold with the next claim, half a second at most. False when the state does not allow it.
 */
export async function steerDirective(
  turn: Turn,
  directiveId: string,
  steering: Steering,
): Promise<boolean> {
  const { engine, tx, wake } = turn;
  const directive = await lockDirective(tx, directiveId);
  const next = directive && nextDirectiveState(directive.state, events[steering]);
  if (!directive || !next) return false;
  await setDirectiveState(tx, directiveId, next);
  if (steering === 'cancel') await cancelQueuedParts(tx, directiveId);
  if (steering === 'resume') {
    const { giveUpMs } = engine.settings.delivery;
    await extendGiveUp(tx, directiveId, new Date(engine.machine.now().getTime() + giveUpMs));
    wake({ job: 'fan-out', versionId: directive.versionId });
    wake({ job: 'remind', dueBy: turn.at.toISOString() });
    for (const accountId of await directiveAccounts(tx, directiveId)) {
      wake({ job: 'deliver', accountId });
    }
  }
  await recordEvent(tx, {
    at: turn.at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action: `directive-${steering}`,
    subject: { kind: 'directive', id: directiveId },
  });
  await refreshCards(engine, tx, wake, directive, 'everybody');
  return true;
}
