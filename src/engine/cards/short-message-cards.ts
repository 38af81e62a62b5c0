import type { Messages } from '../../messages/messages.ts';
import type { CardView } from '../../ports/channel.ts';
import type { Database } from '../../ports/database.ts';
import type { ChatRow } from '../../store/chats.ts';
import { recalledDeliveries } from '../../store/deliveries.ts';
import type { PartRow } from '../../store/parts.ts';
import { repostsOf } from '../../store/reposts.ts';

/**
 * Short messages by part id: in a group with a line that says what is asked, ready to copy, and with a
 * button that reports the repost; in a channel the bare text, so that nothing but the issuer's words is published. One
 * that was recalled and could not be taken back says so.
 */
export async function shortMessageCards(
  db: Database,
  parts: readonly PartRow[],
  chats: ReadonlyMap<string, ChatRow>,
  m: (part: PartRow) => Messages,
): Promise<ReadonlyMap<string, CardView>> {
  const views = new Map<string, CardView>();
  const posted = await repostsOf(
    db,
    parts.flatMap((part) => part.deliveryId ?? []),
  );
  const recalled = await recalledDeliveries(
    db,
    parts.flatMap((part) => part.deliveryId ?? []),
  );
  for (const part of parts) {
    const chat = chats.get(part.chatId);
    if (!chat || part.content?.type !== 'text') continue;
    const text = part.content.text.split('\n');
    if (recalled.has(part.deliveryId ?? '')) {
      // The last line is the source: who recalls has to show.
      const lines = [m(part).amendment.shortMessageRecalled, ...text.slice(-1)];
      views.set(part.id, { lines, buttons: [] });
      continue;
    }
    if (chat.kind === 'channel') continue;
    const repost = posted.get(part.deliveryId ?? '');
    const { buttons, repostThis } = m(part).card;
    const { posted: label } = buttons;
    views.set(part.id, {
      lines: repost ? [...text, m(part).answer.posted(repost.at)] : [repostThis, '', ...text],
      buttons: repost ? [] : [[{ label, data: `post:${part.id}`, style: 'good' }]],
    });
  }
  return views;
}
