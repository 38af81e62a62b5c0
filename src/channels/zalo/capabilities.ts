import type { ChatKind } from '../../domain/inbound-event.ts';
import type { Capabilities } from '../../ports/channel.ts';

/** Zalo's own limit is unknown; two production integrations stay within 2000 UTF-16 units. */
export const maxText = 2000;

const everywhere = {
  maxText,
  // A file is a message of its own: Zalo shows no caption on documents, and none is sent.
  maxCaption: 0,
  // Until the server has told its own limit at login.
  file: { maxBytes: 100 * 1024 * 1024 },
  buttons: false,
  edit: false,
  remove: { withinHours: 'unknown' },
  hears: 'all',
  catchUp: true,
} as const;

/**
 * What a personal account can do in a chat of one kind. Zalo knows no channels: an account that
 * posts to the public does so in a group.
 */
export const zcaCapabilities: Readonly<Record<ChatKind, Capabilities>> = {
  private: { ...everywhere, acknowledge: ['code', 'quote', 'reaction'] },
  group: { ...everywhere, acknowledge: ['code', 'quote', 'reaction', 'native-reminder'] },
  channel: {
    ...everywhere,
    maxText: 0,
    file: undefined,
    remove: undefined,
    hears: 'nothing',
    catchUp: false,
    acknowledge: [],
  },
};
