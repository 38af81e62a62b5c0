import type { CardView } from '../ports/channel.ts';
import { showCard } from './show-card.ts';
import type { Turn } from './turn.ts';

/** Shows the card about a request in the chat of the turn. */
export function showJoinCard(turn: Turn, subjectId: string, view: CardView): Promise<void> {
  const { engine, tx, wake, chat } = turn;
  return showCard(engine, tx, wake, { chat, kind: 'join', subjectId, view });
}
