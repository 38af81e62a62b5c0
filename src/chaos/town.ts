import type { TelegramNetwork } from '../sandbox/telegram/network.ts';
import type { Person } from '../sandbox/telegram/person.ts';
import type { ServerMoment } from './plan.ts';

/** A message of the bot in a commune's group. */
export interface Said {
  readonly text: string;
  readonly fileName: string | undefined;
  readonly isDeleted: boolean;
}

/** A message that every commune should have once. */
export interface Owed {
  /** The part that carries it; an answer follows from what somebody in the group did. */
  readonly kind: 'card' | 'body' | 'file' | 'answer';
  is(message: Said): boolean;
  /** How many of its copies say that they are sent again. */
  marked(said: readonly Said[]): number;
}

/** Somebody's answer to a card. */
export interface Answer {
  readonly commune: number;
  readonly userId: string;
  /** Of the commune's own clerk on the commune's own card; the others must change nothing. */
  readonly isOwn: boolean;
  /** What the person was told, where the network tells the person alone. */
  told(): readonly string[];
}

/** The people of the communes, who answer when they see a card. */
export interface Crowd {
  readonly answers: readonly Answer[];
  /** Whether everybody who has a card has done what they do. */
  isDone(): boolean;
  stop(): void;
}

/** The networks of a run with everybody in them. They outlive the product. */
export interface Town {
  /** Where staff are, whatever network the communes are on. */
  readonly network: TelegramNetwork;
  readonly composer: Person;
  /** What the product's configuration says about the networks. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  /** How the letter is given to the bot, and so to the communes. */
  readonly letter: 'pasted' | 'file';
  readonly owed: readonly Owed[];
  /** Everything the bot ever said to a commune. */
  said(commune: number): readonly Said[];
  /** Whether the bot had a reason to say this. */
  isKnown(message: Said): boolean;
  /** Communes whose group threw the bot out: nothing need arrive there. */
  readonly kicked: ReadonlySet<number>;
  /** Those of them that did it while the account was away: what was said there can be read by it no more. */
  readonly sealed: ReadonlySet<number>;
  /** In words, what the product still has to hear; undefined when it has heard everything. */
  unheard(): string | undefined;
  /** In words, broken rules and messages to people who have no business with the bot. */
  strays(): readonly string[];
  close(): Promise<void>;
}

/** Something that happens on the network of a run. */
export interface NetworkMoment {
  readonly atMs: number;
  readonly what: 'network';
  happen(): Promise<void> | void;
}

/** What a network contributes to a run. */
export interface Act {
  readonly town: Town;
  readonly moments: readonly (ServerMoment | NetworkMoment)[];
  /** From the release on calls break and people answer. */
  begin(): Crowd;
}
