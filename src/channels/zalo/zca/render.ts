import type { Button, CardView, OutgoingPart } from '../../../ports/channel.ts';
import { maxText } from '../capabilities.ts';

/** Sentences of the product that a card needs where the network has no buttons. */
export interface CardWords {
  /** How to acknowledge in words, such as "Trả lời: DN 12K7". */
  replyWith(code: string): string;
}

/** The messages a part turns into, each within Zalo's limit and none empty. */
export type Rendering =
  | { readonly pieces: readonly [string, ...string[]] }
  | { readonly refused: string };

/** The buttons that stand for an answer, in the order in which a card numbers them from 1. */
export function choicesOf(view: CardView): readonly Button[] {
  return view.buttons.flat().filter((button) => button.data !== undefined);
}

/**
 * Turns a text or a card into messages. Nothing is cut: what is too long becomes several pieces,
 * broken between lines, then between words. A composer that wants one message keeps to
 * `maxText`, choices and code line included.
 */
export function renderText(
  part: Extract<OutgoingPart, { kind: 'card' | 'text' }>,
  words: CardWords,
): Rendering {
  const text = part.kind === 'text' ? part.text : cardText(part.view, words);
  const [first, ...more] = split(text, maxText);
  return first === undefined ? { refused: 'the text is empty' } : { pieces: [first, ...more] };
}

function cardText(view: CardView, words: CardWords): string {
  const choices = choicesOf(view);
  const numbered = choices.map((choice, index) => `${index + 1}. ${choice.label}`);
  const links = view.buttons
    .flat()
    .flatMap((button) => (button.url === undefined ? [] : [`${button.label}: ${button.url}`]));
  const footer = [
    ...numbered,
    ...links,
    ...(view.code === undefined ? [] : [words.replyWith(view.code)]),
  ];
  return [...view.lines, ...(footer.length === 0 ? [] : ['', ...footer])].join('\n');
}

/** Breaks `text` into pieces of at most `max` UTF-16 units; joined again they miss only white space. */
function split(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const at = breakAt(rest, max);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Where to break: the last line end, else the last space, else anywhere but inside a character. */
function breakAt(text: string, max: number): number {
  const head = text.slice(0, max + 1);
  const line = head.lastIndexOf('\n');
  if (line > 0) return line;
  const space = head.lastIndexOf(' ');
  if (space > 0) return space;
  const isHighSurrogate = /[\uD800-\uDBFF]/.test(text.charAt(max - 1));
  return isHighSurrogate ? max - 1 : max;
}
