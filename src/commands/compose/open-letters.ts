import { type DraftRow, draftsOf, lockDraft } from '../../store/drafts.ts';
import { composeBody } from './body.ts';
import type { Desk } from './scene.ts';
import { closeDraft, putAside } from './show.ts';

/** A person's drafts of this dialogue that are open in the chat, newest first. */
export async function openDrafts(
  { tx, chat }: Pick<Desk, 'tx' | 'chat'>,
  personId: string,
): Promise<readonly DraftRow[]> {
  const drafts = await draftsOf(tx, personId, 'compose');
  return drafts.filter(({ state, chatId }) => state === 'open' && chatId === chat.id);
}

/** Puts every other open letter of a person in this chat aside, so that typed answers have one goal. */
export async function putOthersAside(
  desk: Desk,
  personId: string,
  exceptId: string | undefined,
): Promise<void> {
  for (const other of await openDrafts(desk, personId)) {
    if (other.id === exceptId) continue;
    const locked = await lockDraft(desk.tx, other.id);
    const body = locked?.state === 'open' ? composeBody(locked) : undefined;
    if (!locked || !body) continue;
    const line = desk.m.compose.cancelled;
    if (body.type === 'letter') await putAside(desk, locked, body);
    else {
      const emptied = { ...body, given: { text: '', files: [] } };
      await closeDraft(desk, locked, { event: 'cancelled', body: emptied, line });
    }
  }
}
