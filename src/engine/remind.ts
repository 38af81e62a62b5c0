import { dayOf, daysBetween } from '../domain/day.ts';
import { type Messages, messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { type DirectiveRow, directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { lockObligation, type ObligationRow } from '../store/obligations.ts';
import { organisationById } from '../store/organisations.ts';
import {
  lockReminder,
  type ReminderRow,
  reminderById,
  settleReminder,
} from '../store/reminders.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';
import { reminderPlaces } from './reminder-places.ts';

/** How a wake-up for a reminder ended. */
export type RemindOutcome =
  | 'sent'
  /** Nobody owes it any more, or nobody can be reached. */
  | 'skipped'
  /** The row has another fence or is done: an old, doubled or late job. */
  | 'stale';

/** Begins the step of a reminder that staff asked for; the moment they did follows. */
export const staffStep = 'staff-';

/** A reminder this long past its time says nothing useful; the next one comes. */
const tooLateMs = 6 * 3_600_000;

/**
 * Sends one reminder to the chats of the organisation that still owes, as a reply to the card.
 *
 * Everything is decided under the locks of the reminder and the obligation, so a job that fires twice,
 * late or after the obligation ended does nothing.
 */
export function remind(
  engine: Engine,
  { reminderId, fence }: { readonly reminderId: string; readonly fence: number },
): Promise<RemindOutcome> {
  return commit(engine, async (tx, wake) => {
    // First what is owed, then the reminder: the order in which an answer locks them.
    const planned = await reminderById(tx, reminderId);
    const obligation = planned ? await lockObligation(tx, planned.obligationId) : undefined;
    const reminder = await lockReminder(tx, reminderId);
    if (!reminder || reminder.fence !== fence) return 'stale';
    if (reminder.state !== 'queued' && reminder.state !== 'planned') return 'stale';
    const now = engine.clock.now();
    if (now.getTime() < reminder.dueAt.getTime() - 1_000) return 'stale';
    const directive = obligation ? await directiveById(tx, obligation.directiveId) : undefined;
    // What is paused may go on: the sweep comes back for the reminder.
    if (directive?.state === 'paused') return 'stale';
    const why = reasonToSkip(reminder, obligation, directive, now);
    if (why || !obligation || !directive) {
      await settleReminder(tx, reminder.id, { state: 'skipped', at: now, reason: why ?? 'gone' });
      return 'skipped';
    }
    const told = await tell(engine, tx, wake, { reminder, obligation, directive });
    await settleReminder(
      tx,
      reminder.id,
      told > 0 ? { state: 'sent', at: now } : { state: 'skipped', at: now, reason: 'no-chat' },
    );
    await recordEvent(tx, {
      at: now,
      actor: { system: 'remind' },
      action: told > 0 ? 'reminded' : 'reminder-without-chat',
      subject: { kind: 'obligation', id: obligation.id },
      detail: { step: reminder.step, organisationId: obligation.organisationId },
    });
    return told > 0 ? 'sent' : 'skipped';
  });
}

function reasonToSkip(
  reminder: ReminderRow,
  obligation: ObligationRow | undefined,
  directive: DirectiveRow | undefined,
  now: Date,
): string | undefined {
  if (!obligation || !directive) return 'gone';
  if (obligation.state !== 'open') return `obligation-${obligation.state}`;
  if (directive.state !== 'released' && directive.state !== 'releasing') {
    return `directive-${directive.state}`;
  }
  if (now.getTime() - reminder.dueAt.getTime() > tooLateMs) return 'too-late';
  return undefined;
}

async function tell(
  engine: Engine,
  tx: Database,
  wake: Wake,
  {
    reminder,
    obligation,
    directive,
  }: {
    readonly reminder: ReminderRow;
    readonly obligation: ObligationRow;
    readonly directive: DirectiveRow;
  },
): Promise<number> {
  const organisation = await organisationById(tx, obligation.organisationId);
  const places = await reminderPlaces(tx, directive.versionId, obligation, engine.clock.now());
  for (const { chat, replyTo, delegate } of places) {
    const m = messagesIn(chat.language);
    const text = reminderText(m, {
      reminder,
      obligation,
      reference: `${directive.number}/${directive.symbol}`,
      organisation: organisation?.name ?? '',
    });
    await queuePart(engine, tx, wake, {
      chat,
      kind: 'reminder',
      lane: 'reminder',
      content: {
        type: 'text',
        text: delegate ? `${text}\n${m.card.delegate(delegate)}` : text,
      },
      subjectId: reminder.id,
      ...(replyTo ? { replyTo } : {}),
    });
  }
  return places.length;
}

/** What a reminder says: of what is coming, of what is due, of what is overdue. */
export function reminderText(
  m: Messages,
  about: {
    readonly reminder: Pick<ReminderRow, 'step' | 'dueAt'>;
    readonly obligation: ObligationRow;
    readonly reference: string;
    readonly organisation: string;
  },
): string {
  const { reminder, obligation, reference, organisation } = about;
  const due = obligation.extendedTo ?? obligation.dueAt ?? reminder.dueAt;
  const overdueDays = daysBetween(
    dayOf(obligation.extendedTo ?? obligation.overdueAt ?? due),
    dayOf(reminder.dueAt),
  );
  const soon = reminder.dueAt.getTime() < due.getTime();
  const isByStaff = reminder.step.startsWith(staffStep);
  const isOverdue = isByStaff
    ? overdueDays > 0 && obligation.dueAt !== null
    : reminder.step.startsWith('overdue');
  if (obligation.kind === 'acknowledge') {
    if (soon) return m.reminder.acknowledgeSoon(reference, organisation, due);
    return isOverdue
      ? m.reminder.acknowledgeOverdue(reference, organisation)
      : m.reminder.acknowledgeDue(reference, organisation);
  }
  if (isByStaff && obligation.dueAt === null) {
    return m.reminder.reportOpen(reference, organisation);
  }
  if (soon) {
    const left = m.reminder.left(due.getTime() - reminder.dueAt.getTime());
    return m.reminder.reportSoon(reference, organisation, due, left);
  }
  return isOverdue
    ? m.reminder.reportOverdue(reference, organisation, overdueDays)
    : m.reminder.reportDue(reference, organisation);
}
