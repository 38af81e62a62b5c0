import type { LetterBody } from '../body.ts';
import { type Change, type Choice, change, chosen, type StepRules, say } from '../change.ts';
import type { Scene } from '../scene.ts';

/** Files and text; more of both can be sent at any step. */
export const content: StepRules = {
  withOverview: true,
  back: 'hub',
  view({ body, m }) {
    const { button, ask } = m.compose;
    const files = body.files.flatMap((file, at): readonly (readonly Choice[])[] =>
      file.fileId ? [[{ label: button.removeFile(file.name), verb: 'rmf', arg: at }]] : [],
    );
    const text = body.text === '' ? [] : [[{ label: button.removeText, verb: 'rmt' }]];
    return { lines: [ask.content], choices: [...files, ...text] };
  },
  press(scene, verb, arg): Change | undefined {
    if (verb === 'rmt') {
      return change(scene, { text: '', declared: false, ...forget(scene, 'text') }, 'content');
    }
    const file = verb === 'rmf' ? chosen(scene.body.files, arg) : undefined;
    if (!file) return undefined;
    const files = scene.body.files.filter((other) => other !== file);
    return change(scene, { files, declared: false, ...forget(scene, file.uploadId) }, 'content');
  },
  text: (scene) => say(scene.m.compose.wrong.pressOnly),
};

/** What came from a document that is taken away again, as far as nobody confirmed it. */
function forget({ body }: Scene, readFrom: string): Partial<LetterBody> {
  if (body.readFrom !== readFrom) return {};
  const deadlines = body.deadlines.filter(({ confirmed }) => confirmed);
  return { readFrom: null, printed: null, tasks: [], unmatched: [], successions: [], deadlines };
}
