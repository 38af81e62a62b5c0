import type { LetterBody } from './body.ts';
import type { Scene } from './scene.ts';
import type { Step } from './step.ts';

/** What a press or a typed answer leads to. `next` is the next open question. */
export type Change =
  | { readonly type: 'change'; readonly body: LetterBody; readonly step: Step | 'next' }
  /** The recipients are kept under a name, for this office to use again. */
  | { readonly type: 'keep-list'; readonly name: string }
  | { readonly type: 'drop-list'; readonly id: string; readonly name: string }
  /** Nothing changes; the person is told why. */
  | { readonly type: 'say'; readonly text: string };

/** A button before it is known which revision it belongs to. */
export interface Choice {
  readonly label: string;
  readonly verb: string;
  /** A short key or a position in a list that the body keeps. */
  readonly arg?: string | number;
  readonly style?: 'good' | 'danger';
}

export interface StepView {
  readonly lines: readonly string[];
  readonly choices: readonly (readonly Choice[])[];
}

/** One step of the dialogue: what it shows, and what its buttons and a typed answer do. Pure. */
export interface StepRules {
  /** Whether the overview stands above the step's own lines. */
  readonly withOverview: boolean;
  /** Where ⬅️ leads. */
  readonly back: Step;
  view(scene: Scene): StepView;
  /** undefined: no button of this step. */
  press?(scene: Scene, verb: string, arg: string): Change | undefined;
  text?(scene: Scene, text: string): Change;
}

export function say(text: string): Change {
  return { type: 'say', text };
}

/** Changes some fields of the letter. */
export function change(
  { body }: Pick<Scene, 'body'>,
  fields: Partial<LetterBody>,
  step: Step | 'next',
): Change {
  return { type: 'change', body: { ...body, ...fields }, step };
}

/** The element a button's position stands for; undefined when the press was made up. */
export function chosen<T>(list: readonly T[], arg: string): T | undefined {
  return /^\d{1,4}$/.test(arg) ? list[Number(arg)] : undefined;
}
