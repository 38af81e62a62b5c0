import type { MethodName } from './method-parameters.ts';
import * as account from './methods/account.ts';
import { sendMediaGroup } from './methods/albums.ts';
import type { Handler } from './methods/call.ts';
import { answerCallbackQuery } from './methods/callbacks.ts';
import * as chats from './methods/chats.ts';
import { copyMessage, copyMessages, forwardMessage, forwardMessages } from './methods/copying.ts';
import * as editing from './methods/editing.ts';
import { getFile } from './methods/files.ts';
import { sendPoll, stopPoll } from './methods/polls.ts';
import { sendDocument, sendMessage, sendPhoto } from './methods/sending.ts';

/** The handler of every method; getUpdates waits and is answered by the poller. */
export const METHODS: Readonly<Record<Exclude<MethodName, 'getUpdates'>, Handler>> = {
  answerCallbackQuery,
  close: account.close,
  copyMessage,
  copyMessages,
  createForumTopic: chats.createForumTopic,
  deleteMessage: chats.deleteMessage,
  deleteMessages: chats.deleteMessages,
  deleteMyCommands: account.deleteMyCommands,
  deleteWebhook: account.deleteWebhook,
  editMessageCaption: editing.editMessageCaption,
  editMessageMedia: editing.editMessageMedia,
  editMessageReplyMarkup: editing.editMessageReplyMarkup,
  editMessageText: editing.editMessageText,
  forwardMessage,
  forwardMessages,
  getChat: chats.getChat,
  getChatAdministrators: chats.getChatAdministrators,
  getChatMember: chats.getChatMember,
  getChatMemberCount: chats.getChatMemberCount,
  getFile,
  getMe: account.getMe,
  getMyCommands: account.getMyCommands,
  getWebhookInfo: account.getWebhookInfo,
  leaveChat: chats.leaveChat,
  logOut: account.logOut,
  pinChatMessage: chats.pinChatMessage,
  sendChatAction: chats.sendChatAction,
  sendDocument,
  sendMediaGroup,
  sendMessage,
  sendPhoto,
  sendPoll,
  setMessageReaction: chats.setMessageReaction,
  setMyCommands: account.setMyCommands,
  setWebhook: account.setWebhook,
  stopPoll,
  unpinAllChatMessages: chats.unpinAllChatMessages,
  unpinChatMessage: chats.unpinChatMessage,
};
