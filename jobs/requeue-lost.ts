import { sweep } from '../src/engine/sweep.ts';
import type { PeriodicJob } from './job.ts';

/** Sets going again what nothing moves any more: lost jobs, expired claims, unproved sends. */
export const requeueLost: PeriodicJob = {
  name: 'requeue-lost',
  everyMs: (settings) => settings.jobs.sweepMs,
  run: sweep,
};
