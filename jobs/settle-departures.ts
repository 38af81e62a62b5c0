import { settleDepartures as settle } from '../src/engine/settle-departures.ts';
import type { PeriodicJob } from './job.ts';

/** Gives back the work of people who have left their organisation. */
export const settleDepartures: PeriodicJob = {
  name: 'settle-departures',
  everyMs: (settings) => settings.jobs.sweepMs,
  run: settle,
};
