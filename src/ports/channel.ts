import type { AckWay } from '../domain/acknowledgement.ts';
import type { ChatKind, InboundEvent } from '../domain/inbound-event.ts';

/** The id of a driver; one account of a driver is one bot or one personal account. */
export type Driver = 'telegram' | 'zalo-zca';

export interface ChatAddress {
  readonly externalId: string;
  readonly kind: ChatKind;
  /** A topic inside a forum group. */
  readonly threadId?: string;
}

export interface MessageRef {
  readonly chat: ChatAddress;
  readonly messageId: string;
  /** Our own id of the message, where the network keeps one; Zalo needs it to take a message back. */
  readonly clientId?: string;
}

export interface Button {
  readonly label: string;
  /** Comes back with a press; at most 64 bytes. Exactly one of `data` and `url` is given. */
  readonly data?: string;
  readonly url?: string;
  readonly style?: 'good' | 'danger';
}

/** The network-neutral view of a card; render.ts of each network turns it into its own form. */
export interface CardView {
  /** Plain text, one line each; the first is the headline. */
  readonly lines: readonly string[];
  /** The short printed code, e.g. 12K7; absent on dialogue cards. */
  readonly code?: string;
  /** Rows of buttons, top to bottom. */
  readonly buttons: readonly (readonly Button[])[];
}

export interface FileContent {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The network's own id from an earlier upload by the same account. */
  readonly knownAs?: string;
  read(): Promise<Uint8Array>;
}

/** `clientId` is ours: where the network echoes it, it is evidence after a lost answer. */
export type OutgoingPart =
  | {
      readonly kind: 'card';
      readonly clientId: string;
      readonly view: CardView;
      readonly replyTo?: MessageRef;
    }
  | {
      readonly kind: 'text';
      readonly clientId: string;
      readonly text: string;
      readonly replyTo?: MessageRef;
    }
  | {
      readonly kind: 'file';
      readonly clientId: string;
      readonly file: FileContent;
      readonly caption?: string;
      readonly replyTo?: MessageRef;
    }
  /** An appointment of the network's own, which people accept or decline; see `AckWay`. */
  | {
      readonly kind: 'native-reminder';
      readonly clientId: string;
      readonly title: string;
      /** When the network reminds. */
      readonly at: Date;
      readonly replyTo?: MessageRef;
    };

/** How one network call ended. */
export type Outcome =
  | {
      readonly type: 'sent';
      readonly messageId: string;
      readonly clientId?: string;
      /** The network's id of an uploaded file, to be sent again without its bytes. */
      readonly fileId?: string;
    }
  /** Certainly not taken: try again, no earlier than `afterMs`. `scope` says what else has to wait. */
  | {
      readonly type: 'not-sent';
      readonly reason: string;
      readonly afterMs?: number;
      readonly scope?: 'chat' | 'account';
      /** The chat's new id: a group that became a supergroup. */
      readonly movedTo?: string;
    }
  /** It never will be: blocked, chat gone, message invalid. */
  | { readonly type: 'refused'; readonly reason: string; readonly chatIsGone?: boolean }
  /**
   * A timeout or a lost answer: it may have arrived. Never retried blindly. `quietMs`: how long the
   * account has to keep quiet besides.
   */
  | { readonly type: 'uncertain'; readonly reason: string; readonly quietMs?: number };

/** What a driver can do in a chat of one kind. Data, checked when a directive is composed. */
export interface Capabilities {
  /** Longest text of one message and of a file's caption, in UTF-16 units. */
  readonly maxText: number;
  readonly maxCaption: number;
  readonly file:
    | {
        readonly maxBytes: number;
        /** Ends of names, lower case without the dot, that the network does not take. */
        readonly refusedExtensions?: readonly string[];
      }
    | undefined;
  readonly buttons: boolean;
  readonly edit: boolean;
  readonly remove: { readonly withinHours: number | 'unknown' } | undefined;
  readonly hears: 'all' | 'commands-and-replies' | 'mentions-and-quotes' | 'nothing';
  readonly acknowledge: readonly AckWay[];
  /** Whether inbound missed while away can be fetched afterwards. */
  readonly catchUp: boolean;
}

