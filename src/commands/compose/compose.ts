import type { Dialogue } from '../dialogue.ts';
import { composeBody } from './body.ts';
import { continueLetter, inputToLetter, pressLetter } from './letter.ts';
import { inputToStart, pressStart, putStart } from './start.ts';
import { pressWaiting } from './waiting.ts';

export { startCompose } from './start.ts';

/** How staff compose and release a directive: /send, and any document sent in a private chat. */
export const composeDialogue: Dialogue = {
  name: 'compose',
  act: 'compose',
  async onPress(turn, draft, verb, arg) {
    const body = composeBody(draft);
    if (body.type === 'start') await pressStart(turn, draft, body, verb, arg);
    else if (draft.state === 'submitted' || draft.state === 'scheduled') {
      await pressWaiting(turn, draft, verb);
    } else await pressLetter(turn, draft, verb, arg);
  },
  async onInput(turn, draft, input) {
    const body = composeBody(draft);
    if (body.type === 'start') await inputToStart(turn, draft, body, input);
    else await inputToLetter(turn, draft, input);
  },
  async show(turn, draft) {
    const body = composeBody(draft);
    if (body.type === 'start') await putStart(turn, draft, body);
    else await continueLetter(turn, draft);
  },
};
