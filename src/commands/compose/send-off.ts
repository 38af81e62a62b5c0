import type { DraftEvent } from '../../domain/draft.ts';
import { machineTime } from '../../engine/commit.ts';
import { moveDraft } from '../../engine/move-draft.ts';
import { releaseDirective } from '../../engine/release-directive.ts';
import type { DraftRow } from '../../store/drafts.ts';
import { personById } from '../../store/people.ts';
import { closeApprovalCards } from './approval-cards.ts';
import { referenceOf } from './reference.ts';
import { releaseOf } from './release.ts';
import type { Desk, Scene } from './scene.ts';
import { closeDraft, showDraftCard } from './show.ts';
import { waitingView } from './waiting-view.ts';

/**
 * Lets a draft go: at its chosen moment, else once it can no longer be undone. Until then it is a row
 * with a moment and nothing of it leaves. The caller has checked what blocks and who may.
 */
export async function scheduleDraft(
  desk: Desk,
  draft: DraftRow,
  scene: Scene,
  {
    event,
    approvedBy = null,
  }: {
    readonly event: Extract<DraftEvent, 'scheduled' | 'approved' | 'hastened'>;
    readonly approvedBy?: string | null;
  },
): Promise<DraftRow> {
  const { engine, tx, wake } = desk;
  const now = engine.clock.now();
  const { body } = scene;
  const chosen = body.releaseAt ? new Date(body.releaseAt) : undefined;
  const releaseAt = chosen ?? new Date(now.getTime() + undoMs(scene));
  const { submittedAt } = draft;
  const moved = await moveDraft(tx, draft, event, { at: now, releaseAt, submittedAt, approvedBy });
  if (releaseAt <= now) {
    await releaseLetter(desk, moved, scene);
    return { ...moved, state: 'done' };
  }
  wake(
    { job: 'release-draft', draftId: draft.id, fence: moved.revision },
    machineTime(engine, releaseAt),
  );
  await showWaiting(desk, moved, scene);
  const approver = approvedBy ? await personById(tx, approvedBy) : undefined;
  if (approver) await showApproved(desk, moved, scene, { name: approver.name, releaseAt });
  return moved;
}

/** Says on every approver's card who approved; until it goes out any of them can undo it. */
function showApproved(
  desk: Desk,
  draft: DraftRow,
  scene: Scene,
  { name, releaseAt }: { readonly name: string; readonly releaseAt: Date },
): Promise<void> {
  const data = `apu:${draft.id}:${draft.revision}`;
  return closeApprovalCards(
    desk,
    draft,
    (m) => m.sending.approval.approved(referenceOf(scene), name, scene.now),
    (m) => [[{ label: m.sending.button.undo(releaseAt), data }]],
  );
}

function undoMs({ body, settings }: Scene): number {
  const { undoMs: ms, flashAtOnce } = settings.release;
  return body.urgency === 'hoa_toc' && flashAtOnce ? 0 : ms;
}

/** Shows the author where a draft that waits stands, on its one card. */
export async function showWaiting(
  desk: Desk,
  draft: DraftRow,
  scene: Scene,
  where: 'in-place' | 'below' = 'in-place',
): Promise<void> {
  const approver = draft.approvedBy ? await personById(desk.tx, draft.approvedBy) : undefined;
  await showDraftCard(desk, draft, waitingView(scene, draft, approver?.name), where);
}

/** Makes a scheduled draft a directive; from here on nothing of it changes. */
export async function releaseLetter(desk: Desk, draft: DraftRow, scene: Scene): Promise<void> {
  const { engine, tx, wake, chat, m } = desk;
  const { personId, approvedBy } = draft;
  const wanted = releaseOf(scene, { personId, approvedBy, chat });
  if (!wanted) throw new Error(`Draft ${draft.id} has no blockers and yet cannot be released.`);
  const { code } = await releaseDirective(engine, tx, wake, wanted);
  const line = m.compose.released(referenceOf(scene), code, wanted.audience.length);
  await closeDraft(desk, draft, { event: 'released', body: scene.body, line });
  const approver = approvedBy ? await personById(tx, approvedBy) : undefined;
  if (!approver) return;
  await closeApprovalCards(desk, draft, (words) =>
    words.sending.approval.released(referenceOf(scene), code, approver.name),
  );
}
