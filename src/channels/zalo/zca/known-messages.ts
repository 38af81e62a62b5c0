/** What a quote has to repeat of the message it quotes. */
export interface KnownMessage {
  readonly messageId: string;
  readonly clientId: string;
  readonly ownerId: string;
  /** Milliseconds, as Zalo stamped it. */
  readonly at: number;
  /** '' for a file. */
  readonly text: string;
  readonly isText: boolean;
}

/** The messages that went by lately, in memory alone. */
export interface KnownMessages {
  note(message: KnownMessage): void;
  find(messageId: string): KnownMessage | undefined;
}

/** Remembers the newest `capacity` messages. */
export function createKnownMessages(capacity: number): KnownMessages {
  const messages = new Map<string, KnownMessage>();
  return {
    note: (message) => {
      messages.delete(message.messageId);
      messages.set(message.messageId, message);
      const [oldest] = messages.keys();
      if (messages.size > capacity && oldest !== undefined) messages.delete(oldest);
    },
    find: (messageId) => messages.get(messageId),
  };
}
