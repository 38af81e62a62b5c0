import type { Database } from '../ports/database.ts';

export interface ReminderRow {
  readonly id: string;
  readonly obligationId: string;
  readonly step: string;
  readonly dueAt: Date;
  readonly fence: number;
  readonly state: 'planned' | 'queued' | 'sent' | 'skipped' | 'cancelled';
}

const columns = `r.id, r.obligation_id as "obligationId", r.step, r.due_at as "dueAt", r.fence, r.state`;

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
 * Moves reminders that fall due by `horizon` from planned to queued and returns them, soonest first.
 * Their jobs are enqueued after the commit; a job lost in between is found by `lostReminders`.
 */
export async function queueReminders(
  tx: Database,
  horizon: Date,
  limit: number,
): Promise<readonly ReminderRow[]> {
  const { rows } = await tx.query<ReminderRow>(
    `update reminder r set state = 'queued' where r.id in (
       select id from reminder where state = 'planned' and due_at <= $1 order by due_at limit $2
       for update skip locked)
     returning ${columns}`,
    [horizon, limit],
  );
  return [...rows].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/** Queued reminders that should have fired by `before`: their job got lost. */
export async function lostReminders(
  db: Database,
  before: Date,
  limit: number,
): Promise<readonly ReminderRow[]> {
  const { rows } = await db.query<ReminderRow>(
    `select ${columns} from reminder r where r.state = 'queued' and r.due_at <= $1 order by r.due_at limit $2`,
    [before, limit],
  );
  return rows;
}

export async function reminderById(db: Database, id: string): Promise<ReminderRow | undefined> {
  const { rows } = await db.query<ReminderRow>(
    `select ${columns} from reminder r where r.id = $1`,
    [id],
  );
  return rows[0];
}

export async function lockReminder(tx: Database, id: string): Promise<ReminderRow | undefined> {
  const { rows } = await tx.query<ReminderRow>(
    `select ${columns} from reminder r where r.id = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function settleReminder(
  tx: Database,
  id: string,
  end: { readonly state: 'sent' | 'skipped'; readonly at: Date; readonly reason?: string },
): Promise<void> {
  await tx.query('update reminder set state = $2, settled_at = $3, reason = $4 where id = $1', [
    id,
    end.state,
    end.at,
    end.reason ?? null,
  ]);
}

/** Takes back every reminder of an obligation that has not fired: its jobs find a newer fence. */
export async function cancelReminders(
  tx: Database,
  obligationId: string,
  at: Date,
  reason: string,
): Promise<void> {
  await tx.query(
    `update reminder set state = 'cancelled', fence = fence + 1, settled_at = $2, reason = $3
     where obligation_id = $1 and state in ('planned', 'queued')`,
    [obligationId, at, reason],
  );
}

/** As `cancelReminders`, of several obligations. */
export async function cancelRemindersOf(
  tx: Database,
  obligations: readonly { readonly id: string; readonly at: Date }[],
  reason: string,
): Promise<void> {
  if (obligations.length === 0) return;
  await tx.query(
    `update reminder r set state = 'cancelled', fence = r.fence + 1, settled_at = n.at, reason = $3
     from unnest($1::uuid[], $2::timestamptz[]) as n (id, at)
     where r.obligation_id = n.id and r.state in ('planned', 'queued')`,
    [obligations.map(({ id }) => id), obligations.map(({ at }) => at), reason],
  );
}

/** Takes back every reminder under a directive that has not fired. */
export async function cancelRemindersUnder(
  tx: Database,
  directiveId: string,
  at: Date,
  reason: string,
): Promise<void> {
  await tx.query(
    `update reminder r set state = 'cancelled', fence = r.fence + 1, settled_at = $2, reason = $3
     from obligation b where b.id = r.obligation_id and b.directive_id = $1
       and r.state in ('planned', 'queued')`,
    [directiveId, at, reason],
  );
}

/** Writes reminders that staff asked for, to fire at `at`; returns them. */
export async function insertStaffReminders(
  tx: Database,
  obligationIds: readonly string[],
  { step, at }: { readonly step: string; readonly at: Date },
): Promise<readonly ReminderRow[]> {
  const { rows } = await tx.query<ReminderRow>(
    `insert into reminder as r (obligation_id, step, due_at, state)
     select n.id, $2, $3, 'planned' from unnest($1::uuid[]) as n (id)
     on conflict do nothing returning ${columns}`,
    [[...obligationIds], step, at],
  );
  return rows;
}
