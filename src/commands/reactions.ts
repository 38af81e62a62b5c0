import type { AckWay } from '../domain/acknowledgement.ts';
import type { InboundEvent } from '../domain/inbound-event.ts';
import { acknowledge } from '../engine/acknowledge.ts';
import { proveDelivery } from '../engine/prove-delivery.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { standingAcknowledgements } from '../store/acknowledgements.ts';
import { type DeliveryRow, deliveriesById } from '../store/deliveries.ts';
import { recordEvent } from '../store/event-log.ts';
import { type PartRow, partByMessage } from '../store/parts.ts';
import { ackWords } from './acknowledge-pressed.ts';

/** Icons that say "received"; any other one is a feeling. */
const received: ReadonlySet<string> = new Set(['👍', '❤', '👌', '🙏']);

/**
 * Takes a reaction on a directive's card, text or file for an acknowledgement, where the network
 * counts them. One that is taken back is logged and changes nothing.
 */
export async function handleReaction(
  turn: Turn,
  event: InboundEvent & { readonly type: 'reaction' },
): Promise<void> {
  const found = await partOf(turn, 'reaction', event.messageId);
  if (!found) return;
  if (event.icon === '') {
    await logWithdrawal(turn, 'reaction-withdrawn', found.delivery);
    return;
  }
  if (!received.has(event.icon)) return;
  const { engine, tx, wake } = turn;
  const { messageId } = event;
  await proveDelivery(engine, tx, wake, { partId: found.part.id, messageId, by: 'reaction' });
  await take(turn, 'reaction', found.delivery);
}

/**
 * Takes the accepted reminder of the network's own for an acknowledgement. A declined one is logged: as
 * a withdrawal where it was this person who had acknowledged by accepting it, which stands all the same.
 */
export async function handleReminderAnswer(
  turn: Turn,
  event: InboundEvent & { readonly type: 'reminder-answer' },
): Promise<void> {
  const found = await partOf(turn, 'native-reminder', event.reminderId);
  if (!found) return;
  if (event.accepted) await take(turn, 'native-reminder', found.delivery);
  else {
    const own = await hasAcknowledgedBy(turn, 'native-reminder', found.delivery);
    await logWithdrawal(turn, own ? 'reminder-withdrawn' : 'reminder-declined', found.delivery);
  }
}

/** Whether it is this person's answer, given this way, that stands for the organisation. */
async function hasAcknowledgedBy(
  { tx, person }: Turn,
  way: AckWay,
  { versionId, organisationId }: DeliveryRow,
): Promise<boolean> {
  const standing = await standingAcknowledgements(tx, versionId, [organisationId]);
  return standing.some((ack) => ack.personId === person?.id && ack.way === way);
}

/** The directive's part that is the message, if this network acknowledges this way. */
async function partOf(
  turn: Turn,
  way: AckWay,
  messageId: string,
): Promise<{ readonly part: PartRow; readonly delivery: DeliveryRow } | undefined> {
  const { channel, chat, tx } = turn;
  if (!channel.capabilities(chat.kind).acknowledge.includes(way)) return undefined;
  const part = await partByMessage(tx, chat.id, messageId);
  if (!part?.deliveryId) return undefined;
  const delivery = (await deliveriesById(tx, [part.deliveryId])).get(part.deliveryId);
  return delivery?.purpose === 'directive' ? { part, delivery } : undefined;
}

/** Says so when it counts. Who may not acknowledge has only expressed a feeling: that is logged. */
async function take(
  turn: Turn,
  way: AckWay,
  { directiveId, organisationId }: DeliveryRow,
): Promise<void> {
  const { engine, tx, wake, m } = turn;
  const answer = await acknowledge(engine, tx, wake, {
    directiveId,
    organisationId,
    personId: turn.person?.id,
    externalUserId: turn.externalUserId,
    way,
    evidence: turn.updateId,
    at: turn.at,
  });
  if (answer.type === 'accepted') {
    await reply(turn, ackWords(m, answer).text, { about: directiveId });
  }
}

async function logWithdrawal(
  turn: Turn,
  action: string,
  { directiveId, organisationId }: DeliveryRow,
): Promise<void> {
  await recordEvent(turn.tx, {
    at: turn.at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action,
    subject: { kind: 'directive', id: directiveId },
    detail: { organisationId },
  });
}
