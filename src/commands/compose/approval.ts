import { isSecondPerson } from '../../domain/approval.ts';
import { notifyPeople } from '../../engine/alert-staff.ts';
import { alreadyDone } from '../../engine/already-done.ts';
import { moveDraft } from '../../engine/move-draft.ts';
import type { Turn } from '../../engine/turn.ts';
import type { Messages } from '../../messages/messages.ts';
import { type DraftRow, lockDraft, saveDraft } from '../../store/drafts.ts';
import { lastActOn, recordEvent } from '../../store/event-log.ts';
import { type Answer, alert, note, type Press, type PressHandler, unknownPress } from '../press.ts';
import { askQuestion, type Question, type Taken } from '../question.ts';
import { officesAllowing } from '../staff-offices.ts';
import { closeApprovalCards, showApprovalCards, turnApprovalCard } from './approval-cards.ts';
import { composeBlockers } from './blockers.ts';
import { authorsDesk } from './desk.ts';
import { referenceOf } from './reference.ts';
import { type Desk, loadScene, type Scene } from './scene.ts';
import { scheduleDraft, showWaiting } from './send-off.ts';
import { sendTestCopy } from './test-copy.ts';
import { moveBack, takeBack } from './waiting.ts';

/** Hands a draft to those who may approve it; until one of them decides nobody can change it. */
export async function submitDraft(turn: Turn, draft: DraftRow, scene: Scene): Promise<void> {
  const { tx, m } = turn;
  const at = turn.engine.clock.now();
  // What was wrong the last time is mended now.
  const body = { ...scene.body, returned: null };
  await saveDraft(tx, { ...draft, body }, at);
  const saved = (await lockDraft(tx, draft.id)) ?? draft;
  const moved = await moveDraft(tx, saved, 'submitted', { at, submittedAt: at });
  await logDecision(turn, moved, 'draft-submitted');
  await showWaiting(turn, moved, { ...scene, body });
  await showApprovalCards(turn, moved, scene);
  turn.answers.push({ pressId: '', text: m.sending.answer.submitted, alert: false });
}

/** Buttons of an approver's card; their data names the draft and the revision that was shown. */
export const approvalPresses: Readonly<Record<string, PressHandler>> = {
  apv: onSubmitted(approve),
  apr: onSubmitted(async (turn, { draft, scene }) => {
    const reference = referenceOf(scene);
    const subject = { draftId: draft.id, revision: String(draft.revision), reference };
    await askQuestion(turn, returnReason, subject);
    return note('');
  }),
  apt: onSubmitted(async (turn, { draft, scene }) => {
    const count = await sendTestCopy(turn, draft, { ...scene, m: turn.m });
    return note(turn.m.sending.answer.testSent(count));
  }),
  apl: async (turn, press, id) => {
    const draft = await approvable(turn, id);
    const page = Number(press.data.split(':')[2]);
    if (!draft || !Number.isInteger(page)) return unknownPress(turn, press);
    if (draft.state !== 'submitted') return alert(await whatBecame(turn, draft));
    await turnApprovalCard(turn, draft, page);
    return note('');
  },
  apu: async (turn, press, id) => {
    const draft = await approvable(turn, id);
    if (!draft) return unknownPress(turn, press);
    const { answer } = turn.m.sending;
    if (draft.state !== 'scheduled' || !draft.approvedBy) {
      if (draft.state === 'done') return alert(answer.tooLate);
      return alert(await alreadyDone(turn, draft.id, 'draft-taken-back', turn.m.answer.stale));
    }
    const desk = await authorsDesk(turn, draft);
    const scene = await loadScene(desk, draft);
    const name = turn.person?.name ?? '';
    await takeBack(turn, draft, scene, name, desk);
    await tellAuthor(turn, draft, (m) => m.sending.notice.undone(referenceOf(scene), name));
    return alert(answer.undone);
  },
};

/** Why a submission goes back to its author, in the approver's own words. */
export const returnReason: Question = {
  name: 'approval-return-reason',
  prompt: (m, { reference = '' }) => m.sending.ask.reason(reference),
  async answered(turn, { draftId = '', revision = '' }, text): Promise<Taken> {
    const { m } = turn;
    const reason = text.replace(/\s+/g, ' ').trim().slice(0, 500);
    if (reason.length < 5) return { closes: false, text: m.sending.wrong.reason };
    const draft = await approvable(turn, draftId);
    if (!draft || !isSecondPerson(turn.person?.id ?? '', draft)) {
      return { closes: true, text: m.answer.notYours };
    }
    if (draft.state !== 'submitted' || String(draft.revision) !== revision) {
      return { closes: true, text: await whatBecame(turn, draft) };
    }
    await giveBack(turn, draft, reason);
    return { closes: true, text: m.sending.answer.returned };
  },
};

