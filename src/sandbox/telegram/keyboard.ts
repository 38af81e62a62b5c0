import { malformed } from './refusal.ts';
import type { InlineButton, ReplyButton, ReplyMarkup } from './wire.ts';

const ACTIONS = [
  'callback_data',
  'url',
  'disabled',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];
const STYLES = ['danger', 'success', 'primary'];

/** A keyboard of the right shape; an empty inline keyboard is no keyboard. */
export function readMarkup(value: unknown): ReplyMarkup | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null)
    throw malformed("can't parse reply keyboard markup JSON object");
  // Every field that is used is checked below.
  const markup = value as ReplyMarkup;
  if (markup.inline_keyboard !== undefined) {
    const rows = rowsOf<InlineButton>(markup.inline_keyboard);
    for (const button of rows.flat()) checkInlineButton(button);
    return rows.flat().length === 0 ? undefined : { inline_keyboard: rows };
  }
  if (markup.keyboard !== undefined) {
    for (const button of rowsOf<ReplyButton | string>(markup.keyboard).flat()) {
      if (typeof button !== 'string') checkText(button.text);
    }
    return markup;
  }
  if (markup.remove_keyboard === true || markup.force_reply === true) return markup;
  throw malformed('object expected as reply markup');
}

/** Only an inline keyboard may be put under a message by an edit. */
export function readInlineMarkup(value: unknown): ReplyMarkup | undefined {
  const markup = readMarkup(value);
  if (markup !== undefined && markup.inline_keyboard === undefined)
    throw malformed('inline keyboard expected');
  return markup;
}

function rowsOf<T>(value: unknown): readonly (readonly T[])[] {
  if (!Array.isArray(value) || !value.every((row) => Array.isArray(row) && row.every(isButton))) {
    throw malformed('can\'t parse keyboard: field "inline_keyboard" must be an Array of Arrays');
  }
  const rows = (value as T[][]).filter((row) => row.length > 0);
  if (rows.flat().length > 100 || rows.some((row) => row.length > 8))
    throw malformed('reply markup is too long');
  return rows;
}

function checkInlineButton(button: InlineButton): void {
  checkText(button.text);
  const actions = ACTIONS.filter((action) => button[action] !== undefined);
  if (actions.length !== 1)
    throw malformed(`text buttons must have exactly one action, "${actions.join(', ')}" given`);
  if (button.style !== undefined && !STYLES.includes(button.style))
    throw malformed('invalid button style specified');
  if (button.callback_data !== undefined) {
    const bytes =
      typeof button.callback_data === 'string' ? Buffer.byteLength(button.callback_data) : 0;
    if (bytes < 1 || bytes > 64) throw malformed('BUTTON_DATA_INVALID');
  }
  if (button.url !== undefined && !/^(https?|tg):\/\/\S+$/.test(button.url)) {
    throw malformed('inline keyboard button URL is invalid');
  }
}

function checkText(text: unknown): void {
  if (typeof text !== 'string' || text.trim() === '')
    throw malformed("can't parse keyboard button: text must be non-empty");
}

function isButton(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}
