import type { Database } from '../ports/database.ts';
import { type ObligationRow, obligationColumns } from './obligations.ts';

/** A reminder that is due, and what it reminds of. */
export interface DueReminder {
  readonly id: string;
  readonly step: string;
  readonly dueAt: Date;
  readonly obligation: ObligationRow;
}

/** What became of a reminder. */
export interface ReminderEnd {
  readonly id: string;
  readonly state: 'sent' | 'skipped';
  readonly reason: string | null;
}

/** Writes planned reminders; a step that is there already is left alone. */
export async function insertReminders(
  tx: Database,
  planned: readonly { readonly obligationId: string; readonly step: string; readonly at: Date }[],
  fence = 0,
): Promise<void> {
  if (planned.length === 0) return;
  await tx.query(
    `insert into reminder (obligation_id, step, due_at, fence, state)
     select n.obligation_id, n.step, n.due_at, $4, 'planned'
     from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as n (obligation_id, step, due_at)
     on conflict do nothing`,
    [
      planned.map((p) => p.obligationId),
      planned.map((p) => p.step),
      planned.map((p) => p.at),
      fence,
    ],
  );
}

/** A fence that no reminder of an obligation has had: reminders that are planned anew carry it. */
export async function nextFence(db: Database, obligationId: string): Promise<number> {
  const { rows } = await db.query<{ fence: number }>(
    'select coalesce(max(fence), -1)::int + 1 as fence from reminder where obligation_id = $1',
    [obligationId],
  );
  return rows[0]?.fence ?? 0;
}

/**
 * Moves reminders that fall due by `horizon` from planned to queued and returns when they do. Their jobs
 * are enqueued after the commit; one lost in between is missed by `lateReminders`.
 */
export async function queueReminders(
  tx: Database,
  horizon: Date,
  limit: number,
): Promise<readonly Date[]> {
  const { rows } = await tx.query<{ dueAt: Date }>(
    `update reminder r set state = 'queued' where r.id in (
       select id from reminder where state = 'planned' and due_at <= $1 order by due_at limit $2
       for update skip locked)
     returning r.due_at as "dueAt"`,
    [horizon, limit],
  );
  return rows.map(({ dueAt }) => dueAt);
}

/** What is paused may go on: its reminders stay where they are until then. */
const due = `from reminder r join obligation b on b.id = r.obligation_id
  join directive t on t.id = b.directive_id
  where r.state = 'queued' and r.due_at <= $1 and t.state <> 'paused'`;

/**
 * Locks queued reminders that are due by a moment, and what they remind of. Waits for nobody: those that
 * somebody else has locked, or whose obligation they have, are left out.
 */
export async function takeDueReminders(
  tx: Database,
  by: Date,
  limit: number,
): Promise<readonly DueReminder[]> {
  const { rows: taken } = await tx.query<{ id: string }>(
    `select r.id ${due} limit $2 for update of b, r skip locked`,
    [by, limit],
  );
  if (taken.length === 0) return [];
  const { rows } = await tx.query<
    ObligationRow & { readonly reminderId: string; readonly step: string; readonly remindAt: Date }
  >(
    `select ${obligationColumns}, r.id as "reminderId", r.step, r.due_at as "remindAt"
     from reminder r join obligation b on b.id = r.obligation_id
     where r.id = any($1::uuid[]) order by r.due_at, r.id`,
    [taken.map(({ id }) => id)],
  );
  return rows.map(({ reminderId, step, remindAt, ...obligation }) => ({
    id: reminderId,
    step,
    dueAt: remindAt,
    obligation,
  }));
}

/** How many queued reminders, up to a limit, should have gone out by a moment: their job got lost. */
export async function lateReminders(db: Database, by: Date, limit: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from (select 1 ${due} limit $2) late`,
    [by, limit],
  );
  return rows[0]?.n ?? 0;
}

export async function settleReminders(
  tx: Database,
  ends: readonly ReminderEnd[],
  at: Date,
): Promise<void> {
  await tx.query(
    `update reminder r set state = n.state, settled_at = $4, reason = n.reason
     from unnest($1::uuid[], $2::text[], $3::text[]) as n (id, state, reason) where r.id = n.id`,
    [ends.map(({ id }) => id), ends.map(({ state }) => state), ends.map((end) => end.reason), at],
  );
}

/** Takes back every reminder of an obligation that has not gone out. */
export function cancelReminders(
  tx: Database,
  obligationId: string,
  at: Date,
  reason: string,
): Promise<void> {
  return cancelRemindersOf(tx, [{ id: obligationId, at }], reason);
}

/** As `cancelReminders`, of several obligations; also messages that are written and wait for their turn. */
export async function cancelRemindersOf(
  tx: Database,
  obligations: readonly { readonly id: string; readonly at: Date }[],
  reason: string,
): Promise<void> {
  if (obligations.length === 0) return;
  const ids = obligations.map(({ id }) => id);
  await tx.query(
    `update reminder r set state = 'cancelled', fence = r.fence + 1, settled_at = n.at, reason = $3
     from unnest($1::uuid[], $2::timestamptz[]) as n (id, at)
     where r.obligation_id = n.id and r.state in ('planned', 'queued')`,
    [ids, obligations.map(({ at }) => at), reason],
  );
  await tx.query(
    `update part p set state = 'cancelled', fence = p.fence + 1, reason = $2 from reminder r
     where r.obligation_id = any($1::uuid[]) and r.state = 'sent' and p.subject_id = r.id
       and p.kind = 'reminder' and p.state = 'queued'`,
    [ids, reason],
  );
}

/** As `cancelReminders`, of everything under a directive. */
export async function cancelRemindersUnder(
  tx: Database,
  directiveId: string,
  at: Date,
  reason: string,
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from obligation where directive_id = $1',
    [directiveId],
  );
  await cancelRemindersOf(
    tx,
    rows.map(({ id }) => ({ id, at })),
    reason,
  );
}

/** Writes reminders that staff asked for, for a job at `at`; returns how many. */
export async function insertStaffReminders(
  tx: Database,
  obligationIds: readonly string[],
  { step, at }: { readonly step: string; readonly at: Date },
): Promise<number> {
  const { rows } = await tx.query(
    `insert into reminder as r (obligation_id, step, due_at, state)
     select n.id, $2, $3, 'queued' from unnest($1::uuid[]) as n (id)
     on conflict do nothing returning r.id`,
    [[...obligationIds], step, at],
  );
  return rows.length;
}
