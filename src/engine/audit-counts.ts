import { addDays, dayOf, toDate } from '../domain/day.ts';
import { type CountDifference, findDifferences } from '../store/count-differences.ts';
import { recordEvent } from '../store/event-log.ts';
import { lastRun, recordRun } from '../store/job-runs.ts';
import { alertAdministrators } from './alert-staff.ts';
import { commit } from './commit.ts';
import type { Engine } from './engine.ts';

/** What is under way may take so long before the audit calls it stuck. */
const graceMs = 3_600_000;

/**
 * Compares, once a night, what was to be sent with what was sent and answered: the audience with its
 * deliveries and their ends, what is owed with the answers. Every difference is logged as an error and
 * recorded, and administrators are told how many kinds there are.
 *
 * Due at `auditAt`, and made up for at the next start when nothing ran then.
 */
export async function auditCounts(
  engine: Engine,
): Promise<{ readonly audited: number; readonly differences: number }> {
  const now = engine.clock.now();
  const last = await lastRun(engine.db, 'audit-counts');
  if (last && last.succeededAt >= lastDue(engine.settings.jobs.auditAt, now)) {
    return { audited: 0, differences: 0 };
  }
  const differences = await findDifferences(
    engine.db,
    new Date(engine.machine.now().getTime() - graceMs),
  );
  for (const difference of differences) engine.log.error({ ...difference }, 'counts differ');
  await commit(engine, async (tx, wake) => {
    await recordEvent(tx, {
      at: now,
      actor: { system: 'audit-counts' },
      action: 'counts-audited',
      subject: { kind: 'job', id: 'audit-counts' },
      detail: { differences },
    });
    const counts = Object.fromEntries(differences.map(({ what, count }) => [what, count]));
    await recordRun(tx, 'audit-counts', { succeededAt: now, counts });
    if (differences.length > 0) {
      await alertAdministrators(engine, tx, wake, (m) => m.alert.countsDiffer(total(differences)));
    }
  });
  return { audited: 1, differences: differences.length };
}

function total(differences: readonly CountDifference[]): number {
  return differences.reduce((sum, { count }) => sum + count, 0);
}

/** The last moment at or before `now` at which the audit was due. */
function lastDue(auditAt: string, now: Date): Date {
  const today = toDate(dayOf(now), auditAt);
  return today <= now ? today : toDate(addDays(dayOf(now), -1), auditAt);
}
