import { nextPartState } from '../domain/delivery.ts';
import { proveDelivery } from '../engine/prove-delivery.ts';
import type { Turn } from '../engine/turn.ts';
import { type DeliveryRow, deliveriesById } from '../store/deliveries.ts';
import { partsById, partsByMessage } from '../store/parts.ts';
import type { Press } from './press.ts';

/** Somebody pressed a button whose data names a part. */
export interface PartPress {
  readonly turn: Turn;
  readonly press: Press;
  readonly partId: string;
}

/** What was behind a button. */
export interface PressedPart {
  readonly delivery: DeliveryRow;
  /** Whether it was sent to the chat of the press. */
  readonly here: boolean;
}

/**
 * The deliveries behind buttons, one for each press, undefined where there is none. Takes each press as
 * proof that its part has arrived. All presses are of one transaction.
 */
export async function pressedParts(
  presses: readonly PartPress[],
): Promise<readonly (PressedPart | undefined)[]> {
  const [first] = presses;
  if (!first) return [];
  const { engine, tx, wake } = first.turn;
  const [parts, shown] = await Promise.all([
    partsById(
      tx,
      presses.map(({ partId }) => partId),
    ),
    partsByMessage(
      tx,
      presses.map(({ turn, press }) => ({ chatId: turn.chat.id, messageId: press.messageId })),
    ),
  ]);
  const deliveries = await deliveriesById(
    tx,
    [...parts.values()].flatMap(({ deliveryId }) => deliveryId ?? []),
  );
  const proved = new Set<string>();
  const pressed: (PressedPart | undefined)[] = [];
  for (const { turn, press, partId } of presses) {
    const part = parts.get(partId);
    const delivery = deliveries.get(part?.deliveryId ?? '');
    const here = part?.chatId === turn.chat.id;
    pressed.push(delivery && { delivery, here });
    if (!part || !delivery || !here || proved.has(partId)) continue;
    // The same button may stand under a question of ours, which proves nothing about the card.
    const { messageId } = press;
    const under = shown.get(`${turn.chat.id} ${messageId}`);
    if (under && under !== partId) continue;
    proved.add(partId);
    const isKnown = !nextPartState(part.state, 'acknowledged') && part.messageId !== null;
    if (!isKnown) await proveDelivery(engine, tx, wake, { partId, messageId, by: 'press' });
  }
  return pressed;
}

/** Whether a button may be pressed in a chat: under the card, in a chat of the organisation, in a private one. */
export function mayBeAsked(
  { here, delivery }: PressedPart,
  chat: PartPress['turn']['chat'],
): boolean {
  return here || chat.kind === 'private' || chat.organisationId === delivery.organisationId;
}
