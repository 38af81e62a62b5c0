import type { RawUpdate } from '../../ports/channel.ts';
import { type StoredUpdate, storedUpdate, type TelegramUpdate } from './update.ts';

/**
 * Prepares an update for the inbox. `undefined` when it is none of a kind the product asks for, or
 * its shape is unknown.
 */
export function toRawUpdate(
  update: unknown,
  receivedAt: Date,
  username: string,
): RawUpdate | undefined {
  const parsed = storedUpdate.safeParse({
    receivedAt: receivedAt.toISOString(),
    username,
    update,
  });
  return parsed.success ? describe(parsed.data) : undefined;
}

function describe(payload: StoredUpdate): RawUpdate | undefined {
  const { update } = payload;
  const chatKey = chatKeyOf(update);
  if (chatKey === undefined) return undefined;
  const text = update.message?.text ?? update.message?.caption;
  const fileName = update.message?.document?.file_name;
  return {
    networkId: String(update.update_id),
    chatKey,
    payload,
    ...(text !== undefined && { text }),
    ...(fileName !== undefined && { fileNames: [fileName] }),
    urgent: update.callback_query !== undefined,
  };
}

function chatKeyOf(update: TelegramUpdate): string | undefined {
  const { message, callback_query, my_chat_member, message_reaction } = update;
  const chat = (message ?? callback_query?.message ?? my_chat_member ?? message_reaction)?.chat;
  return chat === undefined ? undefined : String(chat.id);
}
