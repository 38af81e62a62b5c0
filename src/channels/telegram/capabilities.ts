import type { ChatKind } from '../../domain/inbound-event.ts';
import type { Capabilities } from '../../ports/channel.ts';

const everywhere = {
  maxText: 4096,
  maxCaption: 1024,
  file: { maxBytes: 50 * 1024 * 1024 },
  buttons: true,
  edit: true,
  remove: { withinHours: 48 },
  catchUp: true,
} as const;

/**
 * What a bot can do in a chat of one kind. It hears little in groups because privacy mode stays on,
 * and nothing in channels, where only administrators write; a code is then typed in the private chat.
 * Telegram keeps presses 150 s and messages 24 h for a bot that is away.
 */
export const capabilities: Readonly<Record<ChatKind, Capabilities>> = {
  private: { ...everywhere, hears: 'all', acknowledge: ['button', 'deep-link', 'code', 'quote'] },
  group: {
    ...everywhere,
    hears: 'commands-and-replies',
    acknowledge: ['button', 'deep-link', 'code', 'quote'],
  },
  channel: { ...everywhere, hears: 'nothing', acknowledge: ['button', 'deep-link', 'code'] },
};
