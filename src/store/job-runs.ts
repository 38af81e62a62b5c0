import type { Database } from '../ports/database.ts';

/** When a periodic job last came through, in whichever process, and what it counted. */
export interface JobRun {
  readonly succeededAt: Date;
  readonly counts: Readonly<Record<string, number>>;
}

/** Notes that a periodic job came through. */
export async function recordRun(db: Database, job: string, run: JobRun): Promise<void> {
  await db.query(
    `insert into job_run (job, succeeded_at, counts) values ($1, $2, $3::jsonb)
     on conflict (job) do update set succeeded_at = excluded.succeeded_at, counts = excluded.counts`,
    [job, run.succeededAt, JSON.stringify(run.counts)],
  );
}

/** The last run of a job that came through; undefined when none ever did. */
export async function lastRun(db: Database, job: string): Promise<JobRun | undefined> {
  const { rows } = await db.query<JobRun>(
    'select succeeded_at as "succeededAt", counts from job_run where job = $1',
    [job],
  );
  return rows[0];
}
