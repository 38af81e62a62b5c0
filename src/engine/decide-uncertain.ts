import { nextPartState } from '../domain/delivery.ts';
import { deliveriesById } from '../store/deliveries.ts';
import { type DirectiveRow, directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { markStale } from '../store/part-edits.ts';
import { markTwin, settlePart } from '../store/part-ends.ts';
import { lockPart, type PartRow, resendOf } from '../store/parts.ts';
import { queueResend } from './sweep.ts';
import type { Turn } from './turn.ts';

/** What staff say of a message of which nobody knows whether it arrived. */
export type UncertainDecision = 'resend' | 'arrived';

export type DecisionAnswer =
  | 'done'
  /** It was sent again already, and never is a third time. */
  | 'resent-before'
  /** Evidence, or somebody else, was quicker. */
  | 'settled';

/** The directive that a part goes out for; undefined for a part of none. */
export async function directiveOfPart(
  { tx }: Pick<Turn, 'tx'>,
  part: Pick<PartRow, 'deliveryId'>,
): Promise<DirectiveRow | undefined> {
  if (!part.deliveryId) return undefined;
  const delivery = (await deliveriesById(tx, [part.deliveryId])).get(part.deliveryId);
  return delivery ? directiveById(tx, delivery.directiveId) : undefined;
}

/**
 * Records what a person of the issuing office decided about an uncertain message, and does it: the one
 * marked resend goes out now, or the message counts as arrived and a resend is taken back.
 *
 * The caller has checked who decides.
 */
export async function decideUncertain(
  turn: Turn,
  partId: string,
  decision: UncertainDecision,
): Promise<DecisionAnswer> {
  const { engine, tx, wake } = turn;
  const part = await lockPart(tx, partId);
  const state = part ? nextPartState(part.state, 'sent') : undefined;
  if (part?.state !== 'uncertain' || part.resendOf !== null || !state) return 'settled';
  const resend = await resendOf(tx, part.id);
  if (decision === 'resend') {
    if (resend) return 'resent-before';
    await queueResend(engine, tx, wake, part);
  } else {
    await settlePart(tx, part.id, { state, reason: 'arrived, said by staff', settleAt: null });
    if (resend) await markTwin(tx, resend.id, engine.machine.now());
    wake({ job: 'deliver', accountId: part.accountId });
  }
  await recordEvent(tx, {
    at: turn.at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action: 'uncertain-part-decided',
    subject: { kind: 'part', id: part.id },
    detail: { decision },
  });
  const directive = await directiveOfPart(turn, part);
  if (directive) {
    const now = engine.machine.now();
    const accounts = await markStale(tx, { subjectIds: [directive.id] }, now);
    for (const accountId of accounts) wake({ job: 'deliver', accountId });
  }
  return 'done';
}
