import { dayOf, dayParts } from '../domain/day.ts';
import { messagesIn } from '../messages/messages.ts';
import type { SeenMessage } from '../sandbox/telegram/seen.ts';
import { composerId, letterFile, letterOf } from './cast.ts';
import type { Town } from './town.ts';

const { button } = messagesIn('vi').compose;

/**
 * Releases the letter as staff do, in the private chat: pastes it or drops it as a file, looks at the
 * preview, declares that it is no secret, presses the button. Resolves when that button has been pressed.
 */
export async function releaseByDialogue(town: Town): Promise<void> {
  const letter = letterOf(dayParts(dayOf(new Date())));
  if (town.letter === 'pasted') town.composer.send(composerId, letter);
  else {
    const bytes = new TextEncoder().encode(letter);
    town.composer.sendDocument(composerId, { name: letterFile, bytes });
  }
  await pressWhenThere(town, button.noReport);
  await pressWhenThere(town, button.preview);
  await pressWhenThere(town, button.declare(false));
  await whenThere(town, button.declare(true));
  await pressWhenThere(town, button.release);
}

async function pressWhenThere(town: Town, label: string): Promise<void> {
  const { messageId } = await whenThere(town, label);
  town.composer.press(composerId, messageId, label);
}

/** The newest message to the composer that has this button. */
async function whenThere({ network, composer }: Town, label: string): Promise<SeenMessage> {
  const all = () => composer.sees(composerId);
  const find = () =>
    all().findLast(({ buttons }) => buttons.flat().some(({ text }) => text === label));
  try {
    return await network.until(find, { timeoutMs: 240_000, what: `the button ${label}` });
  } catch (cause) {
    const shown = all().map(({ text }) => text.slice(0, 120));
    throw new Error(`No button ${label}; the composer sees: ${shown.slice(-3).join(' | ')}`, {
      cause,
    });
  }
}
