import type { Turn } from '../../engine/turn.ts';
import { holdingOrganisations } from '../../store/carry-over.ts';
import type { DirectiveRow } from '../../store/directives.ts';
import { createDraft } from '../../store/drafts.ts';
import { emptyLetter, type LetterBody } from './body.ts';
import { putOthersAside } from './open-letters.ts';
import { nextStep } from './questions.ts';
import { loadScene } from './scene.ts';
import { putLetter } from './show.ts';

/**
 * Starts composing a directive that takes the place of another one: for those who have that one, with
 * its urgency and its way of acknowledging. The other stands until the new one is released.
 */
export async function startReplacement(turn: Turn, replaced: DirectiveRow): Promise<void> {
  const { tx, person, chat, engine } = turn;
  if (!person) return;
  const holders = await holdingOrganisations(tx, replaced.id);
  const body: LetterBody = {
    ...emptyLetter,
    urgency: replaced.urgency,
    ackPolicy: replaced.ackPolicy,
    audience: { groups: [], organisations: holders, excluded: [] },
    replaces: { directiveId: replaced.id, askAgain: true },
  };
  const draft = await createDraft(tx, {
    dialogue: 'compose',
    officeId: replaced.officeId,
    personId: person.id,
    chatId: chat.id,
    step: 'hub',
    body,
    at: engine.clock.now(),
    drill: replaced.drill,
  });
  await putOthersAside(turn, person.id, draft.id);
  const scene = await loadScene(turn, draft);
  await putLetter(turn, draft, scene, { body, step: nextStep(scene) });
}
