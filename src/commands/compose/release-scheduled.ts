import { dayOf } from '../../domain/day.ts';
import { staffMay } from '../../domain/permission.ts';
import { alertOffice, notifyPeople } from '../../engine/alert-staff.ts';
import { commit } from '../../engine/commit.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Messages } from '../../messages/messages.ts';
import { type DraftRow, lockDraft } from '../../store/drafts.ts';
import { recordEvent } from '../../store/event-log.ts';
import { staffMemberships } from '../../store/people.ts';
import { closeApprovalCards } from './approval-cards.ts';
import { composeBlockers } from './blockers.ts';
import { authorsDesk } from './desk.ts';
import { neededApproval } from './needed-approval.ts';
import { referenceOf } from './reference.ts';
import { type Desk, isPermitted, loadScene, type Scene, withBody } from './scene.ts';
import { releaseLetter } from './send-off.ts';
import { closeDraft } from './show.ts';

/** How the moment of a draft ended. */
export type ReleaseOutcome =
  | 'released'
  /** Something stands in the way; staff are told and the draft is kept. */
  | 'blocked'
  /** It was taken back, changed or released, or its moment has not come: an old or doubled job. */
  | 'stale';

/**
 * Releases a draft whose moment has come, checked once more: what blocks, who may, what has passed
 * meanwhile. A moment that was missed while the process was down counts as come.
 */
export function releaseScheduled(
  engine: Engine,
  { draftId, fence }: { readonly draftId: string; readonly fence: number },
): Promise<ReleaseOutcome> {
  return commit(engine, async (tx, wake) => {
    const draft = await lockDraft(tx, draftId);
    if (draft?.state !== 'scheduled' || draft.revision !== fence || !draft.releaseAt) {
      return 'stale';
    }
    if (engine.clock.now().getTime() < draft.releaseAt.getTime() - 1_000) return 'stale';
    const desk = await authorsDesk({ engine, tx, wake }, draft);
    const stored = await loadScene(desk, draft);
    // Its moment is now, however late.
    const scene = await withBody(desk, stored, { ...stored.body, releaseAt: null });
    const why = await reasonsAgainst(desk, draft, scene);
    if (why.length > 0) {
      await block(desk, draft, scene, why);
      return 'blocked';
    }
    await releaseLetter(desk, draft, scene);
    return 'released';
  });
}

type Words = (m: Messages) => string;

async function reasonsAgainst(
  { tx }: Desk,
  draft: DraftRow,
  scene: Scene,
): Promise<readonly Words[]> {
  const { approvedBy } = draft;
  const why = composeBlockers(scene).map(
    (blocker): Words =>
      (m) =>
        m.compose.blocker(blocker),
  );
  if (approvedBy) {
    const roles = await staffMemberships(tx, approvedBy, dayOf(scene.now));
    const mayStill = roles.some(
      ({ officeId, role }) => officeId === scene.office.id && staffMay('approve', role),
    );
    if (!mayStill) why.push((m) => m.sending.notice.approverLeft);
  } else if (neededApproval(scene).length > 0) {
    why.push((m) => m.sending.notice.approvalMissing);
  }
  return why;
}

/** Keeps the draft for later and tells those who count on it: nothing goes out late or by half. */
async function block(
  desk: Desk,
  draft: DraftRow,
  scene: Scene,
  why: readonly Words[],
): Promise<void> {
  const { engine, tx, wake, m } = desk;
  const { personId, approvedBy, releaseAt } = draft;
  const reference = referenceOf(scene);
  const line = m.sending.blockedCard(reference);
  await closeDraft(desk, draft, { event: 'blocked', body: scene.body, line });
  await recordEvent(tx, {
    at: scene.now,
    actor: { system: 'release-draft' },
    action: 'draft-blocked',
    subject: { kind: 'draft', id: draft.id },
    detail: { blockers: composeBlockers(scene) },
  });
  const text: Words = (words) =>
    words.sending.notice.blocked(
      reference,
      releaseAt ?? scene.now,
      why.map((one) => one(words)),
    );
  const people = [personId, ...(approvedBy ? [approvedBy] : [])].map((id) => ({ id }));
  // Whoever may no longer send is no longer the one to mend it.
  if (isPermitted(scene)) await notifyPeople(engine, tx, wake, people, text);
  else await alertOffice(engine, tx, wake, scene.office.id, text);
  await closeApprovalCards(desk, draft, (words) => words.sending.approval.blocked(reference));
}
