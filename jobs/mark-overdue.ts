import { markOverdueObligations } from '../src/engine/mark-overdue.ts';
import type { PeriodicJob } from './job.ts';

/** Marks what is owed past its last moment. */
export const markOverdue: PeriodicJob = {
  name: 'mark-overdue',
  everyMs: (settings) => settings.jobs.markOverdueMs,
  run: markOverdueObligations,
};