export interface ChannelHealth {
  readonly state: 'ready' | 'reconnecting' | 'displaced' | 'needs-login' | 'throttled' | 'stopped';
  readonly since: Date;
  /** One line for staff; never a secret and never content. */
  readonly detail?: string;
}

/** A raw update on its way into the inbox. `text` and `fileNames` are what the secrecy gate looks at. */
export interface RawUpdate {
  /** The network's id of the update: the same one twice is stored once. */
  readonly networkId: string;
  readonly chatKey: string;
  readonly payload: unknown;
  readonly text?: string;
  readonly fileNames?: readonly string[];
  /** A press, which waits for an answer on somebody's screen: worked off before ordinary messages. */
  readonly urgent: boolean;
}

/** Resolves once every update is stored; only then may the driver confirm them to its network. */
export type InboundSink = (updates: readonly RawUpdate[]) => Promise<void>;

/** A command as people see it suggested; the name without its slash. */
export interface CommandHint {
  readonly command: string;
  readonly descriptions: { readonly vi: string; readonly en: string };
}

/** One account on one chat network: channels/telegram, channels/zalo/zca. */
export interface Channel {
  readonly accountId: string;
  readonly driver: Driver;
  capabilities(kind: ChatKind): Capabilities;
  /** Sends one part once. Never rejects: every way it can end is an outcome. Has its own deadline. */
  send(to: ChatAddress, part: OutgoingPart): Promise<Outcome>;
  /** Changes a message that is out there. Idempotent; `sent` also when nothing had to change. */
  edit?(ref: MessageRef, view: CardView): Promise<Outcome>;
  /** Takes a message back where the network allows it; `refused` when it is too late. */
  remove?(ref: MessageRef): Promise<Outcome>;
  /** Answers the person who pressed, privately; `alert` wants a dialog instead of a passing note. */
  answer?(
    pressId: string,
    answer: { readonly text: string; readonly alert: boolean },
  ): Promise<Outcome>;
  /** Parses a stored raw update; [] when the product has no use for it. Pure. */
  parse(payload: unknown): readonly InboundEvent[];
  /** Fetches a file somebody sent; rejects when the network does not give it or it is over `maxBytes`. */
  download(fileId: string, maxBytes: number): Promise<Uint8Array>;
  /**
   * A link that opens a chat with this account, or adds it to a group, and hands it `payload`;
   * undefined before the account has logged in.
   */
  deepLink?(payload: string, target?: 'private' | 'group'): string | undefined;
  /**
   * Suggests `commands` while people type: in one chat, in the private chats without a list of their
   * own, or wherever there is no nearer list. Rejects when the network refuses.
   */
  announceCommands?(
    commands: readonly CommandHint[],
    scope: 'everyone' | 'private-chats' | ChatAddress,
  ): Promise<void>;
  /**
   * What people answered to a native reminder while the account was away, as updates for the inbox;
   * undefined when the network could not be asked. The same answer has the same id each time.
   */
  missedAnswers?(reminder: MessageRef): Promise<readonly RawUpdate[] | undefined>;
  /**
   * Makes the account ready to send without receiving; absent where both are one connection. Rejects
   * when the network refuses the account or cannot be reached.
   */
  login?(): Promise<void>;
  /**
   * Cuts short what the account waits for before it logs in again: a person is ready to scan a new code,
   * or wants it back from another client. Absent where no person is needed. Changes nothing while it is
   * connected.
   */
  retryNow?(): void;
  /** Starts handing raw updates to `sink`. Resolves when the account is logged in. */
  start(sink: InboundSink): Promise<void>;
  /** Stops receiving and keeps sending; resolves when no sink is running. `start` receives again. */
  rest?(): Promise<void>;
  /** Resolves when nothing is running any more: no call, no sink. */
  stop(): Promise<void>;
  health(): ChannelHealth;
}
