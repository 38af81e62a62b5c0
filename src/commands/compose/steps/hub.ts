import { type Choice, type StepRules, say } from '../change.ts';
import { filesChecking, openQuestions } from '../questions.ts';
import type { Step } from '../step.ts';

const fields: readonly (readonly Extract<
  Step,
  | 'reference'
  | 'date'
  | 'subject'
  | 'urgency'
  | 'content'
  | 'audience'
  | 'ack'
  | 'deadlines'
  | 'short'
>[])[] = [
  ['reference', 'date', 'subject'],
  ['urgency', 'content', 'audience'],
  ['ack', 'deadlines', 'short'],
];

/** The overview: every field can be edited from here. */
export const hub: StepRules = {
  withOverview: true,
  back: 'hub',
  view(scene) {
    const { button, line } = scene.m.compose;
    const isOpen = openQuestions(scene).length > 0;
    const isReady = !isOpen && filesChecking(scene.body) === 0;
    const onward: Choice = isOpen
      ? { label: button.resume, verb: 'next', style: 'good' }
      : { label: button.preview, verb: 'go', arg: 'preview', style: 'good' };
    const edits = fields.map((row) =>
      row.map((step): Choice => ({ label: button[step], verb: 'go', arg: step })),
    );
    return {
      lines: isReady ? [line.ready] : [],
      choices: [
        [onward],
        ...edits,
        ...(scene.offices.length > 1
          ? [[{ label: button.office, verb: 'go', arg: 'office' }]]
          : []),
      ],
    };
  },
  text: (scene) => say(scene.m.compose.wrong.pressOnly),
};

/** A question before the draft is thrown away. */
export const cancel: StepRules = {
  withOverview: true,
  back: 'hub',
  view: ({ m }) => ({
    lines: [m.compose.ask.cancel],
    choices: [[{ label: m.compose.button.cancelForGood, verb: 'kill', style: 'danger' }]],
  }),
  text: (scene) => say(scene.m.compose.wrong.pressOnly),
};

/** Which office the letter is from, for people who work for several. */
export const office: StepRules = {
  withOverview: true,
  back: 'hub',
  view: (scene) => ({
    lines: [scene.m.compose.ask.office],
    choices: scene.offices.map(({ name }, at) => [{ label: name, verb: 'off', arg: at }]),
  }),
  text: (scene) => say(scene.m.compose.wrong.pressOnly),
};
