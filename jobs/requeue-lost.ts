import { sweep } from '../src/engine/sweep.ts';
import { recordRun } from '../src/store/job-runs.ts';
import type { PeriodicJob } from './job.ts';

/**
 * Sets going again what nothing moves any more: lost jobs, expired claims, unproved sends. That it
 * came through is noted: the dead-man signal stops when it does not.
 */
export const requeueLost: PeriodicJob = {
  name: 'requeue-lost',
  everyMs: (settings) => settings.jobs.sweepMs,
  run: async (engine) => {
    const counts = await sweep(engine);
    await recordRun(engine.db, 'requeue-lost', { succeededAt: engine.machine.now(), counts });
    return counts;
  },
};
