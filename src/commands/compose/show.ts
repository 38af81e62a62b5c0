import { queuePart } from '../../engine/queue-part.ts';
import { showCard } from '../../engine/show-card.ts';
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
  const { engine, tx, wake, chat, m } = desk;
  const { body, step } = letter;
  await saveDraft(tx, { id: draft.id, step, body, state: 'open' }, engine.clock.now());
  const shown = { ...(await withBody(desk, scene, body)), step };
  const view = letterView(shown, { id: draft.id, revision: draft.revision + 1 });
  const card = { chat, kind: 'dialogue', subjectId: draft.id } as const;
  if (where === 'in-place') return showCard(engine, tx, wake, { ...card, view });
  const above = await cardInChat(tx, chat.id, 'dialogue', draft.id);
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
    readonly state: 'saved' | 'done' | 'cancelled';
    readonly body: ComposeBody;
    readonly line: string;
  },
): Promise<void> {
  const { engine, tx, wake, chat } = desk;
  const { state, body, line } = end;
  const { id, step } = draft;
  await saveDraft(tx, { id, step, body, state }, engine.clock.now());
  const view = { lines: [line], buttons: [] };
  await showCard(engine, tx, wake, { chat, kind: 'dialogue', subjectId: id, view });
}

/** Puts a letter aside to be continued later. */
export async function putAside(desk: Desk, draft: DraftRow, body: LetterBody): Promise<void> {
  const { compose } = desk.m;
  const line = compose.saved(body.subject ?? compose.untitled);
  await closeDraft(desk, draft, { state: 'saved', body, line });
}
