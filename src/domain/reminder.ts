import type { Calendar } from './calendar.ts';
import { addDays, dayOf, toDate } from './day.ts';
import type { DirectiveState } from './directive-life.ts';
import type { ObligationState } from './obligation.ts';

/** When organisations that still owe something are reminded. Copied from the configuration. */
export interface ReminderPolicy {
  /** Milliseconds before the deadline, e.g. 24 h and 2 h. */
  readonly beforeDueMs: readonly number[];
  /** Whether to remind at the deadline itself. */
  readonly atDue: boolean;
  /** Days of daily reminders while overdue; 0 for none. */
  readonly overdueDays: number;
  /** Hour at which overdue reminders go out, 'HH:MM'. */
  readonly overdueTime: string;
  /** No reminder goes out from `from` to `to`, 'HH:MM', unless the directive is hoả tốc. */
  readonly quiet: { readonly from: string; readonly to: string } | undefined;
  /** Whether a reminder on a day off moves to `workdayEnd` of the working day before. */
  readonly workingDaysOnly: boolean;
  /** 'HH:MM' */
  readonly workdayEnd: string;
}

export interface PlannedReminder {
  /** Names the step within the obligation: 'before-86400000', 'due', 'overdue-1'. */
  readonly step: string;
  readonly at: Date;
}

/**
 * Plans the reminders of one obligation, soonest first.
 *
 * The deadline never moves; a reminder that would fall into quiet hours or on a day off goes out
 * earlier, and one whose time has passed at `now` is left out. Overdue reminders follow `overdueAt`.
 */
export function planReminders(
  due: { readonly dueAt: Date; readonly overdueAt: Date },
  policy: ReminderPolicy,
  context: { readonly now: Date; readonly calendar: Calendar; readonly urgent: boolean },
): readonly PlannedReminder[] {
  const { dueAt, overdueAt } = due;
  const wanted: PlannedReminder[] = policy.beforeDueMs.map((ms) => ({
    step: `before-${ms}`,
    at: earlierIfResting(new Date(dueAt.getTime() - ms), policy, context),
  }));
  if (policy.atDue) wanted.push({ step: 'due', at: earlierIfResting(dueAt, policy, context) });
  const firstDay = dayOf(overdueAt);
  for (let n = 1; n <= policy.overdueDays; n += 1) {
    const day = addDays(firstDay, n);
    if (policy.workingDaysOnly && !context.urgent && !context.calendar.isWorkingDay(day)) continue;
    wanted.push({ step: `overdue-${n}`, at: toDate(day, policy.overdueTime) });
  }
  const seen = new Set<number>();
  return wanted
    .filter(({ at }) => at.getTime() > context.now.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .filter(({ at }) => !seen.has(at.getTime()) && seen.add(at.getTime()));
}

function earlierIfResting(
  at: Date,
  policy: ReminderPolicy,
  { calendar, urgent }: { readonly calendar: Calendar; readonly urgent: boolean },
): Date {
  if (urgent) return at;
  let moved = at;
  if (policy.quiet) moved = beforeQuiet(moved, policy.quiet);
  const day = dayOf(moved);
  if (policy.workingDaysOnly && !calendar.isWorkingDay(day)) {
    return toDate(calendar.nearestWorkingDay(day, -1), policy.workdayEnd);
  }
  return moved;
}

/** When a reminder that somebody asks for now may go out: at once, or when quiet hours end. */
export function afterQuiet(
  now: Date,
  { quiet }: Pick<ReminderPolicy, 'quiet'>,
  { urgent }: { readonly urgent: boolean },
): Date {
  if (urgent || !quiet) return now;
  const day = dayOf(now);
  for (const startDay of [addDays(day, -1), day]) {
    const start = toDate(startDay, quiet.from);
    const end = toDate(quiet.to > quiet.from ? startDay : addDays(startDay, 1), quiet.to);
    if (now.getTime() >= start.getTime() && now.getTime() < end.getTime()) return end;
  }
  return now;
}

/** The moment itself, or the last minute before the quiet hours it falls into. */
function beforeQuiet(at: Date, quiet: { readonly from: string; readonly to: string }): Date {
  const day = dayOf(at);
  for (const startDay of [day, addDays(day, -1)]) {
    const start = toDate(startDay, quiet.from);
    const endDay = quiet.to > quiet.from ? startDay : addDays(startDay, 1);
    if (at >= start && at < toDate(endDay, quiet.to)) return new Date(start.getTime() - 60_000);
  }
  return at;
}

/** Whether a moment lies in the quiet hours. */
export function isQuiet(at: Date, quiet: ReminderPolicy['quiet']): boolean {
  return quiet !== undefined && beforeQuiet(at, quiet) !== at;
}

/** Reminders that fall due within these milliseconds share one wake-up. */
const slotMs = 200;

/** When the reminders that are due at a moment are woken up for: then, or a blink later. */
export function slotOf(dueAt: Date): Date {
  return new Date(Math.ceil(dueAt.getTime() / slotMs) * slotMs);
}

/** How far people's clock may lag behind the wake-up for a slot without the slot being missed. */
const lagMs = 1_000;

/** Up to which moment the wake-up for a slot finds reminders due. */
export function dueUntil(slot: Date, now: Date): Date {
  const isNear = slot.getTime() - now.getTime() <= lagMs;
  return isNear && slot.getTime() > now.getTime() ? slot : now;
}

/** A reminder this long past its time says nothing useful; the next one comes. */
const tooLateMs = 6 * 3_600_000;

/** Why a reminder that is due is not sent, as recorded; undefined when somebody still owes. */
export function reasonToSkip(
  reminder: { readonly dueAt: Date },
  owed: { readonly obligation: ObligationState; readonly directive: DirectiveState },
  now: Date,
): string | undefined {
  if (owed.obligation !== 'open') return `obligation-${owed.obligation}`;
  if (owed.directive !== 'released' && owed.directive !== 'releasing') {
    return `directive-${owed.directive}`;
  }
  if (now.getTime() - reminder.dueAt.getTime() > tooLateMs) return 'too-late';
  return undefined;
}