async function approve(turn: Turn, { draft, scene, desk }: Submitted): Promise<Answer> {
  const { m, person } = turn;
  const [blocker] = composeBlockers(scene);
  if (blocker) return alert(m.compose.blocker(blocker));
  if (!person) return alert(m.answer.notYours);
  await logDecision(turn, draft, 'draft-approved');
  const event = { event: 'approved', approvedBy: person.id } as const;
  const moved = await scheduleDraft(desk, draft, scene, event);
  if (moved.state !== 'scheduled' || !moved.releaseAt) return note(m.sending.answer.approved);
  const { releaseAt } = moved;
  const reference = referenceOf(scene);
  await tellAuthor(turn, draft, (words) =>
    words.sending.notice.approved(reference, person.name, releaseAt),
  );
  return note(m.sending.answer.approved);
}

async function giveBack(turn: Turn, draft: DraftRow, reason: string): Promise<void> {
  const at = turn.engine.clock.now();
  const by = turn.person?.name ?? '';
  const desk = await authorsDesk(turn, draft);
  const scene = await loadScene(desk, draft);
  const returned = { by, reason, at: at.toISOString() };
  const body = { ...scene.body, returned };
  await moveBack(turn, desk, draft, { ...scene, body, step: 'hub' }, 'returned');
  const reference = referenceOf(scene);
  await closeApprovalCards(desk, draft, (m) => m.sending.approval.returned(reference, by, reason));
  await tellAuthor(turn, draft, (m) => m.sending.notice.returned(reference, by, reason));
}

/** A draft in front of a second person, as the author's chat would show it. */
interface Submitted {
  readonly draft: DraftRow;
  readonly desk: Desk;
  readonly scene: Scene;
}

/** Makes the handler of a button that needs the submission just as the card showed it. */
function onSubmitted(run: (turn: Turn, submitted: Submitted) => Promise<Answer>): PressHandler {
  return async (turn: Turn, press: Press, id: string) => {
    const draft = await approvable(turn, id);
    if (!draft) return unknownPress(turn, press);
    if (!isSecondPerson(turn.person?.id ?? '', draft)) {
      return alert(turn.m.sending.answer.ownDraft);
    }
    const isAsShown = press.data.split(':')[2] === String(draft.revision);
    if (draft.state !== 'submitted' || !isAsShown) return alert(await whatBecame(turn, draft));
    const desk = await authorsDesk(turn, draft);
    return run(turn, { draft, desk, scene: await loadScene(desk, draft) });
  };
}

/** The locked draft, if the person may approve for its office today. */
async function approvable(turn: Turn, draftId: string): Promise<DraftRow | undefined> {
  // Files and words of a draft are shown to one person alone, whatever a forged press names.
  if (turn.chat.kind !== 'private') return undefined;
  const draft = await lockDraft(turn.tx, draftId);
  if (draft?.dialogue !== 'compose' || !draft.officeId) return undefined;
  const offices = await officesAllowing(turn, 'approve');
  return offices.includes(draft.officeId) ? draft : undefined;
}

/** What whoever comes second is told: who decided and when, or that the card is not the newest. */
async function whatBecame(turn: Turn, { id, state, approvedBy }: DraftRow): Promise<string> {
  const { decidedBefore, noLongerSubmitted } = turn.m.sending.answer;
  if (state === 'submitted') return noLongerSubmitted;
  const approval = approvedBy ? await lastActOn(turn.tx, id, 'draft-approved') : undefined;
  return approval
    ? decidedBefore(approval.name, approval.at)
    : alreadyDone(turn, id, 'draft-%', noLongerSubmitted);
}

async function tellAuthor(
  { engine, tx, wake }: Turn,
  { personId }: DraftRow,
  text: (m: Messages) => string,
): Promise<void> {
  await notifyPeople(engine, tx, wake, [{ id: personId }], text);
}

async function logDecision(turn: Turn, draft: DraftRow, action: string): Promise<void> {
  await recordEvent(turn.tx, {
    at: turn.at,
    actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
    action,
    subject: { kind: 'draft', id: draft.id },
    detail: { revision: draft.revision, author: draft.personId },
  });
}
