import type { Messages } from '../../messages/messages.ts';
import type { CardView } from '../../ports/channel.ts';
import type { Database } from '../../ports/database.ts';
import { type PartRow, partsById } from '../../store/parts.ts';
import type { Engine } from '../engine.ts';
import { directiveCards } from './directive-cards.ts';

/** Copies of directive cards in other chats, by part id; a copy's subject is the card. */
export async function referenceCards(
  engine: Engine,
  db: Database,
  parts: readonly PartRow[],
  m: (part: PartRow) => Messages,
): Promise<ReadonlyMap<string, CardView>> {
  const cards = await partsById(
    db,
    parts.flatMap(({ subjectId }) => subjectId ?? []),
  );
  const copies = parts.flatMap((part) => {
    const card = cards.get(part.subjectId ?? '');
    return card ? [{ ...part, deliveryId: card.deliveryId, copyOf: card.id }] : [];
  });
  return directiveCards(engine, db, copies, m);
}
