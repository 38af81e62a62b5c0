import type { Calendar } from '../domain/calendar.ts';
import { dayOf, toDate } from '../domain/day.ts';
import { parseMomentInput } from './compose/moment-input.ts';

/** A day somebody typed, and what stands beside it. */
export interface TypedDate {
  /** The last moment meant: the end of the day where no hour was typed. */
  readonly until: Date;
  /** Whether the rest says anything, such as a reason. */
  readonly hasWords: boolean;
}

const hour = String.raw`\d{1,2}(?:\s*giờ(?:\s*\d{1,2})?|[h:]\d{0,2})`;
const dated = new RegExp(
  String.raw`(?:${hour}\s*,?\s*(?:ngày\s*)?)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)`,
  'iu',
);

/** Words that announce a date and give no reason. */
const announcing = /xin|đề nghị|gia hạn|đến|tới|hết|ngày|trước|ạ|dạ/giu;

/** Finds the one date in what somebody typed; undefined when there is none or it does not exist. */
export function readTypedDate(
  text: string,
  context: { readonly now: Date; readonly calendar: Calendar },
): TypedDate | undefined {
  const line = text.normalize('NFC').trim();
  const found = dated.exec(line)?.[0];
  const read = parseMomentInput(found ?? line, {
    today: dayOf(context.now),
    calendar: context.calendar,
  });
  if (!read) return undefined;
  const rest = found ? line.replace(found, ' ').replaceAll(announcing, ' ') : '';
  return {
    until: toDate(read.day, read.time ?? 'end-of-day'),
    hasWords: (rest.match(/\p{L}/gu)?.length ?? 0) >= 3,
  };
}
