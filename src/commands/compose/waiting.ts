import { moveDraft } from '../../engine/move-draft.ts';
import type { Turn } from '../../engine/turn.ts';
import { type DraftRow, lockDraft, saveDraft } from '../../store/drafts.ts';
import { recordEvent } from '../../store/event-log.ts';
import { closeApprovalCards } from './approval-cards.ts';
import { composeBlockers } from './blockers.ts';
import { neededApproval } from './needed-approval.ts';
import { openDrafts, putOthersAside } from './open-letters.ts';
import { referenceOf } from './reference.ts';
import { type Desk, loadScene, type Scene, withBody } from './scene.ts';
import { scheduleDraft, showWaiting } from './send-off.ts';
import { putAside, putLetter } from './show.ts';

/** Buttons of a waiting draft that others may have forestalled. */
export const waitingVerbs: ReadonlySet<string> = new Set(['undo', 'now', 'wd']);

/** Does what a button of a draft asks for that waits for a second person or for its moment. */
export async function pressWaiting(turn: Turn, draft: DraftRow, verb: string): Promise<void> {
  const { m } = turn;
  const scene = await loadScene(turn, draft);
  const isScheduled = draft.state === 'scheduled';
  switch (verb) {
    case 'open':
      return showWaiting(turn, draft, scene, 'below');
    case 'undo':
      if (!isScheduled) break;
      await takeBack(turn, draft, scene, turn.person?.name ?? '');
      return answer(turn, m.sending.answer.undone);
    case 'now':
      if (!isScheduled) break;
      return hasten(turn, draft, scene);
    case 'wd':
      if (draft.state !== 'submitted') break;
      await moveBack(turn, turn, draft, scene, 'withdrawn');
      await closeApprovalCards(turn, draft, (words) =>
        words.sending.approval.withdrawn(referenceOf(scene)),
      );
      return answer(turn, m.sending.answer.withdrawn);
  }
  answer(turn, m.answer.unknown);
}

/** Takes a scheduled draft back before anything of it has left: it is open again as it was. */
export async function takeBack(
  turn: Turn,
  draft: DraftRow,
  scene: Scene,
  by: string,
  desk: Desk = turn,
): Promise<void> {
  await moveBack(turn, desk, draft, scene, 'taken-back');
  await closeApprovalCards(turn, draft, (words) =>
    words.sending.approval.undone(referenceOf(scene), by),
  );
}

/** Gives a draft that waited back to its author, whose desk is given: open again, or put aside. */
export async function moveBack(
  turn: Turn,
  desk: Desk,
  draft: DraftRow,
  scene: Scene,
  event: 'withdrawn' | 'returned' | 'taken-back',
): Promise<void> {
  const { tx } = desk;
  const at = turn.engine.clock.now();
  const moved = await moveDraft(tx, draft, event, { at });
  await recordEvent(tx, {
    at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action: `draft-${event}`,
    subject: { kind: 'draft', id: draft.id },
  });
  const others = (await openDrafts(desk, draft.personId)).filter(({ id }) => id !== draft.id);
  // Somebody else's decision does not take the letter away that the author is writing just now.
  if (others.length > 0 && turn.person?.id !== draft.personId) {
    return putAside(desk, { ...moved, step: scene.step }, scene.body);
  }
  await putOthersAside(desk, draft.personId, draft.id);
  await putLetter(desk, moved, scene, { body: scene.body, step: scene.step });
}

/** Sends now what was to go out later; what blocks is said, and the moment stays. */
async function hasten(turn: Turn, draft: DraftRow, scene: Scene): Promise<void> {
  const { tx, m } = turn;
  const body = { ...scene.body, releaseAt: null };
  const now = await withBody(turn, scene, body);
  const [blocker] = composeBlockers(now);
  if (blocker) return answer(turn, m.compose.blocker(blocker));
  if (!draft.approvedBy && neededApproval(now).length > 0) {
    return answer(turn, m.sending.notice.approvalMissing);
  }
  await saveDraft(tx, { ...draft, body }, turn.engine.clock.now());
  const saved = await lockDraft(tx, draft.id);
  if (!saved) return;
  const { approvedBy } = saved;
  await scheduleDraft(turn, saved, now, { event: 'hastened', approvedBy });
}

function answer(turn: Turn, text: string): void {
  turn.answers.push({ pressId: '', text, alert: true });
}
