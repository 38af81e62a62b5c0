import { formatDay } from '../../messages/format.ts';
import { vi } from '../../messages/vi/index.ts';
import type { Person } from '../telegram/person.ts';
import { type Phones, pressLabel, type Read } from './phones.ts';

const { ask, button, line, wrong, preview } = vi.compose;

/** What the person who composes has on the desk. */
export interface Desk {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly number: string;
  /** The symbol to type when the letter prints none. */
  readonly symbol: string;
  /** 'YYYY-MM-DD' */
  readonly date: string;
  /** Typed when the letter has no readable subject. */
  readonly subject: string;
  /** The last moment to type when the letter has no deadline, as people write it. */
  readonly deadline: string;
  readonly shortMessage: string | undefined;
}

/** How composing went. */
export interface Composed {
  /** Printed addressees that match nothing in the directory; the person left them out. */
  readonly unmatched: readonly string[];
}

/** Release is refused; the message is what the bot said. */
export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
}

const maxSteps = 80;

/**
 * Composes and releases as a person does: drops the file into the chat, answers what the card asks,
 * confirms deadlines, adds the short message, looks at the preview, declares, releases.
 *
 * Rejects with ReleaseRefused when the bot will not release; `beforeRelease` runs just before the
 * last press.
 */
export async function composeLetter(
  { phones, composer }: { readonly phones: Phones; readonly composer: Person },
  desk: Desk,
  beforeRelease: () => void,
): Promise<Composed> {
  const chat = composer.id;
  const since = phones.last(chat) + 1;
  const unmatched: string[] = [];
  composer.send(chat, '/send');
  let acted = '';
  let hasFile = false;
  let hasShort = desk.shortMessage === undefined;
  for (let step = 0; step < maxSteps; step += 1) {
    const card = await phones.until('the next step of composing', () => {
      const newest = phones.read(chat, since).findLast(isDialogue);
      if (!newest || looks(newest) === acted) return undefined;
      return newest.text.includes('⏳') ? undefined : newest;
    });
    const asks = (words: string) => card.text.includes(words);
    const offers = (label: string) => card.buttons.some(({ text }) => text.startsWith(label));
    const press = (label: string) => pressLabel(composer, chat, card, label);
    acted = looks(card);
    if (card.buttons.length === 0) return { unmatched };
    if (!hasFile) {
      hasFile = true;
      composer.sendDocument(chat, desk.file);
    } else if (offers(button.release)) {
      if (offers(button.declare(false))) press(button.declare(false));
      else if (asks(preview.blocked)) throw new ReleaseRefused(blockersOf(card));
      else {
        beforeRelease();
        press(button.release);
      }
    } else if (offers(button.confirm)) press(button.confirm);
    else if (asks(ask.reference)) composer.send(chat, `${desk.number}/${desk.symbol}`);
    else if (asks(wordsBefore(ask.number))) composer.send(chat, desk.number);
    else if (asks(ask.date)) composer.send(chat, formatDay(desk.date));
    else if (asks(ask.subject)) composer.send(chat, desk.subject);
    else if (offers(button.skip)) {
      unmatched.push(/👉 «(.*)» là/su.exec(card.text)?.[1] ?? '');
      press(button.skip);
    } else if (asks(ask.audience)) chooseGroups(card, press);
    else if (asks(ask.deadlines)) await settleDeadline(phones, composer, card);
    else if (asks(ask.deadline)) composer.send(chat, desk.deadline);
    else if (asks(wordsBefore(ask.short))) composer.send(chat, desk.shortMessage ?? '');
    else if (asks(line.ready) && !hasShort) {
      hasShort = true;
      press(button.short);
    } else if (asks(line.ready)) press(button.preview);
    else if (offers(button.resume)) press(button.resume);
    else throw new Error(`The person in the demo does not understand the card: ${card.text}`);
  }
  throw new Error(`Composing did not end after ${maxSteps} steps.`);
}

/** The card of the dialogue: one that can be saved, or the one that ended it. */
function isDialogue({ text, buttons }: Read): boolean {
  return buttons.some((one) => one.text === button.save) || text.startsWith('🚀');
}

function looks({ id, text, buttons }: Read): string {
  return `${id} ${text} ${buttons.map((one) => one.text).join('|')} ${buttons[0]?.callback_data}`;
}

/** The words of a question up to its first blank to fill. */
function wordsBefore(question: (first: string, second: number) => string): string {
  return question('\n', 0).split(/\n|0/)[0] ?? '';
}

/** Nobody was understood from the letter: everybody is chosen, group by group. */
function chooseGroups(card: Read, press: (label: string) => void): void {
  const open = card.buttons.find(({ text }) => text.startsWith('☐') && !/\(0\)$/.test(text));
  press(open ? open.text : button.done);
}

/** Confirms the first deadline that waits; one that has passed is dropped. */
async function settleDeadline(phones: Phones, composer: Person, card: Read): Promise<void> {
  const confirming = card.buttons.find(({ text }) => /^✔ Hạn \d+/u.test(text));
  if (!confirming) return;
  const number = Number(/\d+/.exec(confirming.text)?.[0]);
  const press = composer.press(composer.id, card.id, confirming.text);
  const isPast = await phones.until('an answer to a confirmed deadline', () => {
    const answer = composer.answersTo(press)[0];
    return answer && { past: answer.text === wrong.deadlinePast };
  });
  if (isPast.past) pressLabel(composer, composer.id, card, button.dropDeadline(number));
}

function blockersOf(card: Read): string {
  return card.text.slice(card.text.indexOf(preview.blocked)).trim();
}
