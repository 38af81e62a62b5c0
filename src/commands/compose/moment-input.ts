import type { Calendar } from '../../domain/calendar.ts';
import { type Moment, parseMoment } from '../../domain/deadline/moment.ts';
import type { Reader } from '../../domain/deadline/reader.ts';
import { namedDayOfMoment } from '../../domain/deadline/resolve.ts';
import { type Tokens, tokenize } from '../../domain/deadline/tokens.ts';

export interface MomentInput {
  /** 'YYYY-MM-DD' */
  readonly day: string;
  /** 'HH:MM'; null when no hour was typed. */
  readonly time: string | null;
  /** Whether the year was typed, or the day named by its distance from today. */
  readonly isComplete: boolean;
}

/** Reads a day with or without an hour as a person types it; words around it make it unreadable. */
export function parseMomentInput(
  text: string,
  context: { readonly today: string; readonly calendar: Calendar },
): MomentInput | undefined {
  const line = text.normalize('NFC').trim();
  const tokens = tokenize(line);
  const moment = wholeMoment(tokens);
  if (!moment || moment.isVague || moment.times.length > 1) return undefined;
  const reader: Reader = {
    text: line,
    tokens,
    issuedOn: context.today,
    calendar: context.calendar,
  };
  const { day } = namedDayOfMoment(reader, moment);
  if (!day) return undefined;
  const isComplete = moment.date === undefined || moment.date.year !== undefined;
  return { day, time: moment.times[0] ?? null, isComplete };
}

function wholeMoment(tokens: Tokens): Moment | undefined {
  const read = parseMoment(tokens, 0);
  return read?.next === tokens.length ? read.value : undefined;
}

/** Reads the day of issue: complete, without an hour. A day after today is `future`. */
export function parseIssueDay(
  text: string,
  context: { readonly today: string; readonly calendar: Calendar },
): string | 'future' | undefined {
  const read = parseMomentInput(text, context);
  if (!read?.isComplete || read.time !== null) return undefined;
  return read.day > context.today ? 'future' : read.day;
}
