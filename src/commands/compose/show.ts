import { type DraftEvent, nextDraftState } from '../../domain/draft.ts';
import { queuePart } from '../../engine/queue-part.ts';
import { showCard } from '../../engine/show-card.ts';
import type { CardView } from '../../ports/channel.ts';
import { type DraftRow, saveDraft } from '../../store/drafts.ts';
import { setPartContent } from '../../store/part-edits.ts';
import { cardInChat } from '../../store/parts.ts';
import type { ComposeBody, LetterBody } from './body.ts';
import { letterView } from './letter-view.ts';
import { type Desk, type Scene, withBody } from './scene.ts';
import type { Step } from './step.ts';

/** Stores what a letter has become and shows its card, edited in place or below everything. */
export async function putLetter(
  desk: Desk,
  draft: DraftRow,
  scene: Scene,
  letter: { readonly body: LetterBody; readonly step: Step },
  where: 'in-place' | 'below' = 'in-place',
): Promise<void> {
  const { engine, tx } = desk;
  const { body, step } = letter;
  await saveDraft(tx, { id: draft.id, step, body, state: 'open' }, engine.clock.now());
  const shown = { ...(await withBody(desk, scene, body)), step };
  const view = letterView(shown, { id: draft.id, revision: draft.revision + 1 });
  await showDraftCard(desk, draft, view, where);
}

/** Shows a draft's card: edits the one there is, or leaves a pointer there and shows it below everything. */
export async function showDraftCard(
  { engine, tx, wake, chat, m }: Desk,
  { id }: Pick<DraftRow, 'id'>,
  view: CardView,
  where: 'in-place' | 'below' = 'in-place',
): Promise<void> {
  const card = { chat, kind: 'dialogue', subjectId: id } as const;
  if (where === 'in-place') return showCard(engine, tx, wake, { ...card, view });
  const above = await cardInChat(tx, chat.id, 'dialogue', id);
  if (above) {
    const moved = { type: 'card', view: { lines: [m.compose.movedBelow], buttons: [] } } as const;
    await setPartContent(tx, above.id, moved, engine.machine.now());
  }
  await queuePart(engine, tx, wake, { ...card, lane: 'reply', content: { type: 'card', view } });
}

/** Ends a draft or puts it aside; its card says so and has no buttons any more. */
export async function closeDraft(
  desk: Desk,
  draft: DraftRow,
  end: {
    readonly event: Extract<
      DraftEvent,
      'put-aside' | 'answered' | 'released' | 'blocked' | 'cancelled'
    >;
    readonly body: ComposeBody;
    readonly line: string;
  },
): Promise<void> {
  const { engine, tx } = desk;
  const { event, body, line } = end;
  const { id, step } = draft;
  const state = nextDraftState(draft.state, event);
  if (!state) throw new Error(`Draft ${id} is ${draft.state} and cannot be ${event}.`);
  await saveDraft(tx, { id, step, body, state }, engine.clock.now());
  await showDraftCard(desk, draft, { lines: [line], buttons: [] });
}

/** Puts a letter aside to be continued later. */
export async function putAside(desk: Desk, draft: DraftRow, body: LetterBody): Promise<void> {
  const { compose } = desk.m;
  const line = compose.saved(body.subject ?? compose.untitled);
  await closeDraft(desk, draft, { event: 'put-aside', body, line });
}
