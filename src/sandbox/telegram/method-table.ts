import type { MethodName } from './method-parameters.ts';
import { getMe } from './methods/account.ts';
import type { Handler } from './methods/call.ts';
import { answerCallbackQuery } from './methods/callbacks.ts';
import {
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './methods/editing.ts';
import { sendDocument, sendMessage, sendPhoto } from './methods/sending.ts';

/** The handler of every method; getUpdates waits and is answered by the poller. */
export const METHODS: Partial<Readonly<Record<Exclude<MethodName, 'getUpdates'>, Handler>>> = {
  answerCallbackQuery,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
  getMe,
  sendDocument,
  sendMessage,
  sendPhoto,
};
