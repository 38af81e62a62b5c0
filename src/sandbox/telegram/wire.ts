/** The objects of the Bot API as far as the simulated network builds or reads them; names are the wire's own. */

/** A person or a bot, as the Bot API shows it. */
export interface WireUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** A piece of formatting; offset and length count UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly [extra: string]: unknown;
}

/** One button under a message. */
export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly style?: string;
  readonly disabled?: object;
  readonly [extra: string]: unknown;
}

/** One button of a reply keyboard; only the request for a chat is acted upon. */
export interface ReplyButton {
  readonly text: string;
  readonly request_chat?: ChatRequest;
  readonly [extra: string]: unknown;
}

/** What a bot asks for when a person is to choose a chat. */
export interface ChatRequest {
  readonly request_id: number;
  readonly chat_is_channel: boolean;
  readonly bot_administrator_rights?: Rights;
  readonly bot_is_member?: boolean;
  readonly request_title?: boolean;
  readonly request_username?: boolean;
}

/** Any of the four keyboards. */
export interface ReplyMarkup {
  readonly inline_keyboard?: readonly (readonly InlineButton[])[];
  readonly keyboard?: readonly (readonly ReplyButton[])[];
  readonly remove_keyboard?: boolean;
  readonly force_reply?: boolean;
  readonly [extra: string]: unknown;
}

/** Administrator rights by their wire names, e.g. `can_pin_messages`. */
export type Rights = Readonly<Record<string, boolean>>;

/** A rendered object on its way to a bot. */
export type Wire = Readonly<Record<string, unknown>>;

/** An update without its id and the field it sits in. */
export type UpdateKind =
  | 'message'
  | 'edited_message'
  | 'channel_post'
  | 'edited_channel_post'
  | 'message_reaction'
  | 'message_reaction_count'
  | 'callback_query'
  | 'poll'
  | 'poll_answer'
  | 'my_chat_member'
  | 'chat_member';

/** An update as a bot receives it. */
export interface WireUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}
