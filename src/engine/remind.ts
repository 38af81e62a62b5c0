import { dueUntil, reasonToSkip } from '../domain/reminder.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { type DirectiveRow, directivesById } from '../store/directives.ts';
import { type LogEntry, recordEvents } from '../store/event-log.ts';
import { organisationNames } from '../store/organisations.ts';
import {
  type DueReminder,
  lateReminders,
  type ReminderEnd,
  settleReminders,
  takeDueReminders,
} from '../store/reminders.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { type OwnPart, queueParts } from './queue-part.ts';
import { type ReminderPlace, reminderPlaces } from './reminder-places.ts';
import { reminderText } from './reminder-text.ts';

/** What became of the reminders that were due. */
export interface Reminded {
  readonly sent: number;
  /** Nobody owes them any more, or nobody can be reached. */
  readonly skipped: number;
}

const batchSize = 200;

/** Before what somebody else was just deciding on is looked at again. */
const lookAgainMs = 1_000;

/**
 * Reminds those who still owe of everything that is due by a moment, as replies to their cards, one
 * short transaction per batch.
 *
 * Whether somebody owes is decided under the locks of the reminder and of what is owed, and the messages
 * are written with the decision: a wake-up that comes twice, late, or after the plan changed finds nothing
 * to do, and one that dies has done nothing. What somebody answers at this very moment is left to them
 * and looked at again.
 */
export async function remind(
  engine: Engine,
  { dueBy }: { readonly dueBy: Date },
): Promise<Reminded> {
  let sent = 0;
  let skipped = 0;
  for (;;) {
    if (engine.stopping?.aborted) return { sent, skipped };
    const until = dueUntil(dueBy, engine.clock.now());
    const ends = await commit(engine, (tx, wake) => remindBatch(engine, tx, wake, until));
    sent += ends.filter(({ state }) => state === 'sent').length;
    skipped += ends.filter(({ state }) => state === 'skipped').length;
    if (ends.length === batchSize) continue;
    if ((await lateReminders(engine.db, until, 1)) > 0) {
      const again = { job: 'remind', dueBy: until.toISOString() } as const;
      await engine.jobs.enqueue(again, new Date(engine.machine.now().getTime() + lookAgainMs));
    }
    return { sent, skipped };
  }
}

async function remindBatch(
  engine: Engine,
  tx: Database,
  wake: Wake,
  until: Date,
): Promise<readonly ReminderEnd[]> {
  const debts = await debtsOf(tx, await takeDueReminders(tx, until, batchSize));
  if (debts.length === 0) return [];
  const now = engine.clock.now();
  const judged = debts.map((debt) => ({ debt, reason: skipReason(debt, now) }));
  const owed = judged.flatMap(({ debt, reason }) => (reason ? [] : [debt]));
  const places = await reminderPlaces(
    tx,
    owed.map(({ obligation, directive }) => ({ ...obligation, versionId: directive.versionId })),
    now,
  );
  const placesOf = ({ obligation }: Debt) => places.get(obligation.id) ?? [];
  const messages = owed.flatMap((debt) => placesOf(debt).map((place) => messageAt(debt, place)));
  await queueParts(engine, tx, wake, messages);
  const ends = judged.map(({ debt, reason }): ReminderEnd => {
    const why = reason ?? (placesOf(debt).length === 0 ? 'no-chat' : null);
    return { id: debt.id, state: why === null ? 'sent' : 'skipped', reason: why };
  });
  await settleReminders(tx, ends, now);
  const entries = owed.map((debt) => entryOf(debt, placesOf(debt).length > 0, now));
  await recordEvents(tx, entries);
  return ends;
}

/** A reminder that is due, with all it takes to judge and to word it. */
interface Debt extends DueReminder {
  readonly directive: DirectiveRow;
  readonly organisation: string;
}

/** What was paused since it was found due stays where it is. */
async function debtsOf(tx: Database, due: readonly DueReminder[]): Promise<readonly Debt[]> {
  if (due.length === 0) return [];
  const distinct = (pick: (of: DueReminder) => string) => [...new Set(due.map(pick))];
  const directives = await directivesById(
    tx,
    distinct(({ obligation }) => obligation.directiveId),
  );
  const names = await organisationNames(
    tx,
    distinct(({ obligation }) => obligation.organisationId),
  );
  return due.flatMap((reminder) => {
    const { directiveId, organisationId } = reminder.obligation;
    const directive = directives.find(({ id }) => id === directiveId);
    if (!directive || directive.state === 'paused') return [];
    return [{ ...reminder, directive, organisation: names.get(organisationId) ?? '' }];
  });
}

function skipReason({ dueAt, obligation, directive }: Debt, now: Date): string | null {
  const owed = { obligation: obligation.state, directive: directive.state };
  return reasonToSkip({ dueAt }, owed, now) ?? null;
}

function messageAt(debt: Debt, { chat, replyTo, delegate }: ReminderPlace): OwnPart {
  const { obligation, directive, organisation } = debt;
  const m = messagesIn(chat.language);
  const reference = `${directive.number}/${directive.symbol}`;
  const text = reminderText(m, { reminder: debt, obligation, reference, organisation });
  return {
    chat,
    kind: 'reminder',
    lane: 'reminder',
    content: { type: 'text', text: delegate ? `${text}\n${m.card.delegate(delegate)}` : text },
    subjectId: debt.id,
    ...(replyTo ? { replyTo } : {}),
  };
}

function entryOf({ step, obligation }: Debt, isTold: boolean, at: Date): LogEntry {
  return {
    at,
    actor: { system: 'remind' },
    action: isTold ? 'reminded' : 'reminder-without-chat',
    subject: { kind: 'obligation', id: obligation.id },
    detail: { step, organisationId: obligation.organisationId },
  };
}
