import { alreadyDone } from '../engine/already-done.ts';
import { replySparingly } from '../engine/reply-sparingly.ts';
import type { Turn } from '../engine/turn.ts';
import { type DraftRow, lockDraft, openDraft, saveDraft } from '../store/drafts.ts';
import { partByMessage } from '../store/parts.ts';
import { correctDialogue, recallDialogue } from './amend/amend.ts';
import { composeDialogue } from './compose/compose.ts';
import { waitingVerbs } from './compose/waiting.ts';
import type { Dialogue, DialogueInput } from './dialogue.ts';
import { leaveDialogue } from './people/leave-dialogue.ts';
import { questionsDialogue } from './questions.ts';
import { officesAllowing } from './staff-offices.ts';

/** Every dialogue; a draft names the one it belongs to. */
export const dialogues: readonly Dialogue[] = [
  composeDialogue,
  leaveDialogue,
  questionsDialogue,
  correctDialogue,
  recallDialogue,
];

/** States in which a draft's card has buttons. */
const live: ReadonlySet<DraftRow['state']> = new Set(['open', 'submitted', 'scheduled']);

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
  if (!(await mayGoOn(turn, dialogue, draft)))
    return { text: m.answer.noLongerAllowed, alert: true };
  const current = live.has(draft.state) && String(draft.revision) === revision;
  if (!current && !(draft.state === 'saved' && verb === 'open')) {
    return { text: await whyStale(turn, draft, verb), alert: true };
  }
  const before = turn.answers.length;
  await dialogue.onPress(turn, draft, verb, arg);
  const own = turn.answers.splice(before).at(0);
  return own ?? { text: '', alert: false };
}

/** What came between a card and the press of its author: the release, somebody's decision, a newer card. */
async function whyStale(turn: Turn, draft: DraftRow, verb: string): Promise<string> {
  const { stale } = turn.m.answer;
  if (!waitingVerbs.has(verb)) return stale;
  return draft.state === 'done' && verb === 'undo'
    ? turn.m.sending.answer.tooLate
    : alreadyDone(turn, draft.id, 'draft-%', stale);
}

/** Hands what somebody wrote to the dialogue they are in; false when they are in none. */
export async function continueDialogue(turn: Turn, input: DialogueInput): Promise<boolean> {
  const { tx, chat, person, m } = turn;
  if (!person || chat.kind !== 'private') return false;
  for (;;) {
    const draft = await openDraft(tx, chat.id, person.id);
    const dialogue = dialogues.find(({ name }) => name === draft?.dialogue);
    if (!draft || !dialogue) return false;
    if (await expire(turn, dialogue, draft)) continue;
    if (!(await mayGoOn(turn, dialogue, draft)))
      await replySparingly(turn, m.answer.noLongerAllowed);
    else await dialogue.onInput(turn, draft, input);
    return true;
  }
}

/**
 * Hands a reply to a dialogue's card to that dialogue, in a group as in a private chat; false when it
 * replies to none.
 */
export async function answerDialogue(
  turn: Turn,
  repliedTo: string,
  input: DialogueInput,
): Promise<boolean> {
  const { tx, chat, person, m } = turn;
  const part = await partByMessage(tx, chat.id, repliedTo);
  const draft =
    part?.kind === 'dialogue' && part.subjectId ? await lockDraft(tx, part.subjectId) : undefined;
  const dialogue = dialogues.find(({ name }) => name === draft?.dialogue);
  if (!draft || !dialogue) return false;
  // In a private chat a letter is composed whatever message is quoted.
  if (chat.kind === 'private' && dialogue === composeDialogue) return false;
  if (draft.personId !== person?.id) await replySparingly(turn, m.question.othersQuestion);
  else if (draft.state !== 'open' || (await expire(turn, dialogue, draft))) {
    await replySparingly(turn, m.question.noLongerOpen);
  } else if (!(await mayGoOn(turn, dialogue, draft))) {
    await replySparingly(turn, m.answer.noLongerAllowed);
  } else await dialogue.onInput(turn, draft, input);
  return true;
}

/** Whether the person still holds the right that the dialogue asks for. */
async function mayGoOn(turn: Turn, { act }: Dialogue, { officeId }: DraftRow): Promise<boolean> {
  if (!act) return true;
  const allowing = await officesAllowing(turn, act);
  return officeId ? allowing.includes(officeId) : allowing.length > 0;
}

/** Ends a draft that was left alone for too long; true when it has ended. */
async function expire(turn: Turn, dialogue: Dialogue, draft: DraftRow): Promise<boolean> {
  const { expiresAfterMs } = dialogue;
  const now = turn.engine.clock.now();
  if (!expiresAfterMs || now.getTime() - draft.updatedAt.getTime() < expiresAfterMs) return false;
  await saveDraft(turn.tx, { ...draft, state: 'cancelled' }, now);
  return true;
}
