/** A file somebody sent in chat, not yet fetched. */
export interface InboundFile {
  /** The network's id, given to `Channel.download`. */
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export type ChatKind = 'private' | 'group' | 'channel';

/** The chat an event happened in, as the network names it. */
export interface InboundChat {
  readonly externalId: string;
  readonly kind: ChatKind;
  readonly title?: string;
  readonly threadId?: string;
}

export interface InboundPerson {
  readonly externalId: string;
  /** Display name as the network gives it; used in messages to staff, never as identity. */
  readonly name: string;
}

interface InChat {
  readonly chat: InboundChat;
  readonly at: Date;
}

/** What happened on a chat network, in words that every network shares. */
export type InboundEvent =
  | (InChat & {
      readonly type: 'text';
      readonly person: InboundPerson;
      readonly messageId: string;
      /** '' when a file came without a caption. */
      readonly text: string;
      readonly files: readonly InboundFile[];
      /** Parts of one album share it. */
      readonly albumId?: string;
      /** The message this one replies to or quotes. */
      readonly replyTo?: string;
    })
  | (InChat & {
      readonly type: 'press';
      readonly person: InboundPerson;
      /** Given to `Channel.answer`. */
      readonly pressId: string;
      readonly messageId: string;
      /** Untrusted: a modified client can send anything. */
      readonly data: string;
    })
  | (InChat & {
      readonly type: 'reaction';
      readonly person: InboundPerson;
      readonly messageId: string;
      /** '' when the reaction was taken back. */
      readonly icon: string;
    })
  | (InChat & {
      readonly type: 'reminder-answer';
      readonly person: InboundPerson;
      readonly reminderId: string;
      readonly accepted: boolean;
    })
  /** The account's own place in a chat changed. */
  | (InChat & {
      readonly type: 'membership';
      readonly person: InboundPerson;
      readonly status: 'member' | 'administrator' | 'restricted' | 'gone';
      /** Whether the account may post there now. */
      readonly canSend: boolean;
    })
  | (InChat & { readonly type: 'moved'; readonly to: string })
  /** Our own message seen on the network: evidence after a lost answer. */
  | (InChat & { readonly type: 'echo'; readonly messageId: string; readonly clientId: string });
