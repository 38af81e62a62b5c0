import type { Turn } from '../engine/turn.ts';
import { lockDraft, openDraft } from '../store/drafts.ts';
import { composeDialogue } from './compose/compose.ts';
import type { Dialogue, DialogueInput } from './dialogue.ts';

/** Every dialogue; a draft names the one it belongs to. */
const dialogues: readonly Dialogue[] = [composeDialogue];

/**
 * Hands a press to its dialogue when the draft is open, the person's own and as the card showed it;
 * otherwise changes nothing and says so.
 */
export async function pressDialogue(
  turn: Turn,
  data: string,
): Promise<{ readonly text: string; readonly alert: boolean }> {
  const { m, tx } = turn;
  const [, packed = '', revision = '', verb = '', arg = ''] = data.split(':');
  const id = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(packed);
  const draft = id ? await lockDraft(tx, id.slice(1).join('-')) : undefined;
  const dialogue = dialogues.find(({ name }) => name === draft?.dialogue);
  if (!draft || !dialogue) return { text: m.answer.unknown, alert: true };
  if (draft.personId !== turn.person?.id || draft.chatId !== turn.chat.id) {
    return { text: m.answer.notYours, alert: true };
  }
  const current = draft.state === 'open' && String(draft.revision) === revision;
  if (!current && !(draft.state === 'saved' && verb === 'open')) {
    return { text: m.answer.stale, alert: true };
  }
  const before = turn.answers.length;
  await dialogue.onPress(turn, draft, verb, arg);
  const own = turn.answers.splice(before).at(0);
  return own ?? { text: '', alert: false };
}

/** Hands what somebody wrote to the dialogue they are in; false when they are in none. */
export async function continueDialogue(turn: Turn, input: DialogueInput): Promise<boolean> {
  if (!turn.person || turn.chat.kind !== 'private') return false;
  const draft = await openDraft(turn.tx, turn.chat.id, turn.person.id);
  const dialogue = dialogues.find(({ name }) => name === draft?.dialogue);
  if (!draft || !dialogue) return false;
  await dialogue.onInput(turn, draft, input);
  return true;
}
