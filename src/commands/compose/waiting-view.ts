import type { CardView } from '../../ports/channel.ts';
import type { DraftRow } from '../../store/drafts.ts';
import type { Choice } from './change.ts';
import { fitting } from './fitting.ts';
import { buttonOf } from './letter-view.ts';
import { overview } from './overview.ts';
import { referenceOf } from './reference.ts';
import type { Scene } from './scene.ts';

/** The author's card of a draft that waits for a second person or for its moment. */
export function waitingView(scene: Scene, draft: DraftRow, approver: string | undefined): CardView {
  const { m, maxText } = scene;
  const own = [
    ...(approver ? [m.sending.approvedBy(approver)] : []),
    ...waitingLines(scene, draft),
  ];
  const room = maxText - own.join('\n').length - 10;
  return {
    lines: [...fitting(overview(scene), Math.max(room, 0), m.compose.preview.cut), ...own],
    buttons: choices(scene, draft).map((choice) => [buttonOf(choice, draft)]),
  };
}

function waitingLines(scene: Scene, draft: DraftRow): readonly string[] {
  const { m, body, members, approvers } = scene;
  const { submittedAt, releaseAt } = draft;
  if (draft.state === 'submitted' && submittedAt) {
    return [
      m.sending.submitted(
        submittedAt,
        approvers.map(({ name }) => name),
      ),
    ];
  }
  if (!releaseAt) return [];
  return [
    body.releaseAt
      ? m.sending.scheduled(releaseAt, members.size)
      : m.sending.goingOut(referenceOf(scene), members.size, releaseAt),
  ];
}

function choices({ m, body }: Scene, { state, releaseAt }: DraftRow): readonly Choice[] {
  const { button } = m.sending;
  if (state === 'submitted') return [{ label: button.withdraw, verb: 'wd' }];
  if (!releaseAt) return [];
  if (!body.releaseAt) return [{ label: button.undo(releaseAt), verb: 'undo', style: 'danger' }];
  return [
    { label: button.now, verb: 'now', style: 'good' },
    { label: button.unschedule, verb: 'undo' },
  ];
}
