import type { ChatKind } from '../../../src/domain/inbound-event.ts';
import type { Channel, ChatAddress, Outcome } from '../../../src/ports/channel.ts';
import type { Surroundings } from '../recorder.ts';

/** What can go wrong with the next call that sends. */
export const faultKinds = [
  /** The connection closes before the network has read the request. */
  'dropped',
  /** Carried out, but the connection closes before the answer. */
  'lost-answer',
  /** Carried out, but never answered. */
  'hang',
  /** Carried out, but a gateway's page comes back. */
  'html-page',
  /** The network's own failure. */
  'server-error',
  /** Too many requests. */
  'flood',
  /** The network does not want this message. */
  'refused',
  /** The account has lost the chat. */
  'gone',
  /** Nobody answers at the network's address, until `restore`. */
  'unreachable',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** How a fault ends: what `send` says, and whether people see the message all the same. */
export interface FaultEnd {
  readonly outcome: { readonly type: Outcome['type'] } & Readonly<Record<string, unknown>>;
  readonly isSeen: boolean;
}

/** A message of the account as a person in the chat sees it. */
export interface SeenMessage {
  readonly messageId: string;
  /** The caption of a file. */
  readonly text: string;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  readonly buttons: readonly string[];
  readonly replyTo?: string;
}

/** A chat with the account and one person in it. */
export interface ContractChat {
  readonly address: ChatAddress;
  readonly personId: string;
  /** The account's messages that are still there, oldest first. */
  seen(): readonly SeenMessage[];
  /** The person writes something the account hears in this kind of chat. Answers with the message's id. */
  say(text: string): Promise<string>;
  /** The person sends a file the account hears of. */
  sendFile(name: string, bytes: Uint8Array): Promise<void>;
  /** The person presses a button; only asked for where there are buttons. */
  press(messageId: string, label: string): Promise<void>;
  /** The person reacts; `undefined` where the account does not hear of it. 'thumb' is a yes, '' takes it back. */
  readonly react?: ((messageId: string, icon: 'thumb' | '') => Promise<void>) | undefined;
  /** Reminders of the network's own in the chat, by the ids the channel gave. */
  readonly reminders?: {
    all(): readonly { readonly messageId: string; readonly title: string; readonly at: Date }[];
    answer(messageId: string, accepted: boolean): Promise<void>;
  };
  /** The private answer to the person's last press. */
  lastAnswer(): { readonly text: string; readonly alert: boolean } | undefined;
}

export interface ContractNetwork {
  /** Makes the account's channel as a new process would. The suite starts and stops it. */
  openChannel(surroundings: Surroundings): Channel | Promise<Channel>;
  /** The kinds of chat the account can be in. */
  readonly kinds: readonly ChatKind[];
  makeChat(kind: ChatKind): Promise<ContractChat>;
  /** How each fault this network can have ends. */
  readonly faults: Readonly<Partial<Record<FaultKind, FaultEnd>>>;
  fail(kind: FaultKind, chat: ContractChat): Promise<void>;
  /** Ends what `fail` began. */
  restore(): Promise<void>;
  /** Where a person logs the account in. */
  readonly login?: {
    /** The network accepts the login no more. */
    end(): void;
    /** How many codes to scan the account has asked with. */
    asked(): number;
    /** The person scans the last one and confirms. */
    scan(): void;
  };
  /** Tokens, cookies and keys of the account. */
  readonly secrets: readonly string[];
  /** What a client did that the real network does not know or forbids. */
  violations(): readonly string[];
  close(): Promise<void>;
}
