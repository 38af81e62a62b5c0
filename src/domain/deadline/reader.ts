import type { Calendar } from '../calendar.ts';
import type { Deadline } from './deadline.ts';
import type { Tokens } from './tokens.ts';

/** What is known about the letter a text comes from. */
export interface DeadlineContext {
  /** 'YYYY-MM-DD'; null when the letter bears no date yet. Nothing that depends on it is guessed then. */
  readonly issuedOn: string | null;
  /** The day the letter was received, when that is known: durations counted from receipt get their date. */
  readonly receivedOn?: string;
  readonly calendar: Calendar;
  /**
   * Whether the text sets up a standing regime (dates without a year come back every year) rather than a plan for one
   * named year. Decided by the words around a phrase when absent.
   */
  readonly standing?: boolean;
  /** The text is one cell of a time column: a bare date or period in it is a time limit. */
  readonly timeCell?: boolean;
}

/** A text on its way through the rules. */
export interface Reader extends DeadlineContext {
  readonly text: string;
  readonly tokens: Tokens;
}

/** A deadline before it is known where its phrase ends, who owes it and which number it gets. */
export type Draft = Omit<Deadline, 'id' | 'phrase' | 'appliesTo' | 'start' | 'end'>;

/** What a rule found: the tokens [from, to) of its phrase and the deadlines it states, usually one. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly drafts: readonly Draft[];
}
