import type { Calendar } from '../../domain/calendar.ts';
import { dayOf } from '../../domain/day.ts';
import type { Deadline } from '../../domain/deadline/deadline.ts';
import { type OverduePolicy, overdueAt } from '../../domain/deadline/overdue.ts';
import { readDeadlines } from '../../domain/deadline/read-deadlines.ts';
import { dueAtOf } from '../../domain/deadline/resolve.ts';
import type { Messages } from '../../messages/messages.ts';
import type { DraftDeadline } from './body.ts';
import { parseMomentInput } from './moment-input.ts';

export interface DeadlineContext {
  readonly now: Date;
  readonly calendar: Calendar;
  readonly overduePolicy: OverduePolicy;
  readonly m: Messages;
}

/** A deadline as the reader of documents found it, ready to be confirmed. */
export function draftDeadline(
  found: Omit<Deadline, 'id' | 'start' | 'end'>,
  policy: OverduePolicy,
): DraftDeadline {
  const { phrase, kind, boundary, namedDate, namedTime, recurrence, anchor, offset, flags } = found;
  return {
    phrase,
    kind,
    boundary,
    namedDate,
    namedTime,
    recurrence,
    anchor,
    offset,
    flags,
    dueAt: found.dueAt ?? found.firstDueAt,
    overdueAt: overdueAt(found, policy),
    appliesTo: found.appliesTo,
    confirmed: false,
  };
}

/** The deadline on a day that a person chose; it counts as confirmed. */
export function chosenDeadline(
  day: string,
  time: string | null,
  { m }: Pick<DeadlineContext, 'm'>,
): DraftDeadline {
  const dueAt = dueAtOf('by', day, time);
  return {
    phrase: m.compose.deadline.phrase(day, time),
    kind: 'absolute',
    boundary: 'by',
    namedDate: day,
    namedTime: time,
    recurrence: null,
    anchor: null,
    offset: null,
    flags: [],
    dueAt,
    overdueAt: dueAt,
    appliesTo: [],
    confirmed: true,
  };
}

/**
 * Reads a deadline as a person types it: a day, with or without an hour, or a phrase as letters have it.
 *
 * `past` when it is over already; undefined when it is no deadline.
 */
export function parseDeadlineInput(
  text: string,
  context: DeadlineContext,
): DraftDeadline | 'past' | undefined {
  const deadline = deadlineIn(text, context);
  if (deadline?.dueAt && new Date(deadline.dueAt) <= context.now) return 'past';
  return deadline;
}

function deadlineIn(text: string, context: DeadlineContext): DraftDeadline | undefined {
  const today = dayOf(context.now);
  const moment = parseMomentInput(text, { today, calendar: context.calendar });
  if (moment) return chosenDeadline(moment.day, moment.time, context);
  const line = text.normalize('NFC').trim();
  const [phrase, second] = readDeadlines(line, { issuedOn: today, calendar: context.calendar });
  if (!phrase || second || phrase.start > 0 || phrase.end < line.replace(/[.;]$/, '').length) {
    return undefined;
  }
  return { ...draftDeadline(phrase, context.overduePolicy), confirmed: true };
}
