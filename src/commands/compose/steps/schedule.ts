import { type Change, change, type StepRules, say } from '../change.ts';
import { parseReleaseMoment, usualMoments } from '../release-moment.ts';
import type { Scene } from '../scene.ts';

/** When the letter is to go out: at once, or at a moment that is chosen or typed. */
export const schedule: StepRules = {
  withOverview: true,
  back: 'preview',
  view(scene) {
    const { m, body } = scene;
    const { button, ask } = m.sending;
    return {
      lines: [ask.schedule],
      choices: [
        ...usualMoments(scene).map((moment) => [
          {
            label: button.at(moment),
            verb: 'at',
            arg: Math.round(moment.getTime() / 60_000).toString(36),
          },
        ]),
        ...(body.releaseAt ? [[{ label: button.noSchedule, verb: 'noat' }]] : []),
      ],
    };
  },
  press(scene, verb, arg) {
    if (verb === 'noat') return change(scene, { releaseAt: null }, 'preview');
    if (verb !== 'at' || !/^[0-9a-z]{1,8}$/.test(arg)) return undefined;
    const moment = new Date(Number.parseInt(arg, 36) * 60_000);
    return moment > scene.now ? chosenMoment(scene, moment) : past(scene);
  },
  text(scene, text) {
    const { wrong } = scene.m.sending;
    const moment = parseReleaseMoment(text, scene);
    if (moment === undefined) return say(wrong.schedule);
    if (moment === 'past') return past(scene);
    return moment === 'far' ? say(wrong.scheduleFar) : chosenMoment(scene, moment);
  },
};

function chosenMoment(scene: Scene, moment: Date): Change {
  return change(scene, { releaseAt: moment.toISOString() }, 'preview');
}

function past({ m }: Scene): Change {
  return say(m.sending.wrong.schedulePast);
}
