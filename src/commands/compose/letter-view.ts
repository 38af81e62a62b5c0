import type { Button, CardView } from '../../ports/channel.ts';
import type { DraftRow } from '../../store/drafts.ts';
import { dialoguePress } from '../dialogue.ts';
import type { Choice } from './change.ts';
import { fitting } from './fitting.ts';
import { overview } from './overview.ts';
import type { Scene } from './scene.ts';
import { stepRules } from './step-rules.ts';

/** The card of a letter at its step; its buttons belong to the revision that is given. */
export function letterView(scene: Scene, draft: Pick<DraftRow, 'id' | 'revision'>): CardView {
  const { m, step, office, maxText } = scene;
  const rules = stepRules[step];
  const own = rules.view(scene);
  const head = rules.withOverview ? overview(scene) : [m.compose.title(office.name)];
  const room = maxText - own.lines.join('\n').length - 10;
  const rows = [...own.choices, footer(scene)].filter((row) => row.length > 0);
  return {
    lines: [
      ...fitting(head, Math.max(room, 0), m.compose.preview.cut),
      ...fitting(own.lines, maxText - 10, m.compose.preview.cut),
    ],
    buttons: rows.map((row) => row.map((choice) => buttonOf(choice, draft))),
  };
}

function footer({ step, m }: Scene): readonly Choice[] {
  const { button } = m.compose;
  const back: readonly Choice[] = step === 'hub' ? [] : [{ label: button.back, verb: 'back' }];
  return [...back, { label: button.save, verb: 'save' }, { label: button.cancel, verb: 'x' }];
}

/** A choice as a button of one revision of a draft. */
export function buttonOf(
  { label, verb, arg, style }: Choice,
  draft: Pick<DraftRow, 'id' | 'revision'>,
): Button {
  return { label, data: dialoguePress(draft, verb, arg), ...(style ? { style } : {}) };
}
