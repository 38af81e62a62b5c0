import type { PartKind } from '../domain/delivery.ts';
import type { CardView } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { replacePartContent, setPartContent } from '../store/part-edits.ts';
import { cardInChat, type PartContent } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

/**
 * Shows a card about a subject in a chat: edits the one that is there, else sends it.
 *
 * Where nothing can be edited a new card is sent, unless people would see the same one again: then the
 * old card's choices stand for the new ones.
 */
export async function showCard(
  engine: Engine,
  tx: Database,
  wake: Wake,
  card: {
    readonly chat: {
      readonly id: string;
      readonly accountId: string;
      readonly kind: 'private' | 'group' | 'channel';
    };
    readonly kind: Extract<PartKind, 'dialogue' | 'join' | 'approval' | 'decision'>;
    readonly subjectId: string;
    readonly view: CardView;
    /** The directive that the card speaks of. */
    readonly about?: string;
  },
): Promise<void> {
  const content = { type: 'card', view: card.view } as const;
  const channel = engine.channels.get(card.chat.accountId);
  const shown = await cardInChat(tx, card.chat.id, card.kind, card.subjectId);
  const canEdit = channel?.capabilities(card.chat.kind).edit === true;
  if (shown && canEdit) {
    await setPartContent(tx, shown.id, content, engine.machine.now());
    wake({ job: 'deliver', accountId: card.chat.accountId });
    return;
  }
  if (shown && (shown.state === 'queued' || looksTheSame(shown.content, card.view))) {
    await replacePartContent(tx, shown.id, content);
    return;
  }
  await queuePart(engine, tx, wake, {
    chat: card.chat,
    kind: card.kind,
    lane: 'reply',
    content,
    subjectId: card.subjectId,
    ...(card.about ? { about: card.about } : {}),
  });
}

/** Whether two cards differ at most in what their buttons carry. */
export function looksTheSame(shown: PartContent | null, view: CardView): boolean {
  if (shown?.type !== 'card') return false;
  const seen = ({ lines, code, buttons }: CardView) =>
    JSON.stringify([lines, code, buttons.map((row) => row.map(({ label, url }) => [label, url]))]);
  return seen(shown.view) === seen(view);
}
