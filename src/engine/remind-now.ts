import { afterQuiet } from '../domain/reminder.ts';
import type { Database } from '../ports/database.ts';
import { type DebtorRow, debtorsUnder } from '../store/debtors.ts';
import {
  type DirectiveRow,
  type DirectiveState,
  lastReminded,
  lockDirective,
  setReminded,
} from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { insertStaffReminders } from '../store/reminders.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { wakeForReminders } from './plan-reminders.ts';
import { staffStep } from './reminder-text.ts';

/** Staff may not have the same directive's debtors reminded again before this has passed. */
const restMs = 2 * 3_600_000;

/** What having people reminded now would do, or did. */
export type RemindNow =
  | {
      readonly type: 'ready';
      /** One line each, and one message: an organisation is asked for what comes first. */
      readonly debtors: readonly DebtorRow[];
      /** Those whom no message reaches: for the telephone. */
      readonly unreachable: readonly DebtorRow[];
      /** Now, or the end of quiet hours. */
      readonly at: Date;
    }
  | {
      readonly type: 'too-soon';
      readonly last: { readonly at: Date; readonly by: string };
      readonly from: Date;
    }
  /** Nobody reminds under a directive that is paused or has ended. */
  | { readonly type: 'resting'; readonly state: DirectiveState }
  | { readonly type: 'nobody' };

/** What would happen if everybody who owes something under a directive were reminded now. */
export async function previewReminder(
  engine: Engine,
  db: Database,
  directive: Pick<DirectiveRow, 'id' | 'state' | 'urgency'>,
): Promise<RemindNow> {
  const now = engine.clock.now();
  if (directive.state !== 'released' && directive.state !== 'releasing') {
    return { type: 'resting', state: directive.state };
  }
  const last = await lastReminded(db, directive.id);
  if (last && now.getTime() < last.at.getTime() + restMs) {
    return { type: 'too-soon', last, from: new Date(last.at.getTime() + restMs) };
  }
  const all = await debtorsUnder(db, directive.id);
  const debtors = all.filter(({ isReachable }) => isReachable);
  const unreachable = all.filter(({ isReachable }) => !isReachable);
  if (debtors.length === 0 && unreachable.length === 0) return { type: 'nobody' };
  const urgent = directive.urgency === 'hoa_toc';
  const at = afterQuiet(now, engine.settings.reminders, { urgent });
  return { type: 'ready', debtors, unreachable, at };
}

/**
 * Has everybody reminded who owes something under a directive, through the reminders' own path: whoever
 * answers before one goes out is left alone. In quiet hours they go out when these end.
 *
 * Under the directive's lock: of two people who press at once, the second is told.
 */
export async function remindNow(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { directiveId, personId }: { readonly directiveId: string; readonly personId: string },
): Promise<RemindNow> {
  const directive = await lockDirective(tx, directiveId);
  if (!directive) return { type: 'nobody' };
  const plan = await previewReminder(engine, tx, directive);
  if (plan.type !== 'ready' || plan.debtors.length === 0) return plan;
  const now = engine.clock.now();
  await setReminded(tx, directiveId, { personId, at: now });
  const reminders = await insertStaffReminders(
    tx,
    plan.debtors.map(({ id }) => id),
    { step: `${staffStep}${now.toISOString()}`, at: plan.at },
  );
  wakeForReminders(engine, wake, [plan.at]);
  await recordEvent(tx, {
    at: now,
    actor: { person: personId },
    action: 'reminded-by-staff',
    subject: { kind: 'directive', id: directiveId },
    detail: { organisations: reminders, at: plan.at.toISOString() },
  });
  return plan;
}
