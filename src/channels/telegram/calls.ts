/** The calls that act on messages: each made once, told as an outcome or as the failure it met. */
import type { Message } from 'grammy/types';
import type {
  CardView,
  ChatAddress,
  FileContent,
  MessageRef,
  Outcome,
  OutgoingPart,
} from '../../ports/channel.ts';
import type { Client } from './client.ts';
import { type Attempt, attempt, describeFailure, type Failure } from './failure.ts';
import { DownloadError, type DownloadLimits, toInputFile } from './files.ts';
import { isAlreadyRemoved, isFileUnknown, isThreadGone, isUnchanged } from './outcome.ts';
import { type Rendered, renderCard, renderPart } from './render.ts';

/** How a call ended, in the port's words where no failure has to be interpreted. */
export type Result = Outcome | Failure;

const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;
const NO_SUCH_ID: Outcome = { type: 'refused', reason: 'the chat or the message has no valid id' };

/** Where a message goes, as every sending method of the Bot API takes it. */
interface Place {
  readonly message_thread_id?: number;
  readonly reply_parameters?: { message_id: number; allow_sending_without_reply: true };
}

/**
 * Sends one part once. A topic or a remembered file that is gone costs a second call, never a second
 * copy.
 */
export async function sendPart(
  client: Client,
  to: ChatAddress,
  part: OutgoingPart,
): Promise<Result> {
  const rendered = renderPart(part);
  if ('refused' in rendered) return { type: 'refused', reason: rendered.refused };
  const chatId = toNumber(to.externalId);
  const place = placeOf(to, part);
  if (chatId === undefined || place === undefined) return NO_SUCH_ID;

  if (part.kind === 'file') return sendFile(client, chatId, place, part.file, rendered.text);
  const look = { ...NO_PREVIEW, ...formOf(rendered) };
  return toSent(
    await inTopicOrGroup(place, (where) =>
      attempt(client.api.sendMessage(chatId, rendered.text, { ...look, ...where })),
    ),
  );
}

/** Changes a card; done also when it looked like that already. */
export async function editCard(client: Client, ref: MessageRef, view: CardView): Promise<Result> {
  const rendered = renderCard(view);
  if ('refused' in rendered) return { type: 'refused', reason: rendered.refused };
  const [chatId, messageId] = idsOf(ref);
  if (chatId === undefined || messageId === undefined) return NO_SUCH_ID;

  const edited = await attempt(
    client.api.editMessageText(chatId, messageId, rendered.text, {
      ...NO_PREVIEW,
      ...formOf(rendered),
    }),
  );
  return edited.ok || isUnchanged(edited.failure) ? done(ref) : edited.failure;
}

/** Takes a message back; done also when it is not there any more. */
export async function removeMessage(client: Client, ref: MessageRef): Promise<Result> {
  const [chatId, messageId] = idsOf(ref);
  if (chatId === undefined || messageId === undefined) return NO_SUCH_ID;

  const removed = await attempt(client.api.deleteMessage(chatId, messageId));
  return removed.ok || isAlreadyRemoved(removed.failure) ? done(ref) : removed.failure;
}

/** Answers a press, which Telegram allows once and for 150 s. */
export async function answerPress(
  client: Client,
  pressId: string,
  answer: { readonly text: string; readonly alert: boolean },
): Promise<Result> {
  if (answer.text.length > MAX_ANSWER) {
    const reason = `the answer has ${answer.text.length} of at most ${MAX_ANSWER} units`;
    return { type: 'refused', reason };
  }
  const answered = await attempt(
    client.api.answerCallbackQuery(pressId, { text: answer.text, show_alert: answer.alert }),
  );
  return answered.ok ? { type: 'sent', messageId: pressId } : answered.failure;
}

/** Fetches a file somebody sent, in two calls. Rejects with an error fit for staff. */
export async function fetchFile(
  client: Client,
  fileId: string,
  limits: DownloadLimits,
): Promise<Uint8Array> {
  const named = await attempt(client.api.getFile(fileId));
  if (!named.ok) throw new DownloadError(describeFailure(named.failure));
  const { file_path: path, file_size: bytes = 0 } = named.value;
  if (path === undefined) throw new DownloadError('the network does not give the file');
  if (bytes > limits.maxBytes) {
    throw new DownloadError(`the file is larger than ${limits.maxBytes} bytes`);
  }
  return client.download(path, limits);
}

/** Longest text Telegram shows to the person who pressed, in UTF-16 units. */
const MAX_ANSWER = 200;

/** Names a file the account has uploaded before; uploads it if that name is not accepted. */
async function sendFile(
  client: Client,
  chatId: number,
  place: Place,
  file: FileContent,
  caption: string,
): Promise<Result> {
  // Without the flag Telegram turns some documents into videos or animations.
  const look = { disable_content_type_detection: true, ...(caption !== '' && { caption }) };
  if (file.knownAs !== undefined) {
    const known = file.knownAs;
    const posted = await inTopicOrGroup(place, (where) =>
      attempt(client.api.sendDocument(chatId, known, { ...look, ...where })),
    );
    if (posted.ok || !isFileUnknown(posted.failure)) return toSent(posted);
  }
  const upload = await toInputFile(file).catch(() => undefined);
  if (upload === undefined) return { type: 'not-sent', reason: 'the file could not be read' };
  return toSent(
    await inTopicOrGroup(place, (where) =>
      attempt(client.uploads.sendDocument(chatId, upload, { ...look, ...where })),
    ),
  );
}

/** Once more without the topic when that is gone: the group still wants the message. */
async function inTopicOrGroup<T>(
  place: Place,
  post: (where: Place) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const posted = await post(place);
  const { message_thread_id, ...group } = place;
  const isTopicGone = !posted.ok && isThreadGone(posted.failure);
  return message_thread_id !== undefined && isTopicGone ? post(group) : posted;
}

function toSent(posted: Attempt<Message>): Result {
  if (!posted.ok) return posted.failure;
  // Typed as always there, but what answers may be a proxy.
  const message: Partial<Message> | undefined = posted.value;
  if (message?.message_id === undefined) {
    return { type: 'uncertain', reason: 'answer has no message id' };
  }
  const fileId = message.document?.file_id;
  return {
    type: 'sent',
    messageId: String(message.message_id),
    ...(fileId !== undefined && { fileId }),
  };
}

function done(ref: MessageRef): Outcome {
  return { type: 'sent', messageId: ref.messageId };
}

function formOf({ entities, keyboard }: Rendered) {
  return {
    ...(entities.length > 0 && { entities }),
    ...(keyboard !== undefined && { reply_markup: keyboard }),
  };
}

/** `undefined` when an id is none of Telegram's. */
function placeOf(to: ChatAddress, part: OutgoingPart): Place | undefined {
  const threadId = to.threadId === undefined ? undefined : toNumber(to.threadId);
  const replyTo = part.replyTo && toNumber(part.replyTo.messageId);
  if (to.threadId !== undefined && threadId === undefined) return undefined;
  if (part.replyTo !== undefined && replyTo === undefined) return undefined;
  return {
    ...(threadId !== undefined && { message_thread_id: threadId }),
    ...(replyTo !== undefined && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true as const },
    }),
  };
}

function idsOf(ref: MessageRef): [number | undefined, number | undefined] {
  return [toNumber(ref.chat.externalId), toNumber(ref.messageId)];
}

/** Telegram's ids are whole numbers below 2^53. */
export function toNumber(id: string): number | undefined {
  const number = /^-?\d{1,16}$/.test(id) ? Number(id) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
