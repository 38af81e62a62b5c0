import { maxShortMessage, mayGoPublic } from '../../../domain/directive.ts';
import { change, type StepRules, say } from '../change.ts';
import { circulationOf } from '../circulation.ts';
import { sourceLine } from '../short-message.ts';

/** The words that channels and communes repost; the source line is added and counted. */
export const short: StepRules = {
  withOverview: true,
  back: 'hub',
  view(scene) {
    const { body, m } = scene;
    const { ask, wrong, button } = m.compose;
    const source = sourceLine(scene);
    const question = source
      ? ask.short(source, maxShortMessage - source.length - 1)
      : wrong.shortNeedsIdentity;
    return {
      lines: [...(body.shortMessage ? [body.shortMessage] : []), question],
      choices: body.shortMessage ? [[{ label: button.removeShort, verb: 'rms' }]] : [],
    };
  },
  press(scene, verb) {
    if (verb !== 'rms') return undefined;
    return change(scene, { shortMessage: null, declared: false }, 'hub');
  },
  text(scene, text) {
    const { wrong } = scene.m.compose;
    const source = sourceLine(scene);
    if (!source) return say(wrong.shortNeedsIdentity);
    if (!mayGoPublic(circulationOf(scene.body))) return say(wrong.shortRestricted);
    const over = text.length + 1 + source.length - maxShortMessage;
    if (over > 0) return say(wrong.short(over));
    return change(scene, { shortMessage: text, declared: false }, 'hub');
  },
};
