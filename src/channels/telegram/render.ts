import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import type { Button, CardView, OutgoingPart } from '../../ports/channel.ts';
import { capabilities } from './capabilities.ts';

/** A message as the Bot API takes it. `text` is the caption where the message is a file. */
export interface Rendered {
  readonly text: string;
  readonly entities: MessageEntity[];
  readonly keyboard: InlineKeyboardMarkup | undefined;
}

/** A message, or why Telegram would not take it. */
export type Rendering = Rendered | { readonly refused: string };

const { maxText, maxCaption } = capabilities.private;
const maxFileBytes = capabilities.private.file?.maxBytes ?? 0;
const MAX_CALLBACK_BYTES = 64;
const STYLES = { good: 'success', danger: 'danger' } as const;

/** Turns a part into a message. Refuses what Telegram would; cuts nothing. */
export function renderPart(part: OutgoingPart): Rendering {
  switch (part.kind) {
    case 'card':
      return renderCard(part.view);
    case 'text':
      return part.text.trim() === ''
        ? { refused: 'the text is empty' }
        : within(maxText, { text: part.text, entities: [], keyboard: undefined });
    case 'file':
      if (part.file.bytes > maxFileBytes) {
        return { refused: `the file has ${part.file.bytes} of at most ${maxFileBytes} bytes` };
      }
      return within(maxCaption, { text: part.caption ?? '', entities: [], keyboard: undefined });
    case 'native-reminder':
      return { refused: 'Telegram has no reminders of its own' };
  }
}

/**
 * Turns a card into a message: its lines as they are, the first one bold. The code is added as a
 * hashtag, which finds every message about the same paper, unless a line prints it already.
 */
export function renderCard(view: CardView): Rendering {
  const { lines, code } = view;
  const isPrinted = code === undefined || lines.some((line) => line.includes(code));
  const text = [...lines, ...(isPrinted ? [] : [`#${code}`])].join('\n');
  if (text.trim() === '') return { refused: 'the text is empty' };

  const flaw = view.buttons.flat().map(flawOf).find(Boolean);
  if (flaw) return { refused: flaw };

  const headline = lines[0] ?? '';
  const rows = view.buttons.filter((row) => row.length > 0).map((row) => row.map(toButton));
  return within(maxText, {
    text,
    entities: headline.trim() === '' ? [] : [{ type: 'bold', offset: 0, length: headline.length }],
    keyboard: rows.length === 0 ? undefined : { inline_keyboard: rows },
  });
}

function within(max: number, rendered: Rendered): Rendering {
  const { length } = rendered.text;
  return length <= max ? rendered : { refused: `the text has ${length} of at most ${max} units` };
}

function flawOf(button: Button): string | undefined {
  if (button.label.trim() === '') return 'a button has no label';
  if ((button.data === undefined) === (button.url === undefined)) {
    return 'a button needs either data or an address';
  }
  const bytes = Buffer.byteLength(button.data ?? '');
  return bytes > MAX_CALLBACK_BYTES
    ? `the data of a button has ${bytes} of at most ${MAX_CALLBACK_BYTES} bytes`
    : undefined;
}

function toButton(button: Button): InlineKeyboardButton {
  const look = { text: button.label, ...(button.style && { style: STYLES[button.style] }) };
  return button.url === undefined
    ? { ...look, callback_data: button.data ?? '' }
    : { ...look, url: button.url };
}
